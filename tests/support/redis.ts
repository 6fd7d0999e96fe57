/** A real Redis on the loopback address that knows a password and keeps nothing on disk: Debian's, or the one that `REDIS_SERVER` names. */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { createInterface } from 'node:readline'
import { Redis } from 'ioredis'
import { describe } from 'vitest'

const SERVER = process.env.REDIS_SERVER ?? 'redis-server'
const PASSWORD = 'open-sesame'

const there = spawnSync(SERVER, ['--version']).status === 0

/** Tests that need a Redis, and at most so many milliseconds each. Where there is none they are skipped, which is said; a CI without one fails instead. */
export function withRedis(name: string, timeout: number, tests: () => void): void {
  const absent = !there && process.env.CI === undefined
  if (absent) console.log(`skipped: ${name}: no Redis here (apt-get install redis-server, or name one in REDIS_SERVER)`)
  describe.skipIf(absent)(name, { timeout }, tests)
}

export type RedisServer = AsyncDisposable & {
  /** For `REDIS_URL`; holds the password. */
  readonly url: string
  readonly password: string
  /** Everything it keeps, as text. */
  contents(): Promise<string>
  /** Forgets everything. */
  clear(): Promise<void>
}

export async function redisServer(): Promise<RedisServer> {
  if (!there) throw new Error('There is no Redis. .ci/run installs it.')
  const port = await freePort()
  const words = ['--port', `${port}`, '--bind', '127.0.0.1', '--requirepass', PASSWORD, '--save', '', '--appendonly', 'no']
  const server = spawn(SERVER, words, { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(server, 'close')
  for await (const line of createInterface(server.stdout)) if (line.includes('Ready to accept connections')) break
  if (server.exitCode !== null) throw new Error(`Redis ended with ${server.exitCode}.`)
  server.stdout.resume()

  const url = `redis://:${PASSWORD}@127.0.0.1:${port}`
  const client = new Redis(url)
  return {
    url,
    password: PASSWORD,
    async contents() {
      const keys = await client.keys('*')
      return (await Promise.all(keys.map(async (key) => `${key} ${await kept(client, key)}`))).join('\n')
    },
    clear: async () => void (await client.flushall()),
    async [Symbol.asyncDispose]() {
      client.disconnect()
      server.kill('SIGKILL')
      await ended
    },
  }
}

async function kept(client: Redis, key: string): Promise<string> {
  const type = await client.type(key)
  if (type === 'hash') return JSON.stringify(await client.hgetall(key))
  if (type === 'stream') return JSON.stringify(await client.xrange(key, '-', '+'))
  return type
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
