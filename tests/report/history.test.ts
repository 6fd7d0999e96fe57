import { describe, expect, it } from 'vitest'
import { InputError } from '#model/errors.ts'
import type { Event, LinkRecord } from '#model/memory.ts'
import { historyLines, historyTexts, readHistory } from '#report/history.ts'
import { documentOf, open, record } from '../support/document.ts'

const URL_A = 'https://a.example/data'
const night = (day: number, hour = 19) => new Date(Date.UTC(2026, 10, day, hour, 17)).toISOString()
const documentAt = (at: string, ...links: readonly LinkRecord[]) => documentOf([], links, { run: { startedAt: at } })
const alive = record(URL_A, 'listed')
const gone = record(URL_A, 'not-found', { incident: open(night(3), night(2)) })

describe('the history', () => {
  it('gains nothing in a night without news', () => {
    expect(historyLines(documentAt(night(1), alive), documentAt(night(2), alive), [])).toEqual([])
  })

  it('tells what a link changed to', () => {
    const events: readonly Event[] = [{ kind: 'changed', link: alive }]
    expect([...historyTexts(historyLines(undefined, documentAt(night(1), alive), events))].join('')).toBe(
      '{"at":"2026-11-01T19:17:00.000Z","url":"https://a.example/data","status":"alive","reason":"listed"}\n',
    )
  })

  it('tells a change and what it did to the incident in one line', () => {
    const events: readonly Event[] = [
      { kind: 'changed', link: alive },
      { kind: 'resolved', link: alive },
    ]
    expect(historyLines(documentAt(night(3), gone), documentAt(night(4), alive), events)).toEqual([
      { at: night(4), url: URL_A, status: 'alive', reason: 'listed', incident: 'resolved' },
    ])
  })

  it('tells when an incident is believed although the verdict stayed the same', () => {
    expect(historyLines(documentAt(night(2), gone), documentAt(night(3), gone), [{ kind: 'opened', link: gone }])).toMatchObject([
      { reason: 'not-found', incident: 'opened' },
    ])
  })

  it('tells when a link left the catalogue', () => {
    expect(historyLines(documentAt(night(1), alive), documentAt(night(2)), [])).toEqual([{ at: night(2), url: URL_A, left: true }])
  })

  it('tells nights that were missed, and only those', () => {
    const between = (last: string, now: string) => historyLines(documentAt(last, alive), documentAt(now, alive), [])
    expect(between(night(1), night(3))).toEqual([{ at: night(3), missedSince: night(1) }])
    expect(between(night(1), night(3, 2)), 'some hours late').toEqual([])
    expect(between(night(1), night(1, 21)), 'twice in one night').toEqual([])
  })

  it('is read as it was written', () => {
    const lines = [
      ...historyLines(documentAt(night(1), alive), documentAt(night(5), gone), [{ kind: 'opened', link: gone }]),
      ...historyLines(documentAt(night(5), gone), documentAt(night(6)), []),
    ]
    expect(lines).toHaveLength(3)
    expect(readHistory(historyTexts(lines), 'history.ndjson')).toEqual(lines)
    expect(readHistory([], 'history.ndjson')).toEqual([])
  })

  it.each([
    ['broken JSON', '<<<<<<< HEAD'],
    ['an unknown key', `{"at":"${night(1)}","url":"u","status":"gone","reason":"removed","note":""}`],
    ['a status that is not the one of its reason', `{"at":"${night(1)}","url":"u","status":"alive","reason":"removed"}`],
  ])('says in which line there is %s', (_, line) => {
    const texts = [...historyTexts([{ at: night(1), url: URL_A, left: true }]), line]
    const read = () => readHistory(texts, 'reports/history.ndjson')
    expect(read).toThrow(InputError)
    expect(read).toThrow(/^reports\/history\.ndjson:2: /)
  })
})
