/** One measured night: the server in one process, the tool in another as its users start it, a folder for its files. */
import { fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { StatusDocument } from '#model/memory.ts'
import type { Politeness } from './bound.ts'
import { CLOSED, type Plan } from './plan.ts'
import type { Orders } from './server.ts'
import { type Spent, spentBy } from './spent.ts'
import type { Seen } from './watch.ts'

export type Measured = Spent & Served & { readonly wrong: number; readonly mistakes: readonly string[] }

type Served = Seen & { readonly bytes: number; readonly connections: number }

const ROOT = join(import.meta.dirname, '..')

/** Links in one registry file, as people keep them. */
const FILE_SIZE = 1000

/** Runs the tool on a plan. `profile`: a folder for a CPU profile of it. */
export async function measuredNight(plan: Plan, politeness: Politeness, profile?: string): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'stillthere-bench-'))
  const server = fork(join(import.meta.dirname, 'server.ts'), { stdio: 'inherit' })
  try {
    server.send({ faults: plan.faults, politeness } satisfies Orders)
    const [port] = (await once(server, 'message')) as [number]
    const right = await writeCatalogue(plan, folder, port)
    await writeFile(join(folder, 'stillthere.yaml'), configuration(politeness))
    const flags = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`]
    const words = [
      ...flags,
      join(ROOT, 'src/cli.ts'),
      'check',
      '--quiet',
      '--no-mail',
      '--reports',
      'reports',
      '--config',
      'stillthere.yaml',
      'registry',
    ]
    const spent = await spentBy(spawn(process.execPath, words, { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] }))
    if (spent.code !== 0) throw new Error(`the tool ended with ${spent.code}`)
    server.send('end')
    const [served] = (await once(server, 'message')) as [Served]
    return { ...spent, ...served, ...(await judged(folder, right)) }
  } finally {
    server.kill()
    await rm(folder, { recursive: true, force: true })
  }
}

const configuration = ({ all, concurrency, spacing }: Politeness) =>
  `concurrency: ${all}\nnetwork: { allow: [127.0.0.0/8] }\nhosts: { "*": { concurrency: ${concurrency}, spacing: ${spacing} } }\n`

/** Writes the registry, and gives the right verdicts by URL. */
async function writeCatalogue({ links }: Plan, folder: string, port: number): Promise<ReadonlyMap<string, readonly string[]>> {
  await mkdir(join(folder, 'registry'))
  const urlOf = (host: string, path: string) =>
    host.endsWith(CLOSED) ? `http://${host.replace(CLOSED, ':1')}${path}` : `http://${host}:${port}${path}`
  const right = new Map<string, readonly string[]>()
  for (let from = 0; from < links.length; from += FILE_SIZE) {
    const urls = links.slice(from, from + FILE_SIZE).map((link) => {
      const url = urlOf(link.host, link.path)
      right.set(url, link.right)
      return url
    })
    const datasets = urls.map((url, i) => `  - { name: "Dataset ${from + i}", links: ["${url}"] }`)
    await writeFile(join(folder, `registry/${String(from).padStart(8, '0')}.yaml`), `group: CT\ndatasets:\n${datasets.join('\n')}\n`)
  }
  return right
}

async function judged(folder: string, right: ReadonlyMap<string, readonly string[]>) {
  const { links } = JSON.parse(await readFile(join(folder, 'reports/status.json'), 'utf8')) as StatusDocument
  const wrong = links.filter(({ url, reason }) => right.get(url)?.includes(reason) !== true)
  const missing = right.size - links.length
  const mistakes = wrong.slice(0, 5).map(({ url, reason, detail }) => `${url}: ${reason} (${detail}), not ${right.get(url)?.join(' or ')}`)
  return { wrong: wrong.length + missing, mistakes }
}
