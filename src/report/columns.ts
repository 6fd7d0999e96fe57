/** Columns of a terminal, aligned by what is seen: a Chinese character takes two cells. */
import type { Status } from '#model/verdict.ts'

export type Style = Status | 'dim' | 'bold'

/** Puts a style on a text; colour is the caller's. */
export type Paint = (style: Style, text: string) => string

export type Cell = { readonly text: string; readonly style?: Style }

/** East Asian wide and full-width characters, and emoji, as Unicode 17 lists them in `EastAsianWidth.txt`. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u

/** Marks that sit on the character before them, and format characters. */
const WIDTHLESS = /[\p{Mn}\p{Me}\p{Cf}]/u

/** Terminal cells a text takes. */
export function width(text: string): number {
  let cells = 0
  for (const character of text) cells += WIDTHLESS.test(character) ? 0 : WIDE.test(character) ? 2 : 1
  return cells
}

/** One line per row; every column is as wide as its widest cell, and no line ends in spaces. */
export function columns(rows: readonly (readonly Cell[])[], paint: Paint): readonly string[] {
  const widths: number[] = []
  for (const row of rows) for (const [i, { text }] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, width(text))
  return rows.map((row) => {
    const last = row.findLastIndex(({ text }) => text !== '')
    return row
      .slice(0, last + 1)
      .map(({ text, style }, i) => {
        const painted = style === undefined ? text : paint(style, text)
        return i === last ? painted : painted + ' '.repeat((widths[i] ?? 0) - width(text))
      })
      .join('  ')
  })
}
