/** The nightly mail as people read it: what it says, in which order, and how much. */
import { load } from 'cheerio'
import { describe, expect, it } from 'vitest'
import type { LinkRecord } from '#model/memory.ts'
import { message } from '#report/mail.ts'
import { dataset, digest, documentOf, host, NIGHT, open, record } from '../support/document.ts'
import { document, mail, news, REPORT, TITLE } from './mail-night.ts'

/** Broken links, each in a dataset of its own, and the document about them. */
function brokenLinks(urls: readonly string[], reason: LinkRecord['reason'] = 'not-found', more: Partial<LinkRecord> = {}) {
  const datasets = urls.map((url, i) => dataset(`Data ${i + 1}`, 'CT', [url]))
  const records = urls.map((url) => record(url, reason, { incident: open(NIGHT), evidence: [{ method: 'GET', url, status: 404 }], ...more }))
  return documentOf(datasets, records, { hosts: [host('gitee', 'Gitee')] })
}

const firstLine = (text: string) => text.split('\n')[0]
const entriesOf = (text: string) => text.match(/^\* .+/gm) ?? []

describe('the mail of a night', () => {
  it.each(['en', 'zh-CN'] as const)('tells all of it in %s, as text and as HTML', async (lang) => {
    const { text, html } = mail(news, { lang })
    await expect(text).toMatchFileSnapshot(`fixtures/mail.${lang}.txt`)
    await expect(html).toMatchFileSnapshot(`fixtures/mail.${lang}.html`)
  })

  it('is the same for the same night', () => expect(mail(news)).toEqual(mail(structuredClone(news))))

  it('fits a terminal: no line is longer than 76 columns but one with a URL', () => {
    const long = 'A dataset with a name that goes on and on, 还有很长的中文名称，一直写到行尾之后还没有写完，'.repeat(3)
    const [opened] = brokenLinks([`https://example.org/${'x'.repeat(120)}`]).links
    const about = { ...(opened as LinkRecord), detail: long, datasets: [{ name: long, group: 'CT', file: 'registry/ct.yaml', line: 1, owner: null }] }
    for (const lang of ['en', 'zh-CN'] as const) {
      const { text } = mail(digest({ opened: [about] }), { lang })
      const cells = (line: string) => [...line].reduce((sum, character) => sum + (/[\u2e80-\uffef]/.test(character) ? 2 : 1), 0)
      expect(text.split('\n').filter((line) => cells(line) > 76 && !/^ *(Link: |链接：)?https:\S+$/.test(line))).toEqual([])
      expect(text).toContain(`https://example.org/${'x'.repeat(120)}\n`)
      expect(text).not.toMatch(/^ *[，。、；：）]/m)
    }
  })

  it('has a way to the report only where there is one', () => {
    const { reportUrl: _, ...options } = { document, title: TITLE, lang: 'en' as const, from: 'monitor@example.org', tells: [], reportUrl: REPORT }
    expect(message(news, options).text).not.toContain('Report:')
    expect(mail(news).text).toContain(`\nReport: ${REPORT}\n`)
  })
})

describe('the first line', () => {
  const [one, two, three, four] = brokenLinks(['a', 'b', 'c', 'd'].map((name) => `https://${name}.example.org/`)).links as [
    LinkRecord,
    LinkRecord,
    LinkRecord,
    LinkRecord,
  ]
  const back = (link: LinkRecord) => ({ link: { ...link, status: 'alive' as const, reason: 'served' as const }, brokenSince: NIGHT, openedAt: NIGHT })

  it.each([
    [{ opened: [one] }, '1 link needs you: Data 1.', '有 1 个链接需要处理：Data 1。'],
    [{ opened: [one], reminded: [two] }, '2 links need you: Data 1, Data 2.', '有 2 个链接需要处理：Data 1、Data 2。'],
    [
      { opened: [one, two, three, four] },
      '4 links need you: Data 1, Data 2, Data 3 and 1 more.',
      '有 4 个链接需要处理：Data 1、Data 2、Data 3 等 4 个。',
    ],
    [{ silent: [one], resolved: [back(two)] }, 'Open 1 link by hand: Data 1.', '请人工打开 1 个链接看一看：Data 1。'],
    [{ resolved: [back(one)] }, 'Nothing to do: 1 link works again.', '无需处理：1 个链接已恢复。'],
    [
      { resolved: [back(one), back(two)], standing: [three] },
      'Nothing to do: 2 links work again; 1 told before is still broken.',
      '无需处理：2 个链接已恢复；此前通知过的 1 个仍失效。',
    ],
  ])('says what to do', (about, en, zh) => {
    for (const [lang, line] of [
      ['en', en],
      ['zh-CN', zh],
    ] as const) {
      const { text, html } = mail(digest(about), { lang })
      expect(firstLine(text)).toBe(line)
      expect(load(html)('body').text().trim().split('\n')[0]).toBe(line)
    }
  })
})

describe('the subject', () => {
  const links = brokenLinks([1, 2, 3].map((i) => `https://example.org/${i}`)).links
  const [one] = links as [LinkRecord]
  const resolved = [{ link: one, brokenSince: NIGHT, openedAt: NIGHT }]

  it.each([
    [{ opened: links, resolved }, '3 broken, 1 recovered', '3 个失效，1 个恢复'],
    [{ opened: links }, '3 broken', '3 个失效'],
    [{ resolved, silent: links, reminded: links }, '1 recovered', '1 个恢复'],
    [{ silent: [one] }, '1 not checkable', '1 个未能检查'],
    [{ reminded: links }, '3 still broken', '3 个仍失效'],
    [{ reminded: links, silent: [one] }, '3 still broken, 1 not checkable', '3 个仍失效，1 个未能检查'],
  ])('counts the news', (about, en, zh) => {
    expect(mail(digest(about)).subject).toBe(`[stillthere] ${en} — ${TITLE}`)
    expect(mail(digest(about), { lang: 'zh-CN' }).subject).toBe(`[stillthere] ${zh} — ${TITLE}`)
  })

  it('is one line without hidden characters, whatever the catalogue is called', () => {
    expect(mail(news, { title: 'Data\r\nBcc: victim@example.org\u202e' }).subject).toBe(
      '[stillthere] 4 broken, 2 recovered — Data Bcc: victim@example.org',
    )
  })
})

describe('what machines go by', () => {
  it('is a Message-ID for each run and recipient', () => {
    const id = (to: string, at = NIGHT, title = TITLE) =>
      mail({ ...news, to }, { title, document: { ...document, run: { ...document.run, startedAt: at } } }).id
    expect(id('you@example.org')).toBe('<20261123T191700000Z.c068657a84875146@example.org>')
    const others = [id('me@example.org'), id('you@example.org', '2026-11-24T19:17:00.000Z'), id('you@example.org', NIGHT, 'Datasets')]
    expect(new Set([id('you@example.org'), ...others]).size).toBe(4)
  })

  it('is another Message-ID for other news of the same run, as mailboxes keep one mail of each', () => {
    const tells = [{ url: 'https://example.org/', news: 'opened', of: NIGHT }] as const
    expect(mail(news, { tells: [...tells] }).id).toBe(mail(news, { tells: [...tells] }).id)
    expect(mail(news, { tells: [...tells] }).id).not.toBe(mail(news).id)
  })

  it.each([
    ['Open Datasets', 'Open Datasets <open-datasets.stillthere.example.org>'],
    ['医学图像开源数据集', '医学图像开源数据集 <4307a96b9f4d12c1.stillthere.example.org>'],
    ['CT 数据集', 'CT 数据集 <ct-812b610b38eba704.stillthere.example.org>'],
    ['"Data" <evil.example>, (v2)\r\nBcc: x', 'Data evil example v2 Bcc x <data-evil-example-v2-bcc-x.stillthere.example.org>'],
  ])('is a List-Id for the catalogue %j', (title, listId) => expect(mail(news, { title }).listId).toBe(listId))

  it('is ASCII in every id, also for a domain that is not', () => {
    const { id, listId } = mail(news, { from: 'monitor@数据.example' })
    expect(id).toMatch(/^<[\w.]+@xn--[\w-]+\.example>$/)
    expect(listId).toMatch(/ <[\w-]+\.stillthere\.xn--[\w-]+\.example>$/)
  })
})

describe('many links', () => {
  it('of one host with one reason are one entry from three on', () => {
    const urls = (count: number) => Array.from({ length: count }, (_, i) => `https://gitee.com/data/${i + 1}`)
    const text = (count: number) => {
      const found = brokenLinks(urls(count), 'not-found', { host: 'gitee' })
      return mail(digest({ opened: found.links }), { document: found }).text
    }
    expect(entriesOf(text(2))).toEqual(['* Data 1', '* Data 2'])
    expect(entriesOf(text(3))).toEqual(['* Gitee · 3 links'])
    expect(text(3).match(/What to do:/g)).toHaveLength(1)
    for (const url of urls(3)) expect(text(3)).toContain(`\n    ${url}\n`)
  })

  it('of one host with several reasons, or of several hosts, are not', () => {
    const gone = brokenLinks(['https://a.example.org/1', 'https://a.example.org/2', 'https://b.example.org/1']).links
    const down = brokenLinks(['https://a.example.org/3'], 'timeout').links
    expect(entriesOf(mail(digest({ opened: [...gone, ...down] })).text)).toHaveLength(4)
  })

  it('fill a mail of 100 entries, which is less than 100 KB; the rest is in the report', () => {
    const found = brokenLinks(
      Array.from({ length: 150 }, (_, i) => `https://host-${i + 100}.example.org/datasets/a-name-of-usual-length?file=${i}`),
      'removed',
      {
        detail: 'share/list errno -7',
        replacement: { url: 'https://example.org/somewhere/else', certain: true, why: 'same record under its present address' },
      },
    )
    const { subject, text, html } = mail(digest({ opened: found.links }), { document: found })
    expect(subject).toContain('150 broken')
    expect(entriesOf(text)).toHaveLength(100)
    expect(load(html)('td > b:first-child')).toHaveLength(100)
    expect(Buffer.byteLength(html)).toBeLessThan(100_000)
    for (const part of [text, html]) expect(part).toContain('and 50 more in the report')
  })

  it('are fewer when there is so much to say about each that mail programs would cut it', () => {
    const found = brokenLinks(
      Array.from({ length: 100 }, (_, i) => `https://host-${i + 100}.example.org/`),
      'removed',
      { detail: '长'.repeat(5000) },
    )
    const { text, html } = mail(digest({ opened: found.links }), { document: found })
    expect(Buffer.byteLength(html)).toBeLessThan(100_000)
    expect(entriesOf(text)).toHaveLength(50)
    for (const part of [text, html]) expect(part).toContain('and 50 more in the report')
  })

  it('of one group are counted as links, not as one entry', () => {
    const found = brokenLinks(
      Array.from({ length: 130 }, (_, i) => `https://gitee.com/data/${i + 100}`),
      'not-found',
      { host: 'gitee' },
    )
    const { text } = mail(digest({ opened: found.links }), { document: found })
    expect(entriesOf(text)).toEqual(['* Gitee · 130 links'])
    expect(text.match(/https:\/\/gitee\.com/g)).toHaveLength(100)
    expect(text).toContain('and 30 more in the report')
  })
})
