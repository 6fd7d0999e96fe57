import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { HistoryLine } from '#model/history.ts'
import { type FeedOptions, feed } from '#report/feed.ts'
import { view } from '#report/view.ts'
import { dataset, documentOf, record } from '../support/document.ts'
import { Atom, tree } from './atom.ts'
import { hostile } from './hostile.ts'
import { saidBy } from './made.ts'
import { wellFormed } from './xml.ts'

const LUNG = 'https://pan.baidu.com/s/1rBuPSrmkejpYFA321er20A?pwd=6666'
const night = (day: number) => `2026-11-${String(day).padStart(2, '0')}T19:17:00.000Z`
const history: readonly HistoryLine[] = [
  { at: night(1), url: LUNG, status: 'alive', reason: 'listed' },
  { at: night(2), url: LUNG, status: 'gone', reason: 'not-found' },
  { at: night(3), url: LUNG, status: 'gone', reason: 'not-found', incident: 'opened' },
  { at: night(9), url: LUNG, status: 'alive', reason: 'listed', incident: 'resolved' },
]
const viewedAt = (startedAt: string) => {
  const datasets = [dataset('MSD Lung', 'CT', [LUNG])]
  return view(documentOf(datasets, [record(LUNG, 'listed')], { run: { startedAt } }), datasets, { title: '医学图像' })
}
const made = (options: Partial<FeedOptions> = {}, lines = history, startedAt = night(20)) =>
  feed(viewedAt(startedAt), lines, { lang: 'en', ...options })
const read = (text: string) => Atom.parse(tree(text))

describe('the feed', () => {
  it('is valid Atom, whatever strangers say', () => {
    fc.assert(
      fc.property(hostile, (words) => {
        const { document, datasets, history } = saidBy(words)
        const text = feed(view(document, datasets, { title: words }), history, { lang: 'zh-CN' })
        expect(wellFormed(text)).toBeUndefined()
        expect(read(text).entry).toHaveLength(1)
      }),
      { numRuns: 100 },
    )
  })

  it('has an entry for every incident that was opened, and for every one that was resolved, the latest first', () => {
    expect(read(made()).entry).toMatchObject([
      {
        title: [{ text: 'Working again: MSD Lung' }],
        updated: [{ text: night(9) }],
        content: [{ text: `Alive: the host's own interface describes it. Was broken since 2026-11-03. ${LUNG}` }],
      },
      {
        title: [{ text: 'Newly broken: MSD Lung' }],
        updated: [{ text: night(3) }],
        content: [{ text: `Gone: the host does not know it. Find its present address, or take the link out. ${LUNG}` }],
      },
    ])
  })

  it('has ids that are different from each other and stay the same', () => {
    const ids = (text: string) => read(text).entry?.map(({ id: [{ text }] }) => text) ?? []
    expect(new Set(ids(made())).size).toBe(2)
    expect(ids(made({ lang: 'zh-CN', reportUrl: 'https://example.org/report/' }))).toEqual(ids(made()))
    expect(ids(made({}, history.slice(0, 3)))).toEqual(ids(made()).slice(1))
  })

  it('does not change in a night without news', () => {
    expect(made({}, history, night(21))).toBe(made({}, history, night(20)))
    const quiet = history.slice(0, 1)
    expect(made({}, quiet, night(21))).toBe(made({}, quiet, night(20)))
    expect(read(made({}, quiet))).toMatchObject({ updated: [{ text: night(1) }] })
  })

  it('leads to the row of the link where the report is published, and to the link itself where it is not', () => {
    const hrefs = (text: string) => read(text).entry?.map(({ link }) => link?.[0]['@href'])
    expect(hrefs(made())).toEqual([LUNG, LUNG])
    expect(hrefs(made({ reportUrl: 'https://example.org/report/' }))?.[0]).toBe(`https://example.org/report/#q=${encodeURIComponent(LUNG)}`)
  })

  it('names a link that left the catalogue by its address', () => {
    const lines: readonly HistoryLine[] = [{ at: night(3), url: 'https://left.example/', status: 'gone', reason: 'removed', incident: 'opened' }]
    expect(read(made({}, lines)).entry).toMatchObject([{ title: [{ text: 'Newly broken: https://left.example/' }] }])
  })

  it('keeps the latest hundred', () => {
    const many = Array.from(
      { length: 130 },
      (_, i): HistoryLine => ({ at: night(1 + (i % 28)), url: `${LUNG}${i}`, status: 'gone', reason: 'removed', incident: 'opened' }),
    )
    expect(read(made({}, many)).entry).toHaveLength(100)
  })
})
