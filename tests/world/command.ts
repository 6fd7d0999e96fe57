/** Runs the real command line in a process of its own, with the simulated internet as its network. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

const ROOT = join(import.meta.dirname, '../..')

export type Ran = { readonly code: number | null; readonly stdout: string; readonly stderr: string }

/** `proxy` and `authority` (a PEM file) come from the world; without them the machine's own network is used. `ended` sends a signal. */
export async function stillthere(
  words: readonly string[],
  {
    proxy,
    authority,
    cwd = ROOT,
    env: extra = {},
    ended,
  }: {
    proxy?: string
    authority?: string
    cwd?: string
    env?: Readonly<Record<string, string>>
    ended?: { by: NodeJS.Signals; when: Promise<unknown> }
  } = {},
): Promise<Ran> {
  const { PATH, HOME } = process.env
  const env = {
    PATH,
    HOME,
    NO_COLOR: '1',
    ...extra,
    ...(proxy !== undefined && { HTTPS_PROXY: proxy, HTTP_PROXY: proxy }),
    ...(authority !== undefined && { NODE_EXTRA_CA_CERTS: authority }),
  }
  const child = spawn(process.execPath, [join(ROOT, 'src/cli.ts'), ...words], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  void ended?.when.then(() => child.kill(ended.by))
  const closed = new Promise<number | null>((resolve) => child.once('close', resolve))
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), closed])
  return { code, stdout, stderr }
}
