/** Markdown as people keep it, before a parser sees it: what is mended keeps the length of the text, so that every place stays where it is. */
import type { Finding } from './finding.ts'
import type { At } from './lines.ts'
import { tidy } from './page.ts'

export type Mended = { readonly text: string; readonly findings: readonly Finding[]; readonly frontMatter: string }

const FRONT_MATTER = /^---[ \t]*\r?\n(?:.*\r?\n)*?(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/

/** The tags of Notion's callouts: they would hide the Markdown on the next line from the parser. */
const CALLOUT = /^[ \t]*<\/?aside>[ \t]*$/gm

const RULE = /^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/

/** Blanks out front matter and callout tags, and joins the rows of tables that were broken over lines. */
export function mended(text: string, at: At): Mended {
  const frontMatter = FRONT_MATTER.exec(text)?.[0] ?? ''
  const lines = `${blank(frontMatter)}${text.slice(frontMatter.length)}`.replace(CALLOUT, blank).split('\n')
  return { ...joinedRows(lines, at), frontMatter }
}

/** Spaces in place of everything but line ends. */
const blank = (text: string) => text.replace(/[^\r\n]/g, ' ')

/**
 * Inside a table whose rows begin with a bar, a line that does not is the rest of the row above it; so is a bar alone. A row
 * that has all its cells is never continued across an empty line: there the table ends.
 */
function joinedRows(lines: readonly string[], at: At): Omit<Mended, 'frontMatter'> {
  const findings = new Map<number, Finding>()
  const parts: string[] = []
  let width = 0 // of the table we are in; 0 outside
  let row = ''
  let start = 0
  let offset = 0
  for (const [i, line] of lines.entries()) {
    const above = parts.at(-1) ?? ''
    if (width > 0 && continues(line, row, width, lines[i + 1])) {
      if (line.trim() !== '') findings.set(start, broken(at(start), row, line, findings.get(start)))
      row = `${row} ${line}`
      parts.push(parts.pop()?.replace(/\r$/, ' ') ?? '', ' ', line)
    } else {
      if (RULE.test(line) && isRow(above)) width = cellsIn(above)
      else if (!isRow(line)) width = 0
      row = line
      start = offset + line.search(/\S|$/)
      parts.push(i === 0 ? '' : '\n', line)
    }
    offset += line.length + 1
  }
  return { text: parts.join(''), findings: [...findings.values()] }
}

/** Tables may stand in lists, at any depth. */
const isRow = (line: string) => /^[ \t]*\|/.test(line)

const indent = (line: string) => line.search(/\S|$/)

/**
 * A line that only closes the row above it, one that goes on with it, or an empty one before such a line. A line that begins with
 * a bar goes on with a row only if it is indented, as Notion leaves it, and brings the cells that the row lacks.
 */
function continues(line: string, row: string, width: number, next: string | undefined): boolean {
  if (closed(row) || RULE.test(row)) return false
  if (isBarAlone(line)) return true
  const lacking = cellsIn(row) < width
  if (line.trim() === '') return lacking && next !== undefined && hasBar(next)
  if (isRow(line)) return lacking && indent(line) > indent(row) && cellsIn(`${row} ${line}`) <= width
  return hasBar(line) || (lacking && !BLOCK.test(line))
}

const isBarAlone = (line: string) => line.trim() === '|'

/** Text that begins without a bar and has one later, as the end of a row does. */
const hasBar = (line: string) => !isRow(line) && /[^\\]\|/.test(line) && !RULE.test(line)

/** What begins something that is no text. */
const BLOCK = /^\s*(?:#{1,6}\s|>|[-*+]\s|\d+[.)]\s|```|~~~|<)/

const closed = (row: string) => /[^\\]\|\s*$/.test(row)

/** The cells of a row that begins with a bar; escaped bars are text. */
const cellsIn = (row: string) => row.trim().replaceAll('\\|', '').replace(/^\|/, '').replace(/\|$/, '').split('|').length

/** @param known what was said of the row when it went on before */
function broken(position: Finding['position'], row: string, line: string, known: Finding | undefined): Finding {
  const message = isBarAlone(line)
    ? 'the bar that closes this row stands on the next line'
    : `this row goes on in the next line, with "${tidy(line).slice(0, 40)}"`
  return { rule: 'broken-row', position, message: known?.message ?? message, suggestion: tidy(`${row} ${line}`) }
}
