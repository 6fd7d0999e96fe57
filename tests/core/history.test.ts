import { describe, expect, it } from 'vitest'
import type { Outcome } from '#model/night.ts'
import type { Reason } from '#model/verdict.ts'
import { dataset, foldNight, link, nightAt, nights, outcome } from '../support/night.ts'

const URL_A = 'https://a.example/data'

const sequence = (...reasons: readonly (Reason | Outcome)[]) =>
  nights(...reasons.map((reason, n) => ({ at: nightAt(n), outcomes: [typeof reason === 'string' ? outcome(URL_A, reason) : reason] })))

const linkAfter = (...reasons: readonly (Reason | Outcome)[]) => sequence(...reasons).links[0]

describe('a problem is believed', () => {
  it('at once when the catalogue itself is wrong', () => {
    expect(linkAfter('malformed-url')?.incident).toMatchObject({ state: 'open', openedAt: nightAt(0), notifiedAt: null })
  })

  it('after two nights when the host says gone', () => {
    expect(linkAfter('not-found')?.incident).toMatchObject({ state: 'suspected', firstSeenAt: nightAt(0) })
    expect(linkAfter('not-found', 'not-found')?.incident).toMatchObject({ state: 'open', firstSeenAt: nightAt(0), openedAt: nightAt(1) })
  })

  it('at once when it was removed and a second probe agrees, and not when it disagrees', () => {
    expect(linkAfter(outcome(URL_A, 'removed', { confirmed: true }))?.incident?.state).toBe('open')
    expect(linkAfter(outcome(URL_A, 'removed', { confirmed: false }))?.incident?.state).toBe('suspected')
    expect(linkAfter(outcome(URL_A, 'not-found', { confirmed: true }))?.incident?.state).toBe('suspected')
  })

  it('after three nights when nobody answers', () => {
    expect(linkAfter('timeout', 'timeout')?.incident?.state).toBe('suspected')
    expect(linkAfter('timeout', 'dns-not-found', 'timeout')?.incident?.state).toBe('open')
  })

  it('not by two runs of one night', () => {
    const memory = nights(
      { at: nightAt(0), outcomes: [outcome(URL_A, 'not-found')] },
      { at: nightAt(0, 11), outcomes: [outcome(URL_A, 'not-found')] },
    )
    expect(memory.links[0]?.incident?.state).toBe('suspected')
  })

  it('not by walls and unknown answers, however often', () => {
    expect(linkAfter('challenged', 'unrecognised', 'rate-limited', 'uncalibrated')?.incident).toBeNull()
  })

  it('over a night in which nobody could judge', () => {
    expect(linkAfter('not-found', 'challenged', 'not-found')?.incident?.state).toBe('open')
  })

  it('not when gone and unreachable only add up', () => {
    expect(linkAfter('timeout', 'not-found')?.incident?.state).toBe('suspected')
  })

  it('from a memory that names no nights, as the contract shows it', () => {
    const memory = sequence('not-found')
    const [known] = memory.links
    const incident = { state: 'suspected', firstSeenAt: nightAt(0), openedAt: null, notifiedAt: null } as const
    const { document } = foldNight(
      { ...memory, links: [{ ...known, incident } as never] },
      { at: nightAt(1), outcomes: [outcome(URL_A, 'not-found')] },
    )
    expect(document.links[0]?.incident?.state).toBe('open')
  })
})

describe('an open incident', () => {
  it('is ended by one night in which the link is vouched for', () => {
    const { document, events } = foldNight(sequence('not-found', 'not-found'), { at: nightAt(2), outcomes: [outcome(URL_A, 'served')] })
    expect(document.links[0]?.incident).toBeNull()
    expect(events.map(({ kind }) => kind)).toEqual(['changed', 'resolved'])
  })

  it('stays while the host is silent or walled', () => {
    expect(linkAfter('not-found', 'not-found', 'challenged', 'timeout', 'unrecognised')?.incident).toMatchObject({
      state: 'open',
      reason: 'not-found',
    })
  })
})

describe('the memory', () => {
  it('does not change in a night without news', () => {
    const memory = sequence('served')
    const { document, events } = foldNight(memory, { at: nightAt(1), outcomes: [outcome(URL_A, 'served')] })
    expect(events).toEqual([])
    expect({ ...document, run: memory.run }).toEqual(memory)
  })

  it('says since when, and when the link was last vouched for', () => {
    expect(linkAfter('served', 'served', 'not-found', 'not-found')).toMatchObject({ since: nightAt(2), lastAlive: nightAt(1) })
    expect(linkAfter('served', 'challenged', 'not-found')).toMatchObject({ since: nightAt(2), lastAlive: nightAt(0) })
    expect(linkAfter('not-found', 'served')).toMatchObject({ lastAlive: null })
    expect(linkAfter('not-found')).toMatchObject({ lastAlive: null })
  })

  it('keeps the evidence of the night in which the reason was first given', () => {
    const first = outcome(URL_A, 'not-found', { evidence: [] })
    expect(linkAfter(first, 'not-found')?.evidence).toEqual([])
  })

  it('keeps the title of a link that is gone', () => {
    expect(linkAfter(outcome(URL_A, 'listed', { findings: { facts: { title: 'LUNA16' } } }), 'not-found')?.facts).toEqual({ title: 'LUNA16' })
  })

  it('forgets the facts of another thing: of another host, or with another title', () => {
    const first = outcome(URL_A, 'served', { findings: { facts: { title: 'A', bytes: 10, licence: 'CC-BY' } } })
    const elsewhere = { ...outcome(URL_A, 'listed', { findings: { facts: { version: '2' } } }), host: 'figshare' }
    const another = outcome(URL_A, 'served', { findings: { facts: { title: 'B' } } })
    expect(linkAfter(first, elsewhere)?.facts).toEqual({ version: '2' })
    expect(linkAfter(first, another)?.facts).toEqual({ title: 'B' })
  })

  it('keeps a fact that the host leaves out in one night, and notices when it comes back changed', () => {
    const of = (version: string | undefined, bytes: number) =>
      outcome(URL_A, 'listed', { findings: { facts: { bytes, ...(version !== undefined && { version }) } } })
    expect(linkAfter(of('1', 10), of(undefined, 10))).toEqual(linkAfter(of('1', 10), of('1', 10)))
    expect(linkAfter(of('1', 10), of(undefined, 11))).toMatchObject({ facts: { version: '1', bytes: 11 }, warnings: ['changed'] })
    expect(linkAfter(of('1', 10), of(undefined, 10), of('2', 10))).toMatchObject({ facts: { version: '2' }, warnings: ['changed'] })
  })

  it('warns for one night when title, size or version changed, not when a fact appears', () => {
    const sized = (bytes?: number) => outcome(URL_A, 'listed', { findings: { facts: bytes === undefined ? {} : { bytes } } })
    expect(linkAfter(sized(), sized(10))?.warnings).toEqual([])
    expect(linkAfter(sized(10), sized(11))?.warnings).toEqual(['changed'])
    expect(linkAfter(sized(10), sized(11), sized(11))?.warnings).toEqual([])
  })

  it('notes since when nobody could judge a link, over walls and unknown answers', () => {
    expect(linkAfter('served', 'challenged', 'unrecognised')?.silence).toEqual({ since: nightAt(1), notifiedAt: null })
    expect(linkAfter('challenged', 'served')?.silence).toBeUndefined()
    expect(linkAfter('unsupported-scheme')?.silence).toBeUndefined()
  })

  it('keeps what is known of links that were not asked, and forgets links that left the catalogue', () => {
    const memory = sequence('served')
    const kept = foldNight(memory, { at: nightAt(1), outcomes: [], watched: [URL_A], datasets: [dataset('Renamed', link(URL_A))] }).document
    expect(kept.links).toMatchObject([{ url: URL_A, status: 'alive', datasets: [{ name: 'Renamed' }] }])
    expect(foldNight(memory, { at: nightAt(1), outcomes: [], watched: [] }).document.links).toEqual([])
  })

  it('is the same whatever the order of the links', () => {
    const outcomes = ['https://b.example/', 'https://a.example/', 'https://c.example/'].map((url) => outcome(url, 'served'))
    const folded = foldNight(undefined, { at: nightAt(0), outcomes }).document
    const reversed = foldNight(undefined, { at: nightAt(0), outcomes: outcomes.toReversed() }).document
    expect(reversed).toEqual(folded)
    expect(folded.links.map(({ url }) => url)).toEqual(['https://a.example/', 'https://b.example/', 'https://c.example/'])
  })
})
