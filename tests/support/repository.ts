/** Git repositories in a temporary folder, with remotes to push to. */
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { runStep } from './workflow.ts'

/** Runs git as somebody, and gives what it says. */
export async function git(words: string, cwd: string): Promise<string> {
  const { code, stdout, stderr } = await runStep(`git -c user.name=Somebody -c user.email=somebody@example.org ${words}`, { cwd })
  if (code !== 0) throw new Error(stderr)
  return stdout.trim()
}

/** Writes a file and the folders on the way to it. */
export async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, text)
}

export type Repository = { readonly remote: string; readonly here: string }

/** A repository `here` with these files on `main`, pushed to a remote of its own. */
export async function repository(folder: string, files: Readonly<Record<string, string>>): Promise<Repository> {
  const [remote, here] = [join(folder, 'remote.git'), join(folder, 'here')]
  await git(`init --quiet --bare --initial-branch=main ${remote}`, folder)
  await git(`clone --quiet ${remote} ${here}`, folder)
  await git('checkout --quiet -B main', here)
  for (const [path, text] of Object.entries(files)) await write(join(here, path), text)
  await git('add .', here)
  await git('commit --quiet --message first', here)
  await git('push --quiet --set-upstream origin main', here)
  return { remote, here }
}
