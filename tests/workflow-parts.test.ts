/** A night in parts, by the scripts of the workflows and the real command line, is the night in one piece; what is missing stays as it was. */
import { cp, mkdir, mkdtemp, readFile, rename, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readCatalogue } from '#catalogue/read.ts'
import { findCheckers } from '#hosts/index.ts'
import { StatusDocument } from '#model/memory.ts'
import { NightRecord } from '#model/night.ts'
import { write } from './support/repository.ts'
import { ROOT, readData, runStep, scriptOf, type Workflow } from './support/workflow.ts'
import { internetOf } from './world/catalogue.ts'
import { NIGHTS } from './world/nights.ts'
import { openWorld, type World } from './world/server.ts'

const nightly = await readData<Workflow>('.github/workflows/nightly.yml')
const twoVantages = await readData<Workflow>('docs/examples/two-vantages.yml')
const SHARDS = [1, 2].map((part) => [`night-${part}`, { SHARD: `${part}/2` }] as const)
const chinese = twoVantages.env?.CHINA?.split(',') ?? []

let world: World
/** A folder with the night in one piece, and with the parts of the same night. */
let prepared: string
let folder: string
beforeAll(async () => {
  const internet = await internetOf(await readCatalogue(['registry'], ROOT), await findCheckers(), NIGHTS[0]?.happens ?? [])
  world = await openWorld(internet.hosts())
  world.show(internet)
  folder = prepared = await mkdtemp(join(tmpdir(), 'stillthere-parts-'))
  await write(join(folder, 'authority.pem'), world.authority)
  await write(join(folder, 'stillthere.yaml'), 'timeout: 2\nhosts: { "*": { spacing: 0, concurrency: 4 } }\n')
  await cp(join(ROOT, 'registry'), join(folder, 'registry'), { recursive: true })
  for (const name of ['src', '.github']) await symlink(join(ROOT, name), join(folder, name))
  await step('node src/cli.ts check --no-mail --reports whole')
  for (const [artifact, env] of SHARDS) await probe(nightly, 'probe', artifact, env)
}, 120_000)
afterAll(async () => {
  await rm(prepared, { recursive: true })
  await world.close()
})
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stillthere-parts-'))
  await cp(prepared, folder, { recursive: true })
  return () => rm(folder, { recursive: true })
})

async function step(script: string, env: Readonly<Record<string, string>> = {}): Promise<string> {
  const network = { HTTPS_PROXY: world.proxy, HTTP_PROXY: world.proxy, NODE_EXTRA_CA_CERTS: join(folder, 'authority.pem') }
  const { code, stdout, stderr } = await runStep(script, { cwd: folder, env: { ...network, ...env } })
  expect(code, stderr).toBe(0)
  return stdout
}

/** Runs the probe of a job, and leaves what it uploads where the conclusion downloads it. */
async function probe({ jobs, env: shared }: Workflow, job: string, artifact: string, env: Readonly<Record<string, string>> = {}): Promise<void> {
  await step(scriptOf(jobs[job]?.steps ?? [], 'night'), { ...shared, ...jobs[job]?.env, ...env })
  await mkdir(join(folder, 'parts', artifact), { recursive: true })
  await rename(join(folder, 'out/night.json'), join(folder, 'parts', artifact, 'night.json'))
  await rm(join(folder, 'out'), { recursive: true })
}
const conclude = ({ jobs }: Workflow, env: Readonly<Record<string, string>>) => step(scriptOf(jobs.publish?.steps ?? [], 'merge'), env)
const missing = (artifact: string) => rm(join(folder, 'parts', artifact), { recursive: true })

const read = (file: string) => readFile(join(folder, file), 'utf8')
const report = async (reports = 'reports') => StatusDocument.parse(JSON.parse(await read(`${reports}/status.json`)))

/** What a night found, without when that was. */
async function found(reports = 'reports') {
  const text = await read(`${reports}/status.json`)
  const { run, hosts, links } = await report(reports)
  const history = (await read(`${reports}/history.ndjson`)).replaceAll(run.startedAt, 'NIGHT').split('\n').sort()
  return {
    counts: run.counts,
    vantage: run.vantage,
    hosts,
    links: JSON.parse(text.replaceAll(run.startedAt, 'NIGHT')).links as typeof links,
    history,
  }
}

/** All that stays from night to night when there is no news, dates included. */
async function kept() {
  const { run, hosts, links } = await report()
  return { counts: run.counts, vantage: run.vantage, hosts, links, history: await read('reports/history.ndjson') }
}

describe('the nightly workflow', () => {
  it('finds in parts what a night in one piece finds', async () => {
    expect(await conclude(nightly, { PARTS: '2' })).not.toContain('::warning')
    expect(await found()).toEqual(await found('whole'))
  })

  it.each(['night-1', 'night-2'])('changes nothing about the links of a part that is missing: %s', async (artifact) => {
    await conclude(nightly, { PARTS: '2' })
    const before = await kept()
    await missing(artifact)
    expect(await conclude(nightly, { PARTS: '2' })).toContain('::warning title=Part of a night::Only 1 of 2 parts')
    expect(await kept()).toEqual(before)
  })

  it('shows the links of a part that is missing in the first night as not checked yet, and takes the part when it is run again', async () => {
    const whole = await readFile(join(folder, 'parts/night-1/night.json'))
    await missing('night-1')
    await conclude(nightly, { PARTS: '2' })
    expect(await read('reports/README.md')).toContain('not checked yet')
    await write(join(folder, 'parts/night-1/night.json'), whole.toString())
    await conclude(nightly, { PARTS: '2' })
    const { links } = await found('whole')
    expect((await found()).links.map(({ url, reason }) => [url, reason])).toEqual(links.map(({ url, reason }) => [url, reason]))
  })
})

describe('the workflow with two vantages', () => {
  it('finds what one night finds, and says of Chinese links where they were seen from', async () => {
    for (const [artifact, env] of SHARDS) await probe(twoVantages, 'world', artifact, env)
    await probe(twoVantages, 'china', 'night-china')
    expect(await conclude(twoVantages, { OTHERS: '2' })).not.toContain('::warning')

    const { links, ...others } = await found()
    const whole = await found('whole')
    expect({ ...others, links: links.map(({ vantage: _, ...link }) => link) }).toEqual(whole)
    const fromChina = links.filter(({ vantage }) => vantage === 'china').map(({ url }) => url)
    expect(fromChina).toEqual(links.filter(({ host }) => chinese.includes(host)).map(({ url }) => url))
    expect(fromChina.length).toBeGreaterThan(0)
    expect(links.filter(({ vantage }) => vantage !== undefined)).toHaveLength(fromChina.length)
    expect(await read('reports/README.md')).toContain('seen from china')

    const before = await kept()
    await missing('night-china')
    expect(await conclude(twoVantages, { OTHERS: '2' })).toContain('Only 2 of 3 parts')
    expect(await kept(), 'while the runner in China is off').toEqual(before)
  }, 60_000)
})

describe('merge', () => {
  it('takes no part of another night', async () => {
    const path = 'parts/night-2/night.json'
    const night = NightRecord.parse(JSON.parse(await read(path)))
    await write(join(folder, path), JSON.stringify({ ...night, run: { ...night.run, startedAt: '2026-01-01T19:17:00.000Z' } }))
    const { code, stderr } = await runStep('node src/cli.ts merge parts/night-1 parts/night-2', { cwd: folder })
    expect(code).toBe(2)
    expect(stderr).toContain(`${path}: This part is of another night: it began 2026-01-01T19:17:00.000Z`)
  })
})
