/** The shapes a Markdown report is made of: lists, tables, folded parts. They take text that is escaped already. */
import type { Words } from './words.ts'

/** Longer lists are folded. */
const SHORT = 10

/** Nobody reads on for longer, and a forge shows no file of more than half a megabyte as a page. */
export const MOST = 500

export type Item = { readonly text: string; readonly below?: readonly string[] }

export const bullets = (lines: readonly string[]): string => lines.map((line) => `- ${line}`).join('\n')

/** A list as the blocks of a section: none when it is empty, folded when it is long, and its end only counted when it is very long. */
export function list(items: readonly Item[], words: Words, summary = words.links): readonly string[] {
  if (items.length === 0) return []
  const listed = items.length > MOST ? [...items.slice(0, MOST), { text: words.more(items.length - MOST) }] : items
  const body = listed.flatMap(({ text, below = [] }: Item) => [`- ${text}`, ...below.map((line) => `  - ${line}`)]).join('\n')
  return [items.length > SHORT ? folded(summary(items.length), body) : body]
}

export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  return [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

/** The blank lines make GitHub read the body as Markdown again. */
export const folded = (summary: string, body: string): string => `<details>\n<summary>${summary}</summary>\n\n${body}\n\n</details>`
