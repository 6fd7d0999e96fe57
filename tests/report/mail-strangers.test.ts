/** What strangers cannot do to the nightly mail, whatever they call their datasets. */
import { load } from 'cheerio'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dataset, digest, documentOf, host, NIGHT, open, record } from '../support/document.ts'
import { hostile } from './hostile.ts'
import { mail, REPORT } from './mail-night.ts'

/** A mail in which everything that can come from a stranger is these words. */
function saidBy(words: string) {
  const url = `https://example.org/${words}`
  const urls = [url, words, ...['1', '2', '3'].map((i) => `https://example.org/${i}/${words}`)]
  const found = {
    detail: words,
    facts: { title: words },
    replacement: { url: `https://example.org/new/${words}`, certain: true, why: words },
    evidence: [{ method: 'GET', url, failure: words }],
    incident: open(NIGHT),
    host: 'stranger',
  }
  const datasets = urls.map((link, i) => dataset(`${words}${i}`, words, [link], { position: { file: words, line: i + 1, column: 1 } }))
  const records = urls.map((link, i) => record(link, i < 2 ? 'removed' : 'expired', found))
  const document = documentOf(datasets, records, { hosts: [host('stranger', words)], run: { vantage: words, tool: words } })
  const opened = urls.flatMap((link) => document.links.filter(({ url }) => url === link))
  return mail(digest({ opened }), { document, title: words })
}

/** The elements of a page, in their order. */
function elements(html: string): readonly (string | undefined)[] {
  const page = load(html)
  return page('*')
    .toArray()
    .map((element) => page(element).prop('tagName')?.toLowerCase())
}

/** Whether a URL can be followed depends on its words, and `a` or `span` with it. */
const structure = (html: string) => elements(html).filter((name) => name !== 'a' && name !== 'span')

/** How the lines begin that are not indented. */
const beginnings = (text: string) =>
  text
    .split('\n')
    .filter((line) => /^[^ ]/.test(line))
    .map((line) => line.split(' ')[0])

describe('strangers in the mail', () => {
  it('never add or remove an element, and make nothing a link but an http(s) URL', () => {
    const usual = structure(saidBy('plain').html)
    fc.assert(
      fc.property(hostile, (words) => {
        const { html } = saidBy(words)
        expect(structure(html)).toEqual(usual)
        const page = load(html)
        const attributes = page('*')
          .toArray()
          .flatMap((element) => Object.keys(page(element).attr() ?? {}))
        expect(
          attributes.filter((name) => !/^(href|style|class|lang|charset|name|content|role|width|cell(padding|spacing)|bgcolor|align)$/.test(name)),
        ).toEqual([])
        for (const link of page('a')) expect(page(link).attr('href')).toMatch(/^https?:\/\/(example\.org|evil\.example)\//)
      }),
      { numRuns: 100 },
    )
  })

  it('never begin a line of the text, and hide nothing in it', () => {
    const usual = beginnings(saidBy('plain').text)
    fc.assert(
      fc.property(hostile, (words) => {
        const { text, subject, listId } = saidBy(words)
        expect(beginnings(text)).toEqual(usual)
        for (const line of [...text.split('\n'), subject, listId]) expect(line).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/u)
        expect(listId.match(/[<>]/g)).toEqual(['<', '>'])
      }),
      { numRuns: 100 },
    )
  })

  it('get no link by being called one', () => {
    const { links } = documentOf(
      [dataset('See https://evil.example or www.evil.example or a@evil.example', 'CT', ['javascript:alert(1)'])],
      [record('javascript:alert(1)', 'unsupported-scheme', { incident: open(NIGHT) })],
    )
    const { text, html } = mail(digest({ opened: links }))
    for (const part of [text, load(html)('body').text()]) {
      expect(part).toContain('See https:\u200b//evil.example or www\u200b.evil.example or a@\u200bevil.example')
      expect(part).toContain('Link: javascript:alert(1)')
    }
    expect(elements(html).filter((name) => name === 'a')).toHaveLength(1)
    expect(load(html)('a').attr('href')).toBe(REPORT)
  })
})
