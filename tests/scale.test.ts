/** A night in parts is the night it would have been in one piece. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fold } from '#core/history.ts'
import { jobsOf } from '#core/jobs.ts'
import { merged } from '#core/merge.ts'
import { plan } from '#core/plan.ts'
import { partOf, type Shard } from '#core/shard.ts'
import type { Checker } from '#model/checker.ts'
import type { Exchange, Request } from '#model/http.ts'
import type { StatusDocument } from '#model/memory.ts'
import type { NightRecord } from '#model/night.ts'
import type { Dataset } from '#model/registry.ts'
import { night } from '../src/run.ts'
import { answer, anyChecker, dataset, link, nightAt, wordChecker } from './support/night.ts'

const words = wordChecker('words.example', { present: ['https://words.example/present'], absent: ['https://words.example/absent'] })

const CHECKERS = new Map<string, Checker>([
  ['generic', anyChecker],
  ['other', wordChecker('other.example')],
  ['words', { ...words, match: (url, link) => (url.pathname === '/cut' ? { invalid: 'incomplete-url' } : words.match(url, link)) }],
])

const REASONS = ['listed', 'served', 'not-found', 'removed', 'expired', 'login-required', 'challenged', 'empty'] as const

/** What the world says about a URL: the same to every part of a night. */
type World = ReadonlyMap<string, (typeof REASONS)[number]>

const host = fc.constantFrom('words.example', 'other.example', 'a.example', 'b.example', 'c.example', 'd.example')
const url = fc.tuple(host, fc.integer({ min: 0, max: 40 })).map(([name, n]) => `https://${name}/${n}`)
const broken = fc.constantFrom('https;//a.example', 'ftp://a.example/x', '', 'https://words.example/cut')
const world: fc.Arbitrary<World> = fc
  .array(fc.tuple(fc.oneof({ weight: 9, arbitrary: url }, { weight: 1, arbitrary: broken }), fc.constantFrom(...REASONS)), { minLength: 1 })
  .map((said) => new Map(said))

/** How often links are asked that their host lists. */
const recheck = { alive: 3 }

type Night = { readonly memory?: StatusDocument | undefined; readonly shard?: Shard; readonly datasets?: readonly Dataset[] }

const datasetsOf = (said: World) => [dataset('all', ...[...said.keys()].map((one) => link(one)))]

/** The night after the memory was written, or the first one. */
async function nightIn(said: World, { memory, shard, datasets = datasetsOf(said) }: Night = {}): Promise<NightRecord> {
  const transport = async (request: Request): Promise<Exchange> => {
    const word = request.url.endsWith('/present') ? 'listed' : (said.get(request.url) ?? 'not-found')
    return { ...answer(request.url, 200, word), request }
  }
  const result = await night(
    {
      datasets,
      checkers: CHECKERS,
      memory,
      confirm: { gone: 2, unreachable: 3 },
      recheck,
      choice: shard === undefined ? {} : { shard },
      secrets: new Set(),
      tool: 'stillthere/test',
      vantage: 'test',
    },
    {
      session: () => ({ converse: () => transport }),
      now: () => new Date(nightAt(memory === undefined ? 0 : 1)),
      planned: () => {},
      progress: () => {},
      interrupted: new AbortController().signal,
    },
  )
  if (result.blind) throw new Error('the night was blind')
  return result.record
}

/** Memory and events that follow from a night. */
const remembered = (record: NightRecord, said: World, memory?: StatusDocument) =>
  fold(memory, {
    night: record,
    datasets: datasetsOf(said),
    confirm: { gone: 2, unreachable: 3 },
    recheck,
  })

/** The memory after a night in which everything was listed. */
async function memoryBefore(said: World): Promise<StatusDocument> {
  const listed: World = new Map([...said.keys()].map((one) => [one, 'listed']))
  return remembered(await nightIn(listed), listed).document
}

it('gives the same memory and the same events in any number of parts, joined in any order', async () => {
  await fc.assert(
    fc.asyncProperty(world, fc.boolean(), fc.integer({ min: 1, max: 9 }), fc.boolean(), async (said, later, of, backwards) => {
      const memory = later ? await memoryBefore(said) : undefined
      const parts = await Promise.all(Array.from({ length: of }, (_, i) => nightIn(said, { memory, shard: { index: i + 1, of } })))
      const [first, ...others] = backwards ? parts.reverse() : parts
      if (first === undefined) throw new Error('no part')
      expect(remembered(merged([first, ...others]), said, memory)).toEqual(remembered(await nightIn(said, { memory }), said, memory))
    }),
    { numRuns: 60 },
  )
})

it('gives the same memory and the same events asked job by job', async () => {
  await fc.assert(
    fc.asyncProperty(world, fc.boolean(), async (said, later) => {
      const memory = later ? await memoryBefore(said) : undefined
      const datasets = [dataset('all', ...[...said.keys()].map((one) => link(one)), link('https://a.example/paused', { paused: 'known' }))]
      const planned = plan(datasets, CHECKERS)
      const settings = { timeout: 1, userAgent: 'test', paces: {}, confirm: { gone: 2, unreachable: 3 }, recheck }
      const jobs = jobsOf(planned, { datasets, memory, at: nightAt(0), settings })
      const [first, ...others] = await Promise.all(jobs.map((job) => nightIn(said, job)))
      if (first === undefined) throw new Error('no job')
      expect(remembered(merged([first, ...others]), said, memory)).toEqual(remembered(await nightIn(said, { memory }), said, memory))
      expect(new Set(jobs.map(({ host }) => host)).size, 'no host in two jobs').toBe(jobs.length)
    }),
    { numRuns: 60 },
  )
})

it('gives every host to exactly one part', () => {
  fc.assert(
    fc.property(world, fc.integer({ min: 1, max: 9 }), (said, of) => {
      const datasets = [dataset('all', ...[...said.keys()].map((one) => link(one)))]
      const names = (shard?: Shard) => plan(datasets, CHECKERS, shard && { shard }).units.map(({ name }) => name)
      const dealt = Array.from({ length: of }, (_, i) => names({ index: i + 1, of })).flat()
      expect(dealt.sort()).toEqual(names().sort())
    }),
  )
})

it('decides broken links in one part only: in that of their host, where it is asked about others', () => {
  const datasets = [
    dataset('all', link('https;//a.example'), link('https://a.example/1'), link('https://words.example/cut'), link('https://words.example/1')),
  ]
  const parts = [1, 2, 3].map((index) => plan(datasets, CHECKERS, { shard: { index, of: 3 } }))
  expect(parts.map(({ units }) => units.map(({ name }) => name))).toEqual([['a.example'], ['words'], []])
  expect(parts.map(({ decided }) => decided.map(({ url }) => url))).toEqual([['https;//a.example'], ['https://words.example/cut'], []])
})

it('makes parts whose sizes differ by no more than the largest host', () => {
  const sizes = fc.uniqueArray(fc.record({ name: fc.string(), size: fc.integer({ min: 1, max: 500 }) }), {
    selector: ({ name }) => name,
    minLength: 1,
  })
  fc.assert(
    fc.property(sizes, fc.integer({ min: 1, max: 9 }), (hosts, of) => {
      const loads = Array.from({ length: of }, (_, i) => {
        const mine = partOf(hosts, { index: i + 1, of })
        return hosts.reduce((sum, { name, size }) => sum + (mine.has(name) ? size : 0), 0)
      })
      expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(Math.max(...hosts.map(({ size }) => size)))
    }),
  )
})
