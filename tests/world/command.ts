/** Runs the real command line in a process of its own, with the simulated internet as its network. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

const ROOT = join(import.meta.dirname, '../..')

/** `proxy` and `authority` (a PEM file) come from the world; without them the machine's own network is used. */
export type Place = {
  readonly proxy?: string
  readonly authority?: string
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
  /** The folder of the code. */
  readonly root?: string
}

export type Ran = { readonly code: number | null; readonly stdout: string; readonly stderr: string }

/** A signal, and what it waits for. */
export type Ended = { readonly by: NodeJS.Signals; readonly when: Promise<unknown> }

/** Runs a command to its end, which may be a signal. */
export async function stillthere(words: readonly string[], { ended, ...place }: Place & { readonly ended?: Ended } = {}): Promise<Ran> {
  const child = spawned(words, place)
  void ended?.when.then(() => child.kill(ended.by))
  const closed = new Promise<number | null>((resolve) => child.once('close', resolve))
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), closed])
  return { code, stdout, stderr }
}

/** A command that is running; disposing of it kills it. */
export type Running = Disposable & {
  /** Resolves when the process has said this so many times, on either stream; rejects when it ends before. */
  says(text: string | RegExp, times?: number): Promise<string>
  /** What it has said so far. */
  said(): string
  /** Its exit code, once it has ended. */
  readonly ended: Promise<number | null>
  /** Sends the signal and gives the exit code. */
  end(signal: NodeJS.Signals): Promise<number | null>
}

/** Starts a command that stays up. */
export function start(words: readonly string[], place: Place = {}): Running {
  const child = spawned(words, place)
  let said = ''
  const listeners = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (heard: string) => {
      said += heard
      for (const listener of listeners) listener()
    })
  }
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  return {
    said: () => said,
    says: (awaited, times = 1) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (said.split(awaited).length <= times) return
          listeners.delete(look)
          resolve(said)
        }
        listeners.add(look)
        look()
        void ended.then((code) => reject(new Error(`ended with ${code} before it said ${awaited}:\n${said}`)))
      }),
    ended,
    end(signal) {
      child.kill(signal)
      return ended
    },
    [Symbol.dispose]: () => void child.kill('SIGKILL'),
  }
}

function spawned(words: readonly string[], { proxy, authority, cwd = ROOT, env: extra = {}, root = ROOT }: Place) {
  const { PATH, HOME } = process.env
  const env = {
    PATH,
    HOME,
    NO_COLOR: '1',
    ...extra,
    ...(proxy !== undefined && { HTTPS_PROXY: proxy, HTTP_PROXY: proxy }),
    ...(authority !== undefined && { NODE_EXTRA_CA_CERTS: authority }),
  }
  return spawn(process.execPath, [join(root, 'src/cli.ts'), ...words], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
}
