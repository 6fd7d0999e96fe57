/** The engine under a fleet, BullMQ on Redis: loaded only when a fleet is asked for, and only where it is installed. */
import type { ConnectionOptions } from 'bullmq'
import { InputError } from '#model/errors.ts'

/** The one queue of every catalogue that shares a Redis. */
export const QUEUE = 'stillthere'

export type Engine = { readonly bullmq: typeof import('bullmq'); readonly connection: ConnectionOptions }

/**
 * The engine on the Redis of this URL, which is a secret and never shown.
 * @throws {InputError} the packages are not installed, or there is no Redis
 */
export async function engineAt(url: string): Promise<Engine> {
  const [bullmq, ioredis] = await Promise.all([import('bullmq'), import('ioredis')]).catch((error: unknown) => {
    if (codeOf(error) !== 'ERR_MODULE_NOT_FOUND') throw error
    throw new InputError({ message: 'A fleet needs two packages that are not installed.', hint: 'npm install bullmq ioredis' })
  })
  await reach(new ioredis.Redis(url, { lazyConnect: true, retryStrategy: () => null }))
  return { bullmq, connection: { url, maxRetriesPerRequest: null } } // a Redis that restarts is waited for
}

type Client = InstanceType<typeof import('ioredis')['Redis']>

async function reach(client: Client): Promise<void> {
  let trouble: unknown
  client.on('error', (error) => {
    trouble = error
  })
  try {
    await client.connect()
    await client.ping()
  } catch (error) {
    throw new InputError({
      message: `The Redis that REDIS_URL names does not answer (${said(trouble ?? error)}).`,
      hint: 'Start it, or correct REDIS_URL.',
    })
  } finally {
    client.disconnect()
  }
}

const codeOf = (error: unknown) => (error as { readonly code?: string }).code

/** An error in a few words: the code of the system's, the message of Redis itself. */
export const said = (error: unknown): string => codeOf(error) ?? (error as Error).message

/** Tells each trouble with the connection once in a row: an attempt to connect again is made every few seconds. */
export function onceInARow(tell: (trouble: string) => void): (error: unknown) => void {
  let last = ''
  return (error) => {
    if (said(error) !== last) tell(said(error))
    last = said(error)
  }
}
