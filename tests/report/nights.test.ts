import { describe, expect, it } from 'vitest'
import type { HistoryLine } from '#model/history.ts'
import { type Reason, statusOf } from '#model/verdict.ts'
import { dayNumber, dayOf, nights } from '#report/nights.ts'

const URL_A = 'https://a.example/data'
const night = (n: number, hour = 19) => new Date(Date.UTC(2026, 10, 1 + n, hour, 17)).toISOString()
const change = (n: number, reason: Reason, hour?: number): HistoryLine => ({ at: night(n, hour), url: URL_A, reason, status: statusOf({ reason }) })

/** The stretches of the one link, as `day reason`. */
const stretches = (history: readonly HistoryLine[], tonight: number) =>
  nights(history, night(tonight))
    .strips.get(URL_A)
    ?.map(({ from, verdict }) => `${dayOf(from)} ${verdict?.reason}`)

describe('the nights of a link', () => {
  it('go on as they were until the history tells a change', () => {
    expect(stretches([change(0, 'listed'), change(9, 'removed')], 20)).toEqual(['2026-11-01 listed', '2026-11-10 removed'])
  })

  it('are the same after a night without news', () => {
    const history = [change(0, 'listed'), change(9, 'removed')]
    expect(nights(history, night(21)).strips).toEqual(nights(history, night(20)).strips)
  })

  it('do not change when an incident is believed', () => {
    const believed: HistoryLine = { at: night(2), url: URL_A, status: 'gone', reason: 'not-found', incident: 'opened' }
    expect(stretches([change(0, 'listed'), change(1, 'not-found'), believed], 5)).toEqual(['2026-11-01 listed', '2026-11-02 not-found'])
  })

  it('have one verdict each: the last one of the day', () => {
    expect(stretches([change(0, 'listed'), change(3, 'timeout', 18), change(3, 'listed', 20)], 5)).toEqual(['2026-11-01 listed'])
  })

  it('have no verdict while the link is not watched', () => {
    const history: readonly HistoryLine[] = [change(0, 'listed'), { at: night(3), url: URL_A, left: true }, change(6, 'listed')]
    expect(stretches(history, 9)).toEqual(['2026-11-01 listed', '2026-11-04 undefined', '2026-11-07 listed'])
  })

  it('are forgotten after ninety, in a night with news and in no other', () => {
    const old = [change(0, 'timeout'), change(5, 'listed')]
    expect(stretches(old, 200)).toEqual(['2026-11-01 timeout', '2026-11-06 listed'])
    expect(stretches([...old, change(150, 'removed')], 200)).toEqual(['2026-11-06 listed', '2027-03-31 removed'])
  })

  it('may come in any order', () => {
    const history = [change(0, 'listed'), change(9, 'removed'), change(12, 'listed')]
    expect(nights(history.toReversed(), night(20))).toEqual(nights(history, night(20)))
  })
})

describe('missed nights', () => {
  const missed = (from: number, to: number, hour = 19) =>
    nights([{ at: night(to, hour), missedSince: night(from) }], night(20)).missed.map(({ first, last }) => [dayOf(first), dayOf(last)])

  it('are the days between two runs', () => {
    expect(missed(1, 3)).toEqual([['2026-11-03', '2026-11-03']])
    expect(missed(1, 8)).toEqual([['2026-11-03', '2026-11-08']])
    expect(missed(1, 3, 9)).toEqual([['2026-11-03', '2026-11-03']])
  })

  it('are shown for ninety nights', () => {
    const history: readonly HistoryLine[] = [{ at: night(3), missedSince: night(1) }, change(120, 'listed')]
    expect(nights(history, night(120)).missed).toEqual([])
  })
})

it('counts days from the beginning of 1970', () => {
  expect(dayNumber('1970-01-02T00:30:00.000Z')).toBe(1)
  expect(dayOf(dayNumber('2026-11-23T19:17:00.000Z'))).toBe('2026-11-23')
})
