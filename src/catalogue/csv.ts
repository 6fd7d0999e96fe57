/** Spreadsheets as catalogues: comma- or tab-separated text as one table. */
import { bareUrls } from './bare.ts'
import { columnOf } from './columns.ts'
import { delimiterOf, type Field, records } from './delimited.ts'
import { type At, placesOf } from './lines.ts'
import type { Mention, Page, Pieces, Row } from './page.ts'

/** Reads a text. `file` is the name that positions give it. */
export function readCsv(text: string, file: string): Page {
  const at = placesOf(text, file)
  const all = records(text, delimiterOf(text))
  const head = Math.max(
    0,
    all.slice(0, LATEST_HEAD).findIndex((fields) => fields.filter(({ value }) => columnOf(value) !== undefined).length > 1),
  )
  const rows = all.slice(head).map((fields): Row => {
    const cells = fields.map((field) => ({ pieces: piecesOf(field, at), position: at(field.at(field.value.search(/\S|$/))) }))
    return { cells, position: cells[0]?.position ?? at(0) }
  })
  return { blocks: [{ kind: 'table', rows }], findings: [] }
}

/** Titles and dates may stand above the head of the table. */
const LATEST_HEAD = 6

function piecesOf({ value, at: offset }: Field, at: At): Pieces {
  const pieces: (string | Mention)[] = []
  let from = 0
  for (const { url, index } of bareUrls(value)) {
    pieces.push(value.slice(from, index), { url, text: '', position: at(offset(index)) })
    from = index + url.length
  }
  return [...pieces, value.slice(from)]
}
