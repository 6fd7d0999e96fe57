/** What the tool costs before it asks anybody. */
import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Spent, spentBy } from './spent.ts'

const CLI = join(import.meta.dirname, '../src/cli.ts')
const RUNS = 5

/** The median of five starts, by wall time: of `--help`, and of a night of a catalogue without links. */
export async function startup(): Promise<Readonly<Record<string, Spent>>> {
  const folder = await mkdtemp(join(tmpdir(), 'stillthere-bench-'))
  try {
    await mkdir(join(folder, 'registry'))
    await writeFile(join(folder, 'registry/empty.yaml'), 'group: CT\ndatasets: []\n')
    return { '--help': await median(['--help'], folder), 'an empty night': await median(['check', '--quiet', '--no-mail'], folder) }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function median(words: readonly string[], folder: string): Promise<Spent> {
  const runs: Spent[] = []
  for (let run = 0; run < RUNS; run++) runs.push(await spentBy(spawn(process.execPath, [CLI, ...words], { cwd: folder, stdio: 'ignore' })))
  return runs.sort((a, b) => a.wall - b.wall)[Math.floor(RUNS / 2)] as Spent
}
