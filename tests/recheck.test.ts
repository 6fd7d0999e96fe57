/** Links that are vouched for on strong evidence rest for some nights, and nobody can tell from the memory. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fold } from '#core/history.ts'
import type { Choice } from '#core/plan.ts'
import type { Checker } from '#model/checker.ts'
import type { Exchange, Request } from '#model/http.ts'
import type { StatusDocument } from '#model/memory.ts'
import type { Reason } from '#model/verdict.ts'
import { night } from '../src/run.ts'
import { answer, anyChecker, dataset, link, nightAt, wordChecker } from './support/night.ts'

const words = wordChecker('words.example', { present: ['https://words.example/present'], absent: ['https://words.example/absent'] })

const CHECKERS = new Map<string, Checker>([
  ['generic', anyChecker],
  ['words', { ...words, match: (url, link) => (url.pathname === '/cut' ? { invalid: 'incomplete-url' } : words.match(url, link)) }],
  ['shares', wordChecker('shares.example', { present: [], absent: ['https://shares.example/absent'] })],
  ['plain', wordChecker('plain.example')],
])

/** What the world says about each link. */
type Said = Readonly<Record<string, Reason>>

type More = { readonly at: string; readonly memory?: StatusDocument | undefined; readonly alive: number; readonly choice?: Choice }

/** A night of these links, and the memory after it. `asked`: the links that were, not the controls. */
async function nightOf(said: Said, { at, memory, alive, choice = {} }: More) {
  const asked = new Set<string>()
  const transport = async (request: Request): Promise<Exchange> => {
    if (Object.hasOwn(said, request.url)) asked.add(request.url)
    const word = said[request.url] ?? (request.url.endsWith('/present') ? 'listed' : 'not-found')
    return { ...answer(request.url, 200, word), request }
  }
  const datasets = [dataset('all', ...Object.keys(said).map((url) => link(url)))]
  const [confirm, recheck] = [{ gone: 2, unreachable: 3 }, { alive }]
  const result = await night(
    { datasets, checkers: CHECKERS, memory, choice, confirm, recheck, secrets: new Set(), tool: 'stillthere/test', vantage: 'test' },
    {
      session: () => ({ converse: () => transport }),
      now: () => new Date(at),
      planned: () => {},
      progress: () => {},
      interrupted: new AbortController().signal,
    },
  )
  if (result.blind) throw new Error('the night was blind')
  return { asked, record: result.record, ...fold(memory, { night: result.record, datasets, confirm, recheck }) }
}

const all = (reason: Reason, host: string, count: number): Said =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [`https://${host}.example/${n}`, reason]))

const known = (document: StatusDocument, url: string) => document.links.find((one) => one.url === url)

/** The memory after a first night in which the world said this. */
const memoryOf = async (said: Said, alive = 7) => (await nightOf(said, { at: nightAt(0), alive })).document

describe('links that rest', () => {
  it('are spread evenly over the nights', async () => {
    const said = all('listed', 'words', 700)
    let memory = await memoryOf(said)
    const asked: number[] = []
    for (let n = 1; n <= 7; n += 1) {
      const tonight = await nightOf(said, { at: nightAt(n), memory, alive: 7 })
      asked.push(tonight.asked.size)
      memory = tonight.document
    }
    expect(asked.reduce((sum, one) => sum + one)).toBe(700)
    expect(Math.min(...asked)).toBeGreaterThan(70)
    expect(Math.max(...asked)).toBeLessThan(130)
  })

  it.each([
    ['what its host lists', 'words', 'listed', true],
    ['on a host whose only proof are its living links, too', 'shares', 'listed', true],
    ['but not what it merely serves', 'words', 'served', false],
    ['nor what hides behind a login', 'words', 'login-required', false],
    ['nor what is gone', 'words', 'not-found', false],
    ['nor what a host without controls says', 'plain', 'listed', false],
    ['nor what nobody has a checker for', 'any', 'listed', false],
  ] as const)('are %s', async (_, host, reason, rests) => {
    const said = all(reason, host, 20)
    const { asked, document } = await nightOf(said, { at: nightAt(1), memory: await memoryOf(said), alive: 7 })
    expect(asked.size < 20).toBe(rests)
    expect(document.run.counts).toEqual((await memoryOf(said)).run.counts)
  })

  it('are none that have a warning, none that are new, and none of another checker than before', async () => {
    const said = all('listed', 'words', 20)
    const memory = await memoryOf(said)
    const [first, second, ...others] = memory.links
    if (first === undefined || second === undefined) throw new Error('there are twenty')
    const links = [{ ...first, warnings: ['changed' as const] }, { ...second, host: 'generic' }, ...others]
    const { asked } = await nightOf({ ...said, 'https://words.example/new': 'listed' }, { at: nightAt(1), memory: { ...memory, links }, alive: 7 })
    expect([...asked]).toEqual(expect.arrayContaining([first.url, second.url, 'https://words.example/new']))
    expect(asked.size).toBeLessThan(21)
  })

  it('leave their record, their host and the counts as they were', async () => {
    const said = all('listed', 'words', 20)
    const memory = await memoryOf(said)
    const { document, events } = await nightOf(said, { at: nightAt(1), memory, alive: 7 })
    expect({ ...document, run: memory.run }).toEqual(memory)
    expect(document.run.counts).toMatchObject({ alive: 20 })
    expect(events).toEqual([])
  })

  it('let their host rest when none of them is due, even if its own text decides another link', async () => {
    const said: Said = { 'https://words.example/0': 'listed', 'https://words.example/cut': 'listed' }
    let memory = await memoryOf(said)
    let quiet = 0
    for (let n = 1; n <= 7; n += 1) {
      const { asked, document } = await nightOf(said, { at: nightAt(n), memory, alive: 7 })
      expect(document.hosts).toEqual(memory.hosts)
      if (asked.size === 0) quiet += 1
      memory = document
    }
    expect(quiet).toBe(6)
  })

  it('are all asked when their host does not prove itself by those that are due', async () => {
    const said = all('listed', 'shares', 20)
    const memory = await memoryOf(said)
    const due = (await nightOf(said, { at: nightAt(1), memory, alive: 7 })).asked
    const removed: Said = { ...said, ...Object.fromEntries([...due].map((url) => [url, 'removed'])) }
    const { asked, document, record } = await nightOf(removed, { at: nightAt(1), memory, alive: 7 })
    expect(asked.size).toBe(20)
    expect(record.resting).toEqual([])
    expect(document.run.counts).toMatchObject({ alive: 20 - due.size, gone: due.size, unknown: 0 })
    expect(document.links.filter(({ incident }) => incident?.state === 'open').map(({ url }) => url)).toEqual([...due].sort())
  })

  it('were last vouched for in the night in which they were last asked', async () => {
    const said = all('listed', 'words', 1)
    const [url = ''] = Object.keys(said)
    let memory = await memoryOf(said, 3)
    let last = nightAt(0)
    for (let n = 1; n <= 8; n += 1) {
      const gone = await nightOf({ [url]: 'not-found' }, { at: nightAt(n), memory, alive: 3 })
      if (gone.asked.size > 0) expect(known(gone.document, url)).toMatchObject({ status: 'gone', since: nightAt(n), lastAlive: last })
      const tonight = await nightOf(said, { at: nightAt(n), memory, alive: 3 })
      if (tonight.asked.size > 0) last = nightAt(n)
      memory = tonight.document
    }
    expect(last).not.toBe(nightAt(0))
  })

  it('stay due over a night that did not get to them', async () => {
    const said = all('listed', 'words', 20)
    const memory = await memoryOf(said)
    const due = (await nightOf(said, { at: nightAt(1), memory, alive: 7 })).asked
    const { document } = await nightOf(said, { at: nightAt(1), memory, alive: 7, choice: { hosts: ['shares'] } })
    expect(document.run).toMatchObject({ startedAt: nightAt(1), lastComplete: nightAt(0) })
    const { asked, document: whole } = await nightOf(said, { at: nightAt(2), memory: document, alive: 7 })
    expect([...asked]).toEqual(expect.arrayContaining([...due]))
    expect(whole.run).not.toHaveProperty('lastComplete')
  })
})

const urls = ['words', 'shares', 'plain', 'any'].flatMap((host) => Object.keys(all('listed', host, 6)))
const reason = fc.oneof(
  { weight: 8, arbitrary: fc.constant<Reason>('listed') },
  fc.constantFrom<Reason>('not-found', 'removed', 'challenged', 'served'),
)
const aNight = fc.record({
  /** Days since the night before; a second run on the same day is one, too. */
  later: fc.integer({ min: 0, max: 4 }),
  hours: fc.integer({ min: 0, max: 4 }),
  /** Only some hosts are asked, as `--host` does. */
  hosts: fc.option(fc.constant(['shares']), { freq: 5, nil: undefined }),
  said: fc.array(reason, { minLength: urls.length, maxLength: urls.length }),
})

it('over any sequence of nights every link is asked in time, and what is not asked stays as it was', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(aNight, { maxLength: 12 }), fc.integer({ min: 1, max: 7 }), async (nights, alive) => {
      let memory: StatusDocument | undefined
      let day = 0
      const last = new Map<string, number>()
      for (const { later, hours, hosts, said } of nights) {
        day += later
        const world = Object.fromEntries(urls.map((url, i) => [url, said[i] ?? 'listed']))
        const choice = hosts === undefined ? {} : { hosts }
        const { asked, document, record } = await nightOf(world, { at: nightAt(day, hours), memory, alive, choice })
        for (const url of asked) last.set(url, day)
        if (hosts === undefined) for (const url of urls) expect(day - (last.get(url) ?? Number.NEGATIVE_INFINITY)).toBeLessThan(alive)
        for (const url of urls.filter((one) => !asked.has(one))) expect(known(document, url)).toEqual(memory && known(memory, url))
        if (alive === 1) expect(record.resting).toEqual([])
        memory = document
      }
    }),
    { numRuns: 60 },
  )
})
