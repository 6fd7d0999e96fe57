/** Tables as datasets: which column is which, and what each row says. */
import type { Dataset, Position } from '#model/registry.ts'
import { Address } from './address.ts'
import { type Column, columnOf, said } from './columns.ts'
import type { Finding, Guess } from './finding.ts'
import { type Block, type Cell, isMention, type Mention, type Row, wordsOf } from './page.ts'
import { codeIn, codesIn } from './passcode.ts'
import { parts, unshifted } from './shift.ts'
import { isAddress, skipReason } from './skip.ts'

export type Table = Extract<Block, { kind: 'table' }>

/** A table whose columns are known. */
export type Columned = { readonly kinds: readonly (Column | undefined)[]; readonly head?: Row; readonly rows: readonly Row[] }

/** How often each value stands in the columns of each kind, over a whole file. */
export type Counts = ReadonlyMap<string, ReadonlyMap<string, number>>

/** What one row says. */
export type Told = {
  readonly name: string | undefined
  readonly group: string | undefined
  readonly fields: Pick<Dataset, 'task' | 'region' | 'format' | 'count' | 'owner'>
  readonly mentions: readonly Mention[]
  readonly codes: ReadonlyMap<Mention, string>
  readonly position: Position
  readonly findings: readonly Finding[]
  readonly guesses: readonly Guess[]
}

/** The columns of a table by its head, or by its first row where that says nothing but what the columns are. */
export function columned({ head, rows }: Table): Columned {
  const [first, ...rest] = rows
  if (head === undefined && first !== undefined && isHead(first)) return columned({ kind: 'table', head: first, rows: rest })
  const kinds: (Column | undefined)[] = []
  for (const cell of head?.cells ?? []) {
    const kind = columnOf(wordsOf(cell.pieces))
    kinds.push(kind !== undefined && (kind === 'link' || !kinds.includes(kind)) ? kind : undefined)
  }
  if (!kinds.includes('name')) kinds[Math.max(0, kinds.indexOf(undefined))] = 'name'
  return { kinds, rows, ...(head && { head }) }
}

const isHead = ({ cells }: Row) =>
  cells.every(({ pieces }) => !pieces.some(isMention)) && cells.filter(({ pieces }) => columnOf(wordsOf(pieces)) !== undefined).length > 1

/** True for a table that lists things to be had, not, say, results. */
export const isCatalogue = ({ kinds, rows }: Columned): boolean =>
  kinds.includes('link') ||
  rows.some(({ cells }) => cells.some(({ pieces }) => pieces.some((piece) => isMention(piece) && skipReason(piece) === undefined)))

const COMPARED: ReadonlySet<string | undefined> = new Set(['task', 'region', 'format', 'count'])

export function countsOf(tables: readonly Columned[]): Counts {
  const counts = new Map<string, Map<string, number>>()
  for (const { kinds, rows } of tables) {
    for (const [i, kind] of kinds.entries()) {
      if (kind === undefined || !COMPARED.has(kind)) continue
      const column = counts.get(kind) ?? new Map<string, number>()
      counts.set(kind, column)
      for (const part of rows.flatMap(({ cells }) => parts(said(wordsOf(cells[i]?.pieces ?? [])) ?? '')))
        column.set(part, (column.get(part) ?? 0) + 1)
    }
  }
  return counts
}

/** Reads one row. */
export function tell({ cells, position }: Row, { kinds, head }: Columned, counts: Counts): Told {
  const findings: Finding[] = []
  const guesses: Guess[] = []
  if (head !== undefined && head.cells.length !== cells.length) {
    findings.push({ rule: 'broken-row', position, message: `this row has ${cells.length} cells, the head of its table has ${head.cells.length}` })
  }
  const written = cells.map(({ pieces }) => wordsOf(pieces))
  const moved = unshifted(written, { kinds, counts })
  if (moved !== undefined) findings.push(shifted(moved, kinds, position))
  const words = moved === undefined || moved === 'unclear' ? written : moved
  const field = (kind: Column) => said(words[kinds.indexOf(kind)] ?? '')

  const all = cells.map((cell, i) => mentionsIn(cell, kinds[i]))
  for (const mentions of all) {
    const links = mentions.filter((mention) => skipReason(mention) === undefined)
    if (links.length > 1 && links[1])
      guesses.push({ position: links[1].position, message: `a cell with ${links.length} links: all are taken as this dataset's` })
  }
  const mentions = all.flat()
  const [region, format, count, owner] = [field('region'), field('format'), field('count'), Address.safeParse(field('owner')).data]
  return {
    name: field('name'),
    group: field('group'),
    fields: {
      task: parts(field('task') ?? ''),
      ...(region !== undefined && { region }),
      ...(format !== undefined && { format }),
      ...(count !== undefined && { count }),
      ...(owner !== undefined && { owner }),
    },
    mentions,
    codes: rowCodes(cells, mentions, field('passcode')),
    position: cells[kinds.indexOf('name')]?.position ?? position,
    findings,
    guesses,
  }
}

/** In a column of links, an address is a link although its scheme is missing. */
function mentionsIn({ pieces, position }: Cell, kind: Column | undefined): readonly Mention[] {
  const found = pieces.filter(isMention)
  const words = wordsOf(pieces)
  return found.length === 0 && kind === 'link' && isAddress(words) ? [{ url: words, text: '', position }] : found
}

/** Codes beside their links, in a cell of their own behind them, or in a column of their own. */
function rowCodes(cells: readonly Cell[], mentions: readonly Mention[], column: string | undefined): ReadonlyMap<Mention, string> {
  const codes = new Map(codesIn(cells.flatMap(({ pieces }) => [...pieces, '\n'])))
  const written = column?.match(/[a-z0-9]+/gi) ?? []
  const links = mentions.filter((mention) => skipReason(mention) === undefined)
  for (const [i, link] of links.entries()) {
    const code = codeIn(column ?? '') ?? (written.length === links.length ? written[i] : written.length === 1 ? written[0] : undefined)
    if (code !== undefined && !codes.has(link)) codes.set(link, code)
  }
  return codes
}

function shifted(moved: readonly string[] | 'unclear', kinds: Columned['kinds'], position: Position): Finding {
  const message = 'the columns of this row are shifted by one to the left'
  if (moved === 'unclear') return { rule: 'shifted-columns', position, message: `${message}; which two cells were joined is unclear` }
  return { rule: 'shifted-columns', position, message, suggestion: moved.filter((_, i) => kinds[i] !== 'link').join(' | ') }
}
