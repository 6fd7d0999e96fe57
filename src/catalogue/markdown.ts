/** Markdown catalogues: CommonMark with GitHub's tables and bare links, Notion's exports and HTML in between. */
import { bareUrls } from './bare.ts'
import { htmlBlocks } from './html.ts'
import { placesOf } from './lines.ts'
import { piecesIn, type Reading } from './markdown-pieces.ts'
import { endOf, type Node, parseMarkdown, startOf } from './mdast.ts'
import { mended } from './mend.ts'
import { type Block, type Mention, type Page, type Row, wordsOf } from './page.ts'

/** Reads a text. `file` is the name that positions give it. */
export function readMarkdown(text: string, file: string): Page {
  const at = placesOf(text, file)
  const { text: source, findings, frontMatter } = mended(text, at)
  const tree = parseMarkdown(source)
  const described = bareUrls(frontMatter).map(({ url, index }): Mention => ({ url, text: '', position: at(index), skip: 'front-matter' }))
  const unused = tree.unused.map((node): Mention => ({ url: node.url, text: '', position: at(tree.destination(node)), skip: 'unused-definition' }))
  return { blocks: [...passage(described), ...blocksOf(tree.nodes, { source, at, tree }), ...passage(unused)], findings }
}

const passage = (pieces: readonly Mention[]): readonly Block[] =>
  pieces[0] === undefined ? [] : [{ kind: 'passage', pieces, position: pieces[0].position }]

/** @param under the words of the list item around these nodes */
function blocksOf(nodes: readonly Node[], reading: Reading, under?: string): readonly Block[] {
  const blocks: Block[] = []
  let tableEnd = 0 // an HTML table is read as a whole, empty lines in it notwithstanding
  for (const [i, node] of nodes.entries()) {
    const start = startOf(node)
    if (start < tableEnd) continue
    const position = reading.at(start)
    switch (node.type) {
      case 'heading':
        blocks.push({ kind: 'heading', level: node.depth, pieces: piecesIn(node.children, reading), position })
        break
      case 'paragraph':
        blocks.push({ kind: 'passage', pieces: piecesIn(node.children, reading), position, ...(under !== undefined && { under }) })
        break
      case 'table':
        blocks.push(tableOf(node, reading))
        break
      case 'html': {
        const html = reading.source.slice(start, endOfHtml(nodes.slice(i)))
        tableEnd = start + html.length
        blocks.push(...htmlBlocks(html, (offset) => reading.at(start + offset), true))
        break
      }
      case 'listItem':
        blocks.push(...itemBlocks(node.children, reading, under))
        break
      default:
        if ('children' in node) blocks.push(...blocksOf(node.children, reading, under))
    }
  }
  return blocks
}

/** What stands below the first paragraph of an item stands under it. */
function itemBlocks([first, ...rest]: readonly Node[], reading: Reading, under?: string): readonly Block[] {
  if (first === undefined) return []
  const words = first.type === 'paragraph' ? wordsOf(piecesIn(first.children, reading)) : ''
  return [...blocksOf([first], reading, under), ...blocksOf(rest, reading, words || under)]
}

function tableOf(table: Extract<Node, { type: 'table' }>, reading: Reading): Block {
  const [head, ...rows] = table.children.map((row): Row => {
    const cells = row.children.map((cell) => ({ pieces: piecesIn(cell.children, reading), position: reading.at(startOf(cell.children[0] ?? cell)) }))
    return { cells, position: reading.at(startOf(row)) }
  })
  return { kind: 'table', rows, ...(head && { head }) }
}

/** Where the HTML ends that the first node begins: behind the tables opened in it, if nothing but HTML comes before that. */
function endOfHtml(nodes: readonly Node[]): number {
  let open = 0
  for (const node of nodes) {
    if (node.type !== 'html') break
    open += tags(node.value, /<table[\s>]/gi) - tags(node.value, /<\/table\s*>/gi)
    if (open <= 0) return endOf(node)
  }
  return nodes[0] ? endOf(nodes[0]) : 0
}

const tags = (html: string, tag: RegExp) => html.match(tag)?.length ?? 0
