/** Breaks text into lines for a terminal: between words and between Chinese characters, never inside a URL. */
import { width } from './columns.ts'

/** Terminal cells of a line, as mails have them since the days of 80 columns. */
const COLUMNS = 76

/** What stays in one piece: a URL; a wide character with the punctuation that must not begin a line, or after the one that must not end one; a word. */
const PIECE =
  /https?:\/\/\S+|[（“‘《【]*[\u2e80-\u3000\u3003-\u3007\u3012-\u9fff\uac00-\ud7a3\uf900-\ufaff\u{20000}-\u{3fffd}][、。，；：！？）”’》】…]*|[^\s\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\u{20000}-\u{3fffd}]+|\S|\s+/gu

/** The lines of a paragraph, the first after `first` and the others after `rest`. A piece that is too long has a line of its own. */
export function wrap(text: string, first = '', rest = first): string {
  const lines: string[] = []
  let line = first
  let begun = false
  for (const [piece] of text.matchAll(PIECE)) {
    if (piece.trim() === '') {
      if (begun) line += ' '
      continue
    }
    if (begun && width(line + piece) > COLUMNS) {
      lines.push(line.trimEnd())
      line = rest
    }
    line += piece
    begun = true
  }
  return [...lines, line.trimEnd()].join('\n')
}
