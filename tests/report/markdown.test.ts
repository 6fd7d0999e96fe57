/** The report for people, as text: what it says, what a night changes in it, and what strangers cannot do to it. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { StatusDocument } from '#model/memory.ts'
import { markdown } from '#report/markdown.ts'
import { view } from '#report/view.ts'
import { dataset, documentOf, host, NIGHT, open, record, suspected } from '../support/document.ts'
import { hostile } from './hostile.ts'
import { viewed } from './night.ts'

const report = (datasets: Parameters<typeof documentOf>[0], ...rest: [Parameters<typeof documentOf>[1], Parameters<typeof documentOf>[2]?]) =>
  markdown(view(documentOf(datasets, ...rest), datasets, { title: 'Datasets' }), 'en', 1)

const firstLine = (page: string) => page.split('\n')[2]

describe('the report for people', () => {
  it('tells a night in English', () => expect(markdown(viewed(), 'en', 1)).toMatchFileSnapshot('night.en.md'))

  it('tells a night in Chinese', () => expect(markdown(viewed(), 'zh-CN', 1)).toMatchFileSnapshot('night.zh-CN.md'))

  it('says how often links are asked that their host lists, unless that is every night', () => {
    expect(markdown(viewed(), 'en', 3)).toContain('about every 3 nights; in between, what was last found stands.')
    expect(markdown(viewed(), 'zh-CN', 3)).toContain('每 3 晚检查一次，其间沿用上一次的结果。')
    expect(markdown(viewed(), 'en', 1)).not.toContain('what was last found stands')
  })

  it('says from where a problem was seen, if not from where the run looked', () => {
    const link = 'https://pan.baidu.com/s/1'
    const told = (vantage?: string) => {
      const evidence = [{ method: 'GET', url: link, status: 200 }]
      const found = record(link, 'removed', { incident: open(NIGHT), evidence, ...(vantage !== undefined && { vantage }) })
      return report([dataset('Data', 'CT', [link])], [found])
    }
    expect(told('china')).toContain('On whose word: `pan.baidu.com` answered HTTP 200 · seen from china')
    expect(told()).not.toContain('seen from')
  })

  it('says first whether anybody must act', () => {
    const link = 'https://example.org/data'
    const datasets = [dataset('Data', 'CT', [link])]
    expect(firstLine(report(datasets, []))).toBe('**Nothing to do: no link has been checked.**')
    expect(firstLine(report(datasets, [record(link, 'served')]))).toBe('**Nothing to do: no link is broken.**')
    expect(firstLine(report(datasets, [record(link, 'timeout', { incident: suspected(NIGHT) })]))).toBe(
      '**Nothing to do: no link is broken (1 suspected).**',
    )
    expect(firstLine(report(datasets, [record(link, 'refused')]))).toBe('**Nothing could be judged: 1 link gave no answer that counts.**')
    expect(firstLine(report(datasets, [record(link, 'expired', { incident: open(NIGHT) })]))).toBe('**1 link is broken and needs you.**')
  })

  it.each(['en', 'zh-CN'] as const)('changes in one line between two nights without news (%s)', (lang) => {
    const before = markdown(viewed('2026-11-23T19:17:00.000Z'), lang, 1).split('\n')
    const after = markdown(viewed('2026-11-24T19:18:00.000Z'), lang, 1).split('\n')
    expect(after.filter((line, i) => line !== before[i])).toEqual([expect.stringContaining('2026-11-24 19:18 UTC')])
    expect(after).toHaveLength(before.length)
  })

  it('folds a long list and leaves a short one open', () => {
    const many = (count: number) => Array.from({ length: count }, (_, i) => `https://example.org/${i + 10}`)
    const page = (urls: readonly string[]) =>
      report(
        [dataset('Data', 'CT', urls)],
        urls.map((url) => record(url, 'challenged')),
      ).split('## The whole catalogue')[0]
    expect(page(many(10))).not.toContain('<details>')
    expect(page(many(11))).toContain('<details>\n<summary>11 links</summary>\n\n- **Data**')
  })
})

describe('the report of a catalogue of thousands', () => {
  const urls = Array.from({ length: 2_001 }, (_, i) => `https://example.org/${i}`)

  it('lists what is broken and points at the page for the rest', () => {
    const records = urls.map((url, i) => (i === 0 ? record(url, 'expired', { incident: open(NIGHT) }) : record(url, 'served')))
    const text = report([dataset('Data', 'CT', urls)], records)
    expect(text).toContain('### Data')
    expect(text).toContain('It is too long for this page; index.html shows it.')
  })

  it('stays short enough to be shown on a forge when everything is broken', () => {
    const records = urls.map((url) => record(url, 'expired', { incident: open(NIGHT) }))
    const text = report([dataset('Data', 'CT', urls)], records)
    expect(text).toContain('and 1501 more')
    expect(Buffer.byteLength(text)).toBeLessThan(512 * 1024)
  })
})

/** Everything a page can be made of, said by a stranger. */
function page(words: string): string {
  const url = `https://example.org/${words}`
  const found = {
    detail: words,
    vantage: words,
    facts: { title: words },
    warnings: ['moved'],
    replacement: { url, certain: true, why: words },
    evidence: [{ method: 'GET', url, failure: words }],
  } satisfies Partial<StatusDocument['links'][number]>
  const datasets = [
    dataset(words, words, [url, `${url}-s`, `${url}-b`, `${url}-r`, { url: words, paused: words }], {
      task: [words],
      region: words,
      format: words,
      count: words,
    }),
    dataset(words, words, []),
    dataset('Copy', 'CT', [url]),
  ]
  const records = [
    record(url, 'removed', { ...found, incident: open(NIGHT) }),
    record(`${url}-s`, 'timeout', { ...found, incident: suspected(NIGHT) }),
    record(`${url}-b`, 'unrecognised', { ...found, host: 'stranger' }),
    record(`${url}-r`, 'login-required', found),
  ]
  const document = documentOf(datasets, records, { hosts: [host('stranger', words)], run: { vantage: words, tool: words } })
  return markdown(view(document, datasets, { title: words }), 'en', 1)
}

/** A character made literal by a backslash, or a code span. */
const LITERAL = /\\[^\w\s]|(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)/g

/** What makes each line what it is: how its block begins, how many bars and which tags it holds, outside of literals. */
const skeleton = (text: string) =>
  text.split('\n').map((line) => ({
    begins: /^ *(#+ |- (\*\*)?|\| |<\/?\w+>)?/.exec(line)?.[0],
    cells: line.startsWith('|') ? line.split('|').length : 0,
    tags: line.replace(LITERAL, '').match(/<(?!\/?code>|https?:)[^>]*>/g) ?? [],
  }))

describe('strangers in the report', () => {
  it('never add or remove a block, a cell or a tag, whatever they are called', () => {
    const usual = skeleton(page('plain'))
    fc.assert(
      fc.property(hostile, (words) => {
        expect(skeleton(page(words))).toEqual(usual)
      }),
      { numRuns: 300 },
    )
  })

  it('make nothing a link but an http(s) URL', () => {
    const text = report(
      [dataset('Data', 'CT', ['javascript:alert(1)', 'data:text/html,<b>', 'ftp://example.org/', 'no url'])],
      [record('javascript:alert(1)', 'unsupported-scheme')],
    )
    expect(text).toContain('`javascript:alert(1)`')
    expect(text).not.toMatch(/\]\(|<[a-z]+:/)
  })
})
