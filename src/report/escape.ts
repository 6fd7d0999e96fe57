/** Makes the words of strangers harmless: names, titles, URLs and error texts stay text wherever they are shown. */

/** Longer texts are cut: a page may have a title of a megabyte. */
const LONGEST = 300

/** Control characters, and format characters that reorder or hide what is written around them. */
const INVISIBLE = /[\p{Cc}\p{Co}\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]/gu

/** One line of visible characters, at most 300 of them: fit for a terminal, and the start of every other escaping. */
export function plain(text: string): string {
  const line = text.toWellFormed().replace(/\s+/gu, ' ').replace(INVISIBLE, '').trim()
  if (line.length <= LONGEST) return line
  return `${Array.from(line.slice(0, 2 * LONGEST))
    .slice(0, LONGEST - 1)
    .join('')}…`
}

/**
 * All that GitHub's Markdown could take for markup in running text, a heading or a table cell, including bare URLs, mentions,
 * issue numbers and formulas. An underscore inside a word never is.
 */
const MARKUP = /[\\`*[\]~<>|$@#]|&(?=#?\w+;)|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|:(?=\/\/)|(?<=www)\.|^[-+=]|(?<=^\d+)[.)]/giu

/** A zero-width space written as an entity: visible to who reads the source, and enough to stop an automatic link. */
const BREAK = '&#8203;'

/** Where a backslash is not enough: tables are split before it counts, and automatic links are found after it is gone. */
const ENTITIES: Readonly<Record<string, string>> = {
  '<': '&lt;',
  '>': '&gt;',
  '|': '&#124;',
  $: '&#36;',
  '&': '&amp;',
  '@': `@${BREAK}`,
  '#': `\\#${BREAK}`,
  ':': `:${BREAK}`,
  '.': `${BREAK}.`,
}

/** Running text in Markdown. */
export const prose = (text: string): string => plain(text).replace(MARKUP, (found) => ENTITIES[found] ?? `\\${found}`)

/** Text shown as code in Markdown, whatever backticks it holds. */
export function code(text: string): string {
  const line = plain(text)
  if (line.includes('|')) return `<code>${prose(line)}</code>` // a table is split at every bar, inside code too
  const fence = '`'.repeat(1 + Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length)))
  return line === '' || line.startsWith('`') || line.endsWith('`') ? `${fence} ${line} ${fence}` : `${fence}${line}${fence}`
}

/** What would end a link's destination, or be read before it. */
const DELIMITERS = /[()<>|\\`"'$\s]/g

/**
 * A link in Markdown when the URL is http(s), else the URL as code. Without a label the URL is shown exactly as it is written; as
 * an automatic link, which is easier to read in the source, unless it holds something that a link must have encoded.
 */
export function link(url: string, label?: string): string {
  const target = URL.parse(url)
  if (target?.protocol !== 'https:' && target?.protocol !== 'http:') return code(url)
  const destination = target.href
    .replace(DELIMITERS, (found) => `%${found.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)
    .replace(/(?<=&#?\w+);/g, '%3B') // what looks like an entity would be decoded
  if (label === undefined && destination === url) return `<${url}>`
  return `[${label === undefined ? code(url) : prose(label)}](${destination})`
}
