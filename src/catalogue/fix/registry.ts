/** Where the links of a registry file are written, and how another URL is written there. */
import { type Document, isAlias, isMap, isScalar, isSeq, parseDocument, Scalar } from 'yaml'
import type { Edit } from './edit.ts'

export function registryEdits(source: string, replacements: ReadonlyMap<string, string>): readonly Edit[] {
  const document = parseDocument(source, { stringKeys: true, resolveKnownTags: false })
  return placesOfLinks(document).flatMap((node) => {
    const meant = isAlias(node) ? node.resolve(document) : node
    const from = isScalar(meant) ? String(meant.value) : ''
    const to = replacements.get(from)
    const [start, end] = node.range ?? []
    if (to === undefined || start === undefined || end === undefined || isBlock(node)) return []
    return [{ start, end, with: written(to, isScalar(node) ? node.type : undefined), from, to }]
  })
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
