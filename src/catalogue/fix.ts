/** Puts other URLs in the place of links in a registry file, and leaves every other byte of it as it is. */
import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, Scalar } from 'yaml'
import type { Dataset } from '#model/registry.ts'
import { readRegistry } from './registry.ts'

/** A link that was replaced, and the line it stands in. */
export type Change = { readonly line: number; readonly from: string; readonly to: string }

export type Fixed = {
  readonly text: string
  readonly changes: readonly Change[]
  /** Links that have to be replaced by hand: they are written in a way that cannot be changed without touching something else. */
  readonly left: readonly string[]
}

/**
 * The registry file with replacements, by URL, for the links it holds. The result is read again before it is believed: it must
 * say what the file said before, other links apart.
 * @throws {InputError} when the text is no registry file
 */
export function fixed(text: string, file: string, replacements: ReadonlyMap<string, string>): Fixed {
  const mark = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : ''
  const source = text.slice(mark.length)
  const wanted = meanings(readRegistry(source, file), (url) => replacements.get(url) ?? url)
  const held = new Set(readRegistry(source, file).flatMap(({ links }) => links.map(({ url }) => url)))
  const due = [...replacements.keys()].filter((url) => held.has(url))
  if (due.length === 0) return { text, changes: [], left: [] }

  const { edits, changes } = editsOf(source, replacements)
  const result = edited(source, edits)
  if (!says(result, file, wanted)) return { text, changes: [], left: due }
  return { text: `${mark}${result}`, changes, left: [] }
}

const BYTE_ORDER_MARK = '\uFEFF'

type Edit = { readonly start: number; readonly end: number; readonly with: string }

function editsOf(source: string, replacements: ReadonlyMap<string, string>): { edits: Edit[]; changes: Change[] } {
  const lines = new LineCounter()
  const document = parseDocument(source, { lineCounter: lines, stringKeys: true, resolveKnownTags: false })
  const edits: Edit[] = []
  const changes: Change[] = []
  for (const node of placesOfLinks(document)) {
    const meant = isAlias(node) ? node.resolve(document) : node
    const from = isScalar(meant) ? String(meant.value) : ''
    const to = replacements.get(from)
    const [start, end] = node.range ?? []
    if (to === undefined || start === undefined || end === undefined || isBlock(node)) continue
    edits.push({ start, end, with: written(to, isScalar(node) ? node.type : undefined) })
    changes.push({ line: lines.linePos(start).line, from, to })
  }
  return { edits, changes }
}

/** Where links are written: the URLs themselves, and references to texts that are no link where they stand. */
function placesOfLinks(document: Document.Parsed) {
  const places = linksIn(document).map((link) => (isMap(link) ? link.get('url', true) : link))
  const urls = places.filter((node) => isScalar(node))
  const references = places.filter((node) => isAlias(node)).filter((alias) => !urls.includes(alias.resolve(document) as Scalar))
  return [...urls, ...references]
}

function linksIn(document: Document.Parsed): unknown[] {
  const datasets = document.get('datasets')
  if (!isSeq(datasets)) return []
  return datasets.items.flatMap((dataset) => {
    const links = isMap(dataset) ? dataset.get('links') : undefined
    return isSeq(links) ? links.items : []
  })
}

/** A text of its own lines (`>-`) has a line break that belongs to it, and maybe a comment inside. */
const isBlock = (node: unknown) => isScalar(node) && (node.type === Scalar.BLOCK_FOLDED || node.type === Scalar.BLOCK_LITERAL)

/** A URL without anything that ends a plain text or begins something else in YAML. */
const PLAIN = /^https?:\/\/[^\s,[\]{}'"\p{C}]*[^\s,[\]{}'"\p{C}:]$/u

/** The URL in the quotes that the former one had, or in some where it needs them. */
function written(url: string, style: string | undefined | null): string {
  if (style === Scalar.QUOTE_SINGLE) return quoted(url)
  if (style === Scalar.QUOTE_DOUBLE) return JSON.stringify(url)
  return PLAIN.test(url) ? url : quoted(url)
}

const quoted = (url: string) => (/\p{C}/u.test(url) ? JSON.stringify(url) : `'${url.replaceAll("'", "''")}'`)

function edited(source: string, edits: readonly Edit[]): string {
  let text = source
  for (const edit of edits.toSorted((a, b) => b.start - a.start)) text = `${text.slice(0, edit.start)}${edit.with}${text.slice(edit.end)}`
  return text
}

function says(text: string, file: string, wanted: string): boolean {
  try {
    return meanings(readRegistry(text, file), (url) => url) === wanted
  } catch {
    return false // the edit broke it
  }
}

/** What datasets say, wherever in the file. */
function meanings(datasets: readonly Dataset[], urlOf: (url: string) => string): string {
  return JSON.stringify(
    datasets.map(({ position: _, links, ...dataset }) => ({
      ...dataset,
      links: links.map(({ position: __, url, ...link }) => ({ ...link, url: urlOf(url) })),
    })),
  )
}
