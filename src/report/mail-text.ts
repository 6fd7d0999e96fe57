/** The text of a mail: complete, and made for a terminal. */
import { width } from './columns.ts'
import { GLYPHS } from './glyphs.ts'
import type { Entry, Medium } from './mail-entry.ts'
import { inert, shownUrl } from './mail-inert.ts'
import { letter, type Section, type Telling } from './mail-letter.ts'
import { wrap } from './mail-wrap.ts'
import { type Lang, wordsIn } from './words.ts'

const MEDIUM: Medium = {
  text: inert,
  url: (url) => shownUrl(url) ?? inert(url),
  status: (status, word) => `${GLYPHS[status]} ${word}`,
}

export function mailText(telling: Telling, lang: Lang): string {
  const { lead, sections, closing } = letter(telling, wordsIn(lang), MEDIUM)
  const parts = [paragraph(lead), ...sections.flatMap(section), closing.map(paragraph).join('\n')]
  return `${parts.join('\n\n')}\n`
}

/** Every line but a first one is indented, so that no stranger's word ever begins a line. */
const paragraph = (text: string): string => wrap(text, '', '  ')

const section = ({ title, about, entries }: Section): readonly string[] => [
  `${title}\n${'-'.repeat(width(title))}`,
  ...(about === undefined ? [] : [paragraph(about)]),
  ...entries.map(entry),
]

const entry = ({ title, lines, items }: Entry): string =>
  [
    wrap(title, '* ', '  '),
    ...lines.map((line) => wrap(line, '  ', '    ')),
    ...items.flatMap(([first = '', ...below]) => [wrap(first, '  - ', '    '), ...below.map((line) => wrap(line, '    ', '      '))]),
  ].join('\n')
