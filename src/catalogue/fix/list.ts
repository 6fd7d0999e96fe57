/** Where the links of a list are written, and how another URL is written there. */
import { offsetsOf } from '#catalogue/lines.ts'
import type { Position } from '#model/registry.ts'
import type { Edit } from './edit.ts'

type Written = { readonly url: string; readonly position: Position }

/** How a URL that stands alone in running text is written: the one thing that depends on the kind of file. */
export type Bare = (url: string) => string

/** A link that is written in another way than its characters, completed from a path for instance, has no edit. */
export function listEdits(source: string, links: readonly Written[], replacements: ReadonlyMap<string, string>, bare: Bare): readonly Edit[] {
  const offsetOf = offsetsOf(source)
  const edits = new Map<number, Edit>() // a definition, or a cell that spans rows, is the place of several links
  for (const { url, position } of links) {
    const to = replacements.get(url)
    const start = offsetOf(position)
    const end = to === undefined ? undefined : endOf(source, start, url)
    if (to === undefined || end === undefined) continue
    edits.set(start, { start, end, with: written(to, source.slice(lineBefore(source, start), start), source.charAt(end), bare), from: url, to })
  }
  return [...edits.values()]
}

/** A destination may stand on the line after the one that announces it. */
const lineBefore = (source: string, offset: number) => source.lastIndexOf('\n', source.lastIndexOf('\n', offset - 1) - 1) + 1

/** Where a URL ends that begins here, however its characters are written. */
function endOf(source: string, start: number, url: string): number | undefined {
  const shown = /^http:\/\/www\./i.test(url) && /^www\./i.test(source.slice(start, start + 4)) ? url.slice('http://'.length) : url
  const pattern = new RegExp([...shown].map(spellings).join(''), 'uy')
  pattern.lastIndex = start
  return pattern.test(source) ? pattern.lastIndex : undefined
}

const NAMED: Readonly<Record<string, string>> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos' }

/** A character reference, an escaped character, or the character itself. */
function spellings(character: string): string {
  const code = character.codePointAt(0) ?? 0
  const hex = code.toString(16)
  const name = NAMED[character]
  const references = [`#0*${code}`, `#[xX]0*(?:${hex}|${hex.toUpperCase()})`, ...(name === undefined ? [] : [name])]
  const itself = character.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&')
  return `(?:&(?:${references.join('|')});|${/[!-/:-@[-`{-~]/.test(character) ? '\\\\?' : ''}${itself})`
}

/** The URL as its place needs it. What stands before it says which place that is. */
function written(url: string, before: string, after: string, bare: Bare): string {
  const quote = /\b(?:href|src)\s*=\s*(["']?)\s*$/i.exec(before)?.[1]
  if (quote !== undefined) return attribute(url, quote)
  const isBracketed = before.endsWith('<') && after === '>'
  if (/(?:\]\(|\]:)[\s>]*<?$/.test(before)) return isBracketed ? escaped(url) : destination(url)
  return isBracketed ? url : bare(url)
}

function attribute(url: string, quote: string): string {
  const safe = url.replaceAll('&', '&amp;').replaceAll('|', '&#124;')
  if (quote === "'") return safe.replaceAll("'", '&#39;')
  const quoted = safe.replaceAll('"', '&quot;')
  return quote === '' && /[\s'=<>`]|&quot;/.test(quoted) ? `"${quoted}"` : quoted
}

/** Between round brackets, or behind the colon of a definition. */
function destination(url: string): string {
  if (/[\s\p{Cc}]/u.test(url)) return `<${escaped(url)}>`
  return isBalanced(url) ? escaped(url) : escaped(url).replace(/[()]/g, '\\$&')
}

/** What Markdown would take for something else; a bar would end the cell of a table. */
const escaped = (url: string) => url.replace(/[\\<>|]|&(?=#?\w+;)/g, '\\$&')

function isBalanced(url: string): boolean {
  let open = 0
  for (const character of url) {
    if (character === '(') open++
    if (character === ')' && --open < 0) return false
  }
  return open === 0
}
