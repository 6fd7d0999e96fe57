/** One measured night: the server in one process, the program in another, a folder for its files. */
import { fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readMemory } from '#commands/memory.ts'
import type { Politeness } from './bound.ts'
import { writeCatalogue } from './catalogue.ts'
import type { Plan } from './plan.ts'
import type { Program } from './programs.ts'
import type { Orders } from './server.ts'
import { type Spent, spentBy } from './spent.ts'
import type { Seen } from './watch.ts'

/** What it cost, what the server saw, and how many verdicts are wrong, with a few of them. */
export type Measured = Spent & Served & Judged

type Served = Seen & { readonly bytes: number; readonly connections: number }
type Judged = { readonly wrong?: number; readonly mistakes: readonly string[] }

/** Runs a program on a plan. */
export async function measuredNight({ words, isTool }: Program, plan: Plan, politeness: Politeness): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'stillthere-bench-'))
  const server = fork(join(import.meta.dirname, 'server.ts'), { stdio: 'inherit' })
  try {
    server.send({ faults: plan.faults, politeness } satisfies Orders)
    const [port] = (await once(server, 'message')) as [number]
    const right = await writeCatalogue(plan, politeness, folder, port)
    const [command, ...rest] = words(politeness)
    const spent = await spentBy(spawn(command, rest, { cwd: folder, stdio: ['ignore', 'ignore', isTool ? 'inherit' : 'ignore'] }))
    if (isTool && spent.code !== 0) throw new Error(`the tool ended with ${spent.code}`)
    server.send('end')
    const [served] = (await once(server, 'message')) as [Served]
    return { ...spent, ...served, ...(isTool ? await judged(folder, right) : { mistakes: [] }) }
  } finally {
    server.kill()
    await rm(folder, { recursive: true, force: true })
  }
}

async function judged(folder: string, right: ReadonlyMap<string, readonly string[]>): Promise<Judged> {
  const { links } = (await readMemory(join(folder, 'reports'), 'reports')) ?? { links: [] }
  const wrong = links.filter(({ url, reason }) => right.get(url)?.includes(reason) !== true)
  const missing = right.size - links.length
  const mistakes = wrong.slice(0, 5).map(({ url, reason, detail }) => `${url}: ${reason} (${detail}), not ${right.get(url)?.join(' or ')}`)
  return { wrong: wrong.length + missing, mistakes }
}
