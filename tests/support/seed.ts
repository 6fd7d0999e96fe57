/** The catalogue as its author published it, read without the project's own readers: the witness for the registry. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const text = readFileSync(join(import.meta.dirname, '../catalogue/fixtures/seed.md'), 'utf8')

export type Row = { readonly name: string; readonly cells: readonly string[]; readonly link: string | undefined }

/** The one row of the seed whose columns are shifted by one: name and task share the first. */
const SHIFTED = 'RSNA 分类/检测'

/** The rows under each heading, in the order of the text. */
export function seedRows(): ReadonlyMap<string, readonly Row[]> {
  const [, ...sections] = text.split(/^## /m)
  return new Map(sections.map((section) => [section.split('\n', 1)[0] ?? '', rowsOf(section)]))
}

/** Every link of the text, wherever it stands. */
export const seedLinks = (): readonly string[] => [...text.matchAll(/\[link\]\(([^)\s]*)\)/g)].map(([, url = '']) => url)

function rowsOf(section: string): readonly Row[] {
  const lines = section.split('\n').filter((line) => line.startsWith('| '))
  const [, , ...rows] = lines // the head and the rule below it
  return rows.map(row)
}

function row(line: string): Row {
  const cells = line.split('|').map((cell) => cell.trim())
  const [, first = '', ...rest] = cells
  const link = linkIn(line)
  if (first !== SHIFTED) return { name: first, cells: rest.slice(0, 4), link }
  return { name: 'RSNA', cells: ['分类/检测', ...rest.slice(0, 3)], link }
}

const linkIn = (line: string) => /\[link\]\(([^)\s]*)\)/.exec(line)?.[1]
