/** What is measured: the tool as its users start it, and the link checkers that are installed here. */
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { Politeness } from './bound.ts'

export type Program = {
  readonly name: string
  /** The command line, for a folder that holds `registry/`, `stillthere.yaml` and `links.md`. */
  readonly words: (politeness: Politeness) => readonly [command: string, ...words: string[]]
  /** Whether it leaves verdicts by which it can be judged. */
  readonly isTool: boolean
}

const CLI = join(import.meta.dirname, '../src/cli.ts')

/** `flags`: for Node.js, such as those that write a profile. */
export const stillthere = (flags: readonly string[] = []): Program => ({
  name: 'stillthere',
  words: () => [process.execPath, ...flags, CLI, 'check', '--quiet', '--no-mail', '--reports', 'reports', '--config', 'stillthere.yaml', 'registry'],
  isTool: true,
})

/** None of them can be told how many requests a single host bears, or how far apart. muffet reads sites only, no files. */
const PEERS: Readonly<Record<string, (slots: string) => string[]>> = {
  lychee: (slots) => ['--no-progress', '--max-concurrency', slots, 'links.md'],
  linkinator: (slots) => ['links.md', '--markdown', '--verbosity', 'none', '--concurrency', slots],
  linkchecker: (slots) => ['--no-status', '--check-extern', '--recursion-level', '1', '--threads', slots, 'links.html'],
}

export const installed: readonly Program[] = Object.entries(PEERS)
  .filter(([name]) => isInstalled(name))
  .map(([name, words]) => ({ name, words: ({ all }) => [name, ...words(String(all))], isTool: false }))

export const missing: readonly string[] = Object.keys(PEERS).filter((name) => !isInstalled(name))

function isInstalled(name: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}
