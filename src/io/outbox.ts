/** The messages that no server has taken yet, one file each, in `.outbox/` of the reports folder. */
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { InputError } from '#model/errors.ts'
import { Message } from '#model/mail.ts'
import { publish, readIfThere } from './files.ts'

const OUTBOX = '.outbox'

/**
 * The messages that wait, the oldest run first. `shown` is the reports folder as the user knows it.
 * @throws {InputError} names every file that is no message: what it told would be lost or told twice
 */
export async function readOutbox(reports: string, shown = reports): Promise<readonly Message[]> {
  const files = (await namesIn(join(reports, OUTBOX))).filter((name) => name.endsWith('.json')).sort()
  const read = await Promise.all(files.map(async (name) => ({ name, message: parsed(await readIfThere(join(reports, OUTBOX, name))) })))
  const damaged = read.filter(({ message }) => message === undefined)
  if (damaged.length > 0) {
    throw new InputError(
      ...damaged.map(({ name }) => ({
        message: 'This mail, which waits to be sent, cannot be read.',
        where: { file: `${shown}/${OUTBOX}/${name}` },
        hint: 'Restore the file from version control, or remove it: what is still broken is told again then.',
      })),
    )
  }
  return read.flatMap(({ message }) => message ?? [])
}

/** All of the messages wait after this, or none of them; one that waited already is replaced by itself. */
export async function putInOutbox(reports: string, messages: readonly Message[]): Promise<void> {
  const texts = messages.map((message) => [join(OUTBOX, fileOf(message)), `${JSON.stringify(message, null, 2)}\n`] as const)
  await publish(reports, new Map(texts))
}

/** Forgets messages; those that do not wait are no error. */
export async function removeFromOutbox(reports: string, messages: readonly Message[]): Promise<void> {
  for (const message of messages) await rm(join(reports, OUTBOX, fileOf(message)), { force: true })
}

/** The Message-ID as a file name; it begins with the time of the run. */
const fileOf = ({ id }: Message): string => `${id.replace(/^<|>$/g, '').replace(/[^\w.@-]/g, '_')}.json`

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

function parsed(text: string | undefined): Message | undefined {
  try {
    return Message.safeParse(JSON.parse(text ?? '')).data
  } catch {
    return undefined
  }
}
