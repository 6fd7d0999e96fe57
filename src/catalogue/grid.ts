/** The rows of an HTML table as they look: cells that span columns or rows stand in each of them. */
import type { Position } from '#model/registry.ts'
import { type Block, type Cell, isMention, type Row } from './page.ts'

/** More is no table for people. */
const MOST_SPANNED = 200

type Spanning = { readonly cell: Cell; readonly more: number }

export type Grid = {
  openRow(position: Position): void
  cell(cell: Cell, spans: { readonly header: boolean; readonly columns: number; readonly rows: number }): void
  closeRow(): void
  /** The table as it is so far, divided at rows that are one wide cell: those are headings. */
  blocks(): readonly Block[]
}

export function grid(): Grid {
  const blocks: Block[] = []
  let head: Row | undefined
  let rows: Row[] = []
  let below = new Map<number, Spanning>()
  let row: { readonly position: Position; readonly cells: Cell[]; readonly below: Map<number, Spanning>; headers: number; own: number } | undefined

  function fill(until: number) {
    for (let spanning = row && below.get(row.cells.length); row && spanning && row.cells.length < until; spanning = below.get(row.cells.length)) {
      if (spanning.more > 1) row.below.set(row.cells.length, { ...spanning, more: spanning.more - 1 })
      row.cells.push(spanning.cell)
    }
  }

  function endTable() {
    if (head !== undefined || rows.length > 0) blocks.push({ kind: 'table', rows, ...(head && { head }) })
    rows = []
  }

  return {
    openRow(position) {
      row = { position, cells: [], below: new Map(), headers: 0, own: 0 }
    },
    cell(cell, { header, columns, rows: down }) {
      if (row === undefined) return
      fill(Number.POSITIVE_INFINITY)
      row.own++
      if (header) row.headers++
      const echo = { ...cell, pieces: cell.pieces.filter((piece) => !isMention(piece)) }
      for (let i = 0; i < Math.min(columns, MOST_SPANNED); i++) {
        if (down > 1) row.below.set(row.cells.length, { cell: i === 0 ? cell : echo, more: Math.min(down, MOST_SPANNED) - 1 })
        row.cells.push(i === 0 ? cell : echo)
      }
    },
    closeRow() {
      if (row === undefined) return
      fill(Number.POSITIVE_INFINITY)
      const { position, cells, own, headers } = row
      below = row.below
      row = undefined
      const [first] = cells
      if (first === undefined) return
      if (own === 1 && cells.length > 1 && !first.pieces.some(isMention)) {
        endTable()
        blocks.push({ kind: 'heading', level: ROW_HEADING, pieces: first.pieces, position: first.position })
      } else if (headers === own && head === undefined && rows.length === 0) head = { position, cells }
      else rows.push({ position, cells })
    },
    blocks() {
      endTable()
      return blocks
    },
  }
}

/** Below every heading outside the table. */
const ROW_HEADING = 7
