/** Web pages as catalogues: headings, texts, links and data tables, every link with the place of its URL. */
import { type Element, isElement, type Step, steps } from './dom.ts'
import { type Grid, grid } from './grid.ts'
import { imageOf, linkOf, textPieces } from './html-pieces.ts'
import { type At, placesOf } from './lines.ts'
import { type Block, isMention, type Mention, type Page, type Pieces, wordsOf } from './page.ts'

/** Reads a whole page. `file` is the name that positions give it. */
export const readHtml = (text: string, file: string): Page => ({ blocks: htmlBlocks(text, placesOf(text, file), false), findings: [] })

const HEADING = /^h([1-6])$/

const SILENT: ReadonlySet<string> = new Set(['script', 'style', 'template', 'noscript', 'title', 'textarea', 'select'])

/** Text in them is not scanned for bare URLs: nobody is meant to follow those. */
const CODE: ReadonlySet<string> = new Set(['pre', 'code', 'samp', 'kbd', 'a'])

const INLINE: ReadonlySet<string> = new Set(
  'a abbr area b base bdi bdo button cite code data del dfn em font i img input ins kbd label map mark q s samp small span strong sub sup time u var wbr'.split(
    ' ',
  ),
)

/**
 * The blocks of a page, or of a part of one.
 * @param at the place of an offset into `html`
 */
export function htmlBlocks(html: string, at: At, part: boolean): readonly Block[] {
  const all = [...steps(html, part)]
  const layouts = layoutTables(all)
  const blocks: Block[] = []
  /** What is being collected, innermost last: a passage, and in it at most the words of a heading, a cell, a link. */
  const texts: (string | Mention)[][] = [[]]
  const grids: Grid[] = []
  /** Where links begin: one that is never closed goes on in every block that follows, and is one link. */
  const anchors = new Set<number>()
  let base: string | undefined
  let silent = 0
  let code = 0

  const add = (...pieces: Pieces) => texts.at(-1)?.push(...pieces)
  const place = (element: Element) => at(element.sourceCodeLocation?.startOffset ?? 0)

  function endPassage(element?: Element) {
    const [pieces = []] = texts
    if (pieces.some((piece) => isMention(piece) || piece.trim() !== '')) {
      const position = pieces.find(isMention)?.position ?? (element ? place(element) : at(0))
      blocks.push({ kind: 'passage', pieces, position })
    }
    texts[0] = []
  }

  /** Cells of a table that arranges the page are passages like any other. */
  const isCell = ({ name }: Element) => (name === 'td' || name === 'th') && grids.length > 0
  const isData = (element: Element) => element.name === 'table' && texts.length === 1 && !layouts.has(element)

  function enter(element: Element) {
    const { name } = element
    if (name === 'a' || isCell(element)) texts.push([])
    else if (HEADING.test(name)) {
      separate(element)
      texts.push([])
    } else if (isData(element)) {
      endPassage(element)
      grids.push(grid())
    } else if (name === 'tr') grids.at(-1)?.openRow(place(element))
    else if (name === 'img') add(...imageOf(element, html, at))
    else if (name === 'area') add(...linkOf(element, element.attribs.alt ?? '', html, at, base))
    else if (name === 'base') base ??= URL.parse(element.attribs.href ?? '')?.href
    else if (!INLINE.has(name)) separate(element)
  }

  function leave(element: Element) {
    const { name } = element
    const level = Number(HEADING.exec(name)?.[1] ?? 0)
    if (name === 'a') {
      const words = texts.pop() ?? []
      const start = element.sourceCodeLocation?.startOffset ?? 0
      add(...words.filter(isMention), ...(anchors.has(start) ? [] : linkOf(element, wordsOf(words), html, at, base)))
      anchors.add(start)
    } else if (isCell(element)) grids.at(-1)?.cell({ pieces: texts.pop() ?? [], position: place(element) }, spans(element))
    else if (level > 0) {
      const pieces = texts.pop() ?? []
      if (texts.length === 1 && grids.length === 0) blocks.push({ kind: 'heading', level, pieces, position: place(element) })
      else add(' ', ...pieces, ' ') // a heading in a cell or a link is part of its words
    } else if (isData(element)) blocks.push(...(grids.pop()?.blocks() ?? []))
    else if (name === 'tr') grids.at(-1)?.closeRow()
    else if (!INLINE.has(name)) separate(element)
  }

  function separate(element: Element) {
    if (texts.length === 1 && grids.length === 0 && element.name !== 'br') endPassage(element)
    else add('\n')
  }

  for (const { node, leaving } of all) {
    if (!isElement(node)) {
      if (silent === 0 && node.type === 'text') add(...textPieces(node, html, at, code === 0))
      continue
    }
    if (SILENT.has(node.name)) silent += leaving ? -1 : 1
    if (CODE.has(node.name)) code += leaving ? -1 : 1
    if (silent > 0) continue
    if (leaving) leave(node)
    else enter(node)
  }
  endPassage()
  return blocks
}

const spans = ({ name, attribs: { colspan, rowspan } }: Element) => ({
  header: name === 'th',
  columns: Number.parseInt(colspan ?? '', 10) || 1,
  rows: Number.parseInt(rowspan ?? '', 10) || 1,
})

/** Tables around other tables: they arrange the page. */
function layoutTables(all: readonly Step[]): ReadonlySet<Element> {
  const layouts = new Set<Element>()
  const open: Element[] = []
  for (const { node, leaving } of all) {
    if (!isElement(node) || node.name !== 'table') continue
    if (leaving) open.pop()
    else {
      for (const around of open) layouts.add(around)
      open.push(node)
    }
  }
  return layouts
}
