import { load } from 'cheerio'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dataset, documentOf, host, NIGHT, open, record } from '../support/document.ts'
import { hostile } from './hostile.ts'
import { pageOf, saidBy } from './made.ts'
import { season } from './season.ts'

const LINK = 'https://zenodo.org/records/1'
const rowsOf = (text: string) => load(text)('table tbody').toArray()
const textOf = (text: string, selector: string) => load(text)(selector).text().replace(/\s+/g, ' ').trim()

/** A catalogue of one link. */
const one = (found: ReturnType<typeof record>, written: Parameters<typeof dataset>[2] = [LINK]) => {
  const datasets = [dataset('OLIVES', 'OCT', written, { task: ['分类'], position: { file: 'registry/oct.yaml', line: 9, column: 5 } })]
  return pageOf({ datasets, document: documentOf(datasets, [found], { hosts: [host('zenodo', 'Zenodo')] }) })
}

describe('the page', () => {
  it('begins with one sentence: how many are broken, and what is new', () => {
    const earlier = '2026-10-01T19:17:00.000Z'
    const links = [1, 2, 3, 4].map((n) => `https://zenodo.org/records/${n}`)
    const datasets = [dataset('Data', 'CT', links)]
    const fates = [open(NIGHT), open(NIGHT), open(earlier)]
    const document = documentOf(
      datasets,
      links.map((url, i) => record(url, fates[i] ? 'removed' : 'listed', { incident: fates[i] ?? null })),
    )
    expect(textOf(pageOf({ datasets, document }), '.headline')).toBe('3 of 4 links are broken, 2 of them new on 2026-11-23.')
    expect(textOf(pageOf({ datasets, document }, 'zh-CN'), '.headline')).toBe('4 个链接中有 3 个失效，其中 2 个于 2026-11-23 发现。')
    expect(textOf(one(record(LINK, 'listed')), '.headline')).toBe('Nothing to do: no link is broken.')
  })

  it('tells when, how much could be judged, and whose word does not count', () => {
    const { datasets, document } = season()
    const header = textOf(pageOf({ datasets, document }), 'header')
    expect(header).toContain('Checked 2026-11-23 19:17 UTC from github-actions by stillthere/1.0.0.')
    expect(header).toMatch(/\d\d of 90 links could be judged\./)
    expect(header).toContain('Not believed tonight, because they failed their controls: Kaggle.')
  })

  it('says under the strips how often links are asked that their host lists, unless that is every night', () => {
    const { datasets, document } = season()
    expect(textOf(pageOf({ datasets, document, recheck: 3 }), 'main')).toContain(
      'asked about every 3 nights; in between, what was last found stands.',
    )
    expect(textOf(pageOf({ datasets, document, recheck: 3 }, 'zh-CN'), 'main')).toContain('每 3 晚检查一次')
    expect(pageOf({ datasets, document })).not.toContain('what was last found stands')
  })

  it('lists as many links as a browser shows without delay, and says how many more there are', () => {
    const urls = Array.from({ length: 10_002 }, (_, i) => `https://zenodo.org/records/${i}`)
    const datasets = [dataset('Data', 'CT', urls)]
    const records = urls.map((url, i) => (i === 10_001 ? record(url, 'removed', { incident: open(NIGHT) }) : record(url, 'listed')))
    const text = pageOf({ datasets, document: documentOf(datasets, records) })
    expect(text.match(/<tbody/g)).toHaveLength(10_000)
    expect(/<tbody class="([^"]*)"/.exec(text)?.[1]).toBe('gone broken')
    expect(text).toContain('The other 2 links are in status.json.')
  })

  it('says where a link was seen from among its evidence, if not from where the run looked', () => {
    expect(textOf(one(record(LINK, 'listed', { vantage: 'china' })), 'tbody details')).toContain('seen from china')
    expect(textOf(one(record(LINK, 'listed')), 'tbody')).not.toContain('seen from')
  })

  it('has a row for every link, with what there is to know about it', () => {
    const row = one(
      record(LINK, 'removed', {
        host: 'zenodo',
        incident: open(NIGHT),
        lastAlive: '2026-11-22T19:17:00.000Z',
        detail: 'tombstone',
        facts: { title: 'OLIVES dataset', bytes: 1_500_000_000, licence: 'CC-BY-4.0' },
        replacement: { url: 'https://zenodo.org/records/2', certain: true, why: 'a newer version' },
        evidence: [{ method: 'GET', url: 'https://zenodo.org/api/records/1', status: 410 }],
      }),
    )
    const told = textOf(row, 'tbody')
    for (const part of ['OLIVES', 'OCT · 分类', 'Zenodo', 'gone', 'broken', '2026-11-23', 'it was cancelled or deleted', 'last alive 2026-11-22']) {
      expect(told).toContain(part)
    }
    expect(told).toContain('OLIVES dataset · 1.5 GB · CC-BY-4.0')
    expect(told).toContain('GET https://zenodo.org/api/records/1 410')
    expect(told).toContain('tombstone')
    expect(told).toContain('registry/oct.yaml:9')
    expect(told).toContain('What to do: Ask the owner to share it again, or find another copy.')
    expect(told).toContain('Replacement: https://zenodo.org/records/2 (certain: a newer version)')
  })

  it('shows a link of several datasets once, and paused and unchecked links as what they are', () => {
    const datasets = [
      dataset('CT Lung', 'CT', [LINK]),
      dataset('PET Lung', 'PET', [LINK, { url: 'https://a.example/', paused: 'being rebuilt' }, 'https://b.example/']),
    ]
    const document = documentOf(datasets, [record(LINK, 'listed', { host: 'zenodo' })], { hosts: [host('zenodo', 'Zenodo')] })
    const text = pageOf({ datasets, document })
    expect(rowsOf(text)).toHaveLength(3)
    expect(textOf(text, 'tbody.alive')).toContain('CT Lung, PET Lung CT · PET')
    expect(textOf(text, 'tbody.paused')).toContain('being rebuilt')
    expect(textOf(text, 'tbody.unchecked')).toContain('not checked yet')
  })

  it('puts what needs somebody first', () => {
    const { datasets, document, history } = season({ flips: 0.01 })
    const states = rowsOf(pageOf({ datasets, document, history })).map(({ attribs }) => attribs.class?.split(' ').at(-1))
    const order = ['broken', 'suspected', 'blocked', 'unknown', 'restricted', 'alive']
    expect(new Set(states)).toContain('broken')
    expect(states.map((state) => order.indexOf(state ?? ''))).toEqual(states.map((state) => order.indexOf(state ?? '')).sort())
  })

  it('names its only style and script, and asks for nothing else', () => {
    const text = pageOf(season())
    const $ = load(text)
    const policy = $('meta[http-equiv="Content-Security-Policy"]').attr('content') ?? ''
    expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/=]+' 'sha256-[\w+/=]+'; script-src 'sha256-[\w+/=]+'; img-src data:;/)
    expect($('[style], [onclick], [onload], script[src], link[rel="stylesheet"], img, iframe').length).toBe(0)
  })

  it.each(['en', 'zh-CN'] as const)('changes only where it tells the night, between two nights without news (%s)', (lang) => {
    const { datasets, document, history } = season({ flips: 0.01 })
    const lines = (startedAt: string) =>
      pageOf({ datasets, history, document: { ...document, run: { ...document.run, startedAt } } }, lang).split('\n')
    const before = lines('2026-11-23T19:17:00.000Z')
    const after = lines('2026-11-24T19:18:00.000Z')
    expect(after).toHaveLength(before.length)
    const changed = after.filter((line, i) => line !== before[i])
    expect(changed).toEqual([
      expect.stringContaining('Content-Security-Policy'),
      expect.stringMatching(/^<style>:root\{--first:\d+\}<\/style>$/),
      expect.stringContaining('2026-11-24 19:18 UTC'),
    ])
  })

  it('takes less than 400 KB for 500 links with ninety nights, of which one in a hundred changes every night', () => {
    expect(Buffer.byteLength(pageOf(season({ links: 500, flips: 0.005 })))).toBeLessThan(400_000)
  })
})

describe('strangers on the page', () => {
  /** Every element with its attributes' names, and where its links lead to by scheme. */
  const skeleton = (text: string) =>
    load(text)('*')
      .toArray()
      .flatMap((node) =>
        'attribs' in node ? [[node.name, Object.keys(node.attribs).join(), node.attribs.href?.replace(/^(\w+:|#|).*/s, '$1')]] : [],
      )

  it('never add or remove an element or an attribute, whatever they are called', () => {
    const usual = skeleton(pageOf(saidBy('plain'), 'en', 'plain'))
    fc.assert(
      fc.property(hostile, (words) => {
        expect(skeleton(pageOf(saidBy(words), 'en', words))).toEqual(usual)
      }),
      { numRuns: 150 },
    )
  })

  it('make nothing a link but an http(s) URL', () => {
    const text = one(record('javascript:alert(1)', 'unsupported-scheme'), ['javascript:alert(1)'])
    expect(textOf(text, 'tbody code')).toContain('javascript:alert(1)')
    expect(load(text)('a[href^="javascript"]').length).toBe(0)
  })
})
