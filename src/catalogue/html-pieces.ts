/** Links, pictures and texts of a web page, with their places. */
import { load } from 'cheerio'
import { bareUrls } from './bare.ts'
import type { Element, Node } from './dom.ts'
import type { At } from './lines.ts'
import type { Mention, Pieces } from './page.ts'
import { isRelative } from './skip.ts'

/** The link that an `<a>` or `<area>` is; nothing without a `href`. A path is completed when the page says where it belongs. */
export function linkOf(element: Element, text: string, html: string, at: At, base: string | undefined): readonly Mention[] {
  const href = attribute(element, 'href', html)
  if (href === undefined) return []
  const url = base !== undefined && isRelative(href.value) && !/^(?:#|$)/.test(href.value) ? URL.parse(href.value, base)?.href : undefined
  return [{ url: url ?? href.value, text, position: at(href.offset) }]
}

export function imageOf(element: Element, html: string, at: At): readonly Mention[] {
  const src = attribute(element, 'src', html)
  return src === undefined ? [] : [{ url: src.value, text: element.attribs.alt ?? '', position: at(src.offset), skip: 'image' }]
}

/** Where a tag and its attributes stand; the tree's own type leaves the attributes out. */
type TagPlace = { readonly attrs?: Readonly<Record<string, { readonly startOffset: number; readonly endOffset: number }>> }

/** What an attribute says, and the offset at which its value begins in the text that was parsed. */
function attribute(element: Element, name: string, html: string): { readonly value: string; readonly offset: number } | undefined {
  const value = element.attribs[name]
  const written = (element.sourceCodeLocation as TagPlace | undefined)?.attrs?.[name]
  if (value === undefined || written === undefined) return undefined
  const raw = html.slice(written.startOffset, written.endOffset)
  return { value: value.trim(), offset: written.startOffset + (/^[^=]*=\s*["']?\s*/.exec(raw)?.[0].length ?? 0) }
}

/** A text as it is read, divided at the bare URLs in it if those are looked for. */
export function textPieces(node: Extract<Node, { data: string }>, html: string, at: At, scanned: boolean): Pieces {
  const place = node.sourceCodeLocation
  if (!scanned || !place) return [node.data]
  const raw = html.slice(place.startOffset, place.endOffset)
  const pieces: (string | Mention)[] = []
  let from = 0
  for (const { url, index } of bareUrls(raw)) {
    pieces.push(read(raw.slice(from, index)), { url: read(url), text: '', position: at(place.startOffset + index) })
    from = index + url.length
  }
  return from === 0 ? [node.data] : [...pieces, read(raw.slice(from))]
}

/** Markup as text: `&amp;` is an ampersand. */
const read = (markup: string) => (markup.includes('&') ? load(markup, null, false).text() : markup)
