/** Parts of a night as one night: what is missing stays as it was, and of what was seen from two places the fair one counts. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fold } from '#core/history.ts'
import { merged } from '#core/merge.ts'
import type { StatusDocument } from '#model/memory.ts'
import type { HostNight, NightRecord, Outcome } from '#model/night.ts'
import { REASONS, type Reason, statusOf } from '#model/verdict.ts'
import { dataset, link, nightAt, outcome } from '../support/night.ts'

const SHARE = 'https://pan.example/s/1'
const PAGE = 'https://data.example/2'
const HERE = 'github-actions'

type Given = {
  readonly vantage?: string
  readonly startedAt?: string
  readonly outcomes?: readonly Outcome[]
  readonly hosts?: readonly HostNight[]
  readonly watched?: readonly string[]
  readonly resting?: readonly string[]
}

const part = ({ vantage = HERE, startedAt = nightAt(0), outcomes = [], hosts = [], watched = [SHARE, PAGE], resting = [] }: Given): NightRecord => ({
  schema: 1,
  run: { startedAt, finishedAt: startedAt, tool: 'stillthere/test', vantage },
  watched,
  hosts,
  outcomes,
  resting,
})

/** Nothing came back: no status in the evidence. */
const unheard = { evidence: [{ method: 'GET', url: SHARE, failure: 'timeout', ms: 5 }] }

const folded = (memory: StatusDocument | undefined, night: NightRecord) =>
  fold(memory, { night, datasets: [dataset('Set', link(SHARE), link(PAGE))], confirm: { gone: 2, unreachable: 3 }, recheck: { alive: 7 } })

describe('a link that was seen from two places', () => {
  const counts = (one: Outcome, other: Outcome) => {
    const parts = [part({ outcomes: [one] }), part({ vantage: 'china', outcomes: [other] })] as const
    const [said] = merged(parts, HERE).outcomes
    expect(merged([parts[1], parts[0]], HERE).outcomes, 'in any order').toEqual([said])
    return said?.verdict.reason
  }

  it.each([
    ['listed', 'not-public'],
    ['served', 'challenged'],
    ['served', 'login-required'],
    ['login-required', 'removed'],
    ['listed', 'timeout'],
    ['removed', 'challenged'],
    ['removed', 'uncalibrated'],
    ['expired', 'connection-reset'],
    ['challenged', 'timeout'],
    ['unrecognised', 'server-error'],
  ] as const)('counts as %s, though the other says %s', (fair, other) => {
    expect(counts(outcome(SHARE, fair), outcome(SHARE, other))).toBe(fair)
    expect(counts(outcome(SHARE, other), outcome(SHARE, fair))).toBe(fair)
  })

  it.each(['forbidden-address', 'checker-error', 'refused'] as const)('counts as unreachable, though the other heard nothing but %s', (reason) => {
    expect(counts(outcome(SHARE, 'timeout', unheard), outcome(SHARE, reason, unheard))).toBe('timeout')
  })

  it('gets no verdict that nobody gave, is gone only where nobody vouches for it, and unreachable only where nobody was heard', () => {
    const reason = fc.constantFrom(...(Object.keys(REASONS) as Reason[]))
    const seen = fc.record({ vantage: fc.constantFrom('a', 'b', 'c', HERE), reason, hour: fc.integer({ min: 0, max: 11 }) })
    fc.assert(
      fc.property(fc.uniqueArray(seen, { minLength: 1, maxLength: 4, selector: ({ vantage }) => vantage }), fc.boolean(), (all, backwards) => {
        const parts = all.map(({ vantage, reason, hour }) => part({ vantage, startedAt: nightAt(0, hour), outcomes: [outcome(SHARE, reason)] }))
        const [first, ...others] = backwards ? parts.reverse() : parts
        if (first === undefined) throw new Error('no part')
        const [said] = merged([first, ...others], HERE).outcomes
        const statuses = all.map(({ reason }) => statusOf({ reason }))
        const status = statusOf(said?.verdict ?? { reason: 'checker-error' })
        expect(all.map(({ reason }) => reason)).toContain(said?.verdict.reason)
        if (statuses.includes('alive')) expect(status).toBe('alive')
        if (status === 'gone') expect(statuses).not.toContain('restricted')
        if (status === 'unreachable') expect(new Set(statuses)).toEqual(new Set(['unreachable']))
      }),
    )
  })

  it('counts, from one place, as it was seen last', () => {
    const early = part({ outcomes: [outcome(SHARE, 'listed')] })
    const late = part({ startedAt: nightAt(0, 1), outcomes: [outcome(SHARE, 'removed')] })
    for (const parts of [[early, late] as const, [late, early] as const]) expect(merged(parts).outcomes).toMatchObject(late.outcomes)
  })
})

describe('the vantage of a link', () => {
  const fromHere = part({ outcomes: [outcome(PAGE, 'served')] })
  const fromChina = (startedAt = nightAt(0)) => part({ vantage: 'china', startedAt, outcomes: [outcome(SHARE, 'listed')] })
  const vantages = ({ run, links }: StatusDocument) => [run.vantage, ...links.map(({ vantage }) => vantage)]

  it('is remembered where it is not the one the run is told from', () => {
    const { document } = folded(undefined, merged([fromChina(), fromHere], HERE))
    expect(document.links.map(({ url }) => url)).toEqual([PAGE, SHARE])
    expect(vantages(document)).toEqual([HERE, undefined, 'china'])
    expect(document.links.map((one) => Object.hasOwn(one, 'vantage'))).toEqual([false, true])
  })

  it('does not change from night to night with the part that begins first', () => {
    const both = (hours: number) => [part({ outcomes: [outcome(SHARE, 'listed')] }), fromChina(nightAt(0, hours))] as const
    expect([-1, 1].map((hours) => merged(both(hours), HERE).outcomes)).toEqual(Array(2).fill([outcome(SHARE, 'listed')]))
    expect([-1, 1].map((hours) => merged(both(hours)).run.vantage)).toEqual(['china', 'china'])
  })

  it('stays true when the next run looks from elsewhere, or only from one of them', () => {
    const { document } = folded(undefined, merged([fromChina(), fromHere], HERE))
    expect(vantages(folded(document, part({ startedAt: nightAt(1), outcomes: fromHere.outcomes })).document)).toEqual([HERE, undefined, 'china'])
    expect(vantages(folded(document, merged([fromChina(nightAt(1))], HERE)).document)).toEqual(['china', HERE, undefined])
    const moved = part({ startedAt: nightAt(1), outcomes: [outcome(SHARE, 'listed'), outcome(PAGE, 'served')] })
    expect(vantages(folded(document, moved).document)).toEqual([HERE, undefined, undefined])
  })
})

describe('a part that is missing', () => {
  const all = [part({ outcomes: [outcome(SHARE, 'listed')] }), part({ outcomes: [outcome(PAGE, 'not-found')] })] as const

  it('leaves its links as they were: no verdict, no event, none the less in the catalogue', () => {
    const memory = folded(undefined, merged(all)).document
    const { document, events } = folded(memory, part({ startedAt: nightAt(1), outcomes: [outcome(PAGE, 'not-found')] }))
    expect(events.map(({ kind, link }) => [kind, link.url])).toEqual([['opened', PAGE]])
    const share = ({ links }: StatusDocument) => links.filter(({ url }) => url === SHARE)
    expect(share(document)).toEqual(share(memory))
    expect(document.run.counts).toEqual(memory.run.counts)
  })

  it('in the first night leaves its links unchecked, and makes nothing up about them', () => {
    expect(folded(undefined, all[1]).document.links.map(({ url }) => url)).toEqual([PAGE])
  })

  it('confirms no problem: a night in which a link was not asked does not count', () => {
    const suspect = part({ outcomes: [outcome(SHARE, 'not-found'), outcome(PAGE, 'served')] })
    let memory = folded(undefined, suspect).document
    for (const n of [1, 2, 3]) {
      const { document, events } = folded(memory, part({ startedAt: nightAt(n), outcomes: [outcome(PAGE, 'served')] }))
      expect(events).toEqual([])
      memory = document
    }
    expect(memory.links.find(({ url }) => url === SHARE)?.incident).toMatchObject({ state: 'suspected', nights: [nightAt(0)] })
  })
})

describe('a link that rests', () => {
  const memory = folded(undefined, part({ outcomes: [outcome(SHARE, 'listed'), outcome(PAGE, 'served')] })).document

  it('stays as it was, though another vantage asked and was denied it', () => {
    const here = part({ startedAt: nightAt(1), outcomes: [outcome(PAGE, 'served')], resting: [SHARE] })
    const china = part({ startedAt: nightAt(1), vantage: 'china', outcomes: [outcome(SHARE, 'removed', { confirmed: true })] })
    const night = merged([here, china], HERE)
    expect(night).toMatchObject({ outcomes: [{ url: PAGE }], resting: [SHARE] })
    expect(folded(memory, night)).toMatchObject({ events: [], document: { links: memory.links } })
  })

  it('is told from one that a missing part was to ask: such a night is not complete', () => {
    const night = (n: number, resting: string[]) => part({ startedAt: nightAt(n), outcomes: [outcome(PAGE, 'served')], resting })
    const whole = folded(memory, night(1, [SHARE])).document
    const torn = folded(whole, night(2, [])).document
    const tornAgain = folded(torn, night(3, [])).document
    expect([whole, torn, tornAgain].map(({ run }) => run.lastComplete)).toEqual([undefined, nightAt(1), nightAt(1)])
    expect(folded(undefined, night(0, [])).document.run.lastComplete).toBeNull()
  })
})

describe('a host in several parts', () => {
  const said = (more: Partial<HostNight> = {}): HostNight => ({
    id: 'pan',
    title: 'Pan',
    trusted: true,
    controls: { present: 'ok', absent: 'ok' },
    ...more,
  })
  const hosts = (one: HostNight, other: HostNight) => {
    const parts = [part({ hosts: [one] }), part({ vantage: 'china', hosts: [other] })] as const
    expect(merged([parts[1], parts[0]], HERE).hosts).toEqual(merged(parts, HERE).hosts)
    return merged(parts, HERE).hosts
  }

  it('keeps the controls of the part that asked it', () => {
    expect(hosts(said({ controls: { present: 'none', absent: 'none' } }), said())).toEqual([said()])
  })

  it('is believed when it proved itself in one place', () => {
    const failed = said({ trusted: false, controls: { present: 'unanswered', absent: 'unanswered' } })
    expect(hosts(failed, said())).toEqual([said()])
    expect(hosts(failed, said({ controls: { present: 'none', absent: 'none' } }))).toEqual([failed])
  })

  it('has as many links as the memory knows of it, each once', () => {
    const outcomes = [outcome(SHARE, 'listed', { host: 'pan' })]
    const { document } = folded(undefined, merged([part({ hosts: [said()], outcomes }), part({ vantage: 'china', hosts: [said()], outcomes })], HERE))
    expect(document.hosts).toEqual([{ ...said(), links: 1 }])
  })
})
