/** The words and links of a Markdown text, with their places. */
import { bareUrls } from './bare.ts'
import { htmlBlocks } from './html.ts'
import type { At } from './lines.ts'
import { endOf, type Node, startOf, type Tree } from './mdast.ts'
import { isMention, type Mention, type Pieces, tidy, wordsOf } from './page.ts'

export type Reading = { readonly source: string; readonly at: At; readonly tree: Tree }

/** An HTML tag that was met in running text. */
type Tag = { readonly tag: string; readonly offset: number }

/** The pieces of inline nodes. A link written in HTML goes from its `<a>` to its `</a>`. */
export function piecesIn(nodes: readonly Node[], reading: Reading): Pieces {
  const pieces: (string | Mention)[] = []
  let anchor: { readonly mention: Mention; readonly from: number } | undefined
  const close = () => {
    if (anchor === undefined) return
    const inner = pieces.splice(anchor.from)
    pieces.push(...inner.filter(isMention), { ...anchor.mention, text: wordsOf(inner) })
    anchor = undefined
  }
  for (const piece of nodes.flatMap((node) => flat(node, reading))) {
    if (typeof piece === 'string' || !('tag' in piece)) {
      pieces.push(piece)
      continue
    }
    if (/^<\/?a[\s>]/i.test(piece.tag)) close()
    if (/^<br[\s/>]/i.test(piece.tag)) pieces.push('\n')
    const [mention] = mentionsIn(piece, reading)
    if (mention === undefined) continue
    if (/^<a\s/i.test(piece.tag)) anchor = { mention, from: pieces.length }
    else pieces.push(mention)
  }
  close()
  return pieces
}

const mentionsIn = ({ tag, offset }: Tag, { at }: Reading) =>
  htmlBlocks(tag, (inner) => at(offset + inner), true).flatMap((block) => ('pieces' in block ? block.pieces.filter(isMention) : []))

function flat(node: Node, reading: Reading): readonly (string | Mention | Tag)[] {
  const { at, tree } = reading
  switch (node.type) {
    case 'text':
      return bare(node, reading) ?? [node.value]
    case 'inlineCode':
      return [node.value]
    case 'break':
      return ['\n']
    case 'html':
      return [{ tag: node.value, offset: startOf(node) }]
    case 'image':
      return [{ url: node.url, text: node.alt ?? '', position: at(tree.destination(node)), skip: 'image' }]
    case 'imageReference': {
      const target = tree.definition(node.identifier)
      return target ? [{ url: target.url, text: node.alt ?? '', position: at(tree.destination(target)), skip: 'image' }] : []
    }
    case 'link':
      return link(node, reading)
    case 'linkReference': {
      const target = tree.definition(node.identifier)
      return target ? worded(node.children, reading, { url: target.url, position: at(tree.destination(target)) }) : []
    }
    default:
      return 'children' in node ? node.children.flatMap((child: Node) => flat(child, reading)) : []
  }
}

/** `[words](url)`, `<url>`, or a bare URL as far as the parser took it for one. */
function link(node: Extract<Node, { type: 'link' }>, reading: Reading): readonly (string | Mention)[] {
  const { source, at, tree } = reading
  const start = startOf(node)
  const opening = source.charAt(start)
  if (opening === '[') return worded(node.children, reading, { url: node.url, position: at(tree.destination(node)) })
  if (opening === '<') return [{ url: node.url, text: '', position: at(start + 1) }]
  if (source.startsWith(XMPP, start - XMPP.length))
    return [{ url: XMPP + source.slice(start, endOfXmpp(source, endOf(node))), text: '', position: at(start) }]
  return bare(node, reading) ?? [{ url: node.url, text: '', position: at(start) }]
}

const XMPP = 'xmpp:'

/** The parser sees the mail address that follows `xmpp:`; GitHub takes what it is reached at, too. */
const endOfXmpp = (source: string, end: number) => end + (/^\/[\w@.]*\w/.exec(source.slice(end))?.[0].length ?? 0)

/** A link with words; pictures among them are told as well, and a URL among them is no second link. */
function worded(children: readonly Node[], reading: Reading, target: Pick<Mention, 'url' | 'position'>): readonly Mention[] {
  const images: Mention[] = []
  let words = ''
  for (const piece of children.flatMap((child) => flat(child, reading))) {
    if (typeof piece === 'string') words += piece
    else if ('tag' in piece) images.push(...mentionsIn(piece, reading))
    else if (piece.skip === 'image') images.push(piece)
    else words += piece.url
  }
  return [...images, { ...target, text: tidy(words) }]
}

/** Text divided at its bare URLs, which end where a person would end them; undefined where the parser needs no help. */
function bare(node: Extract<Node, { type: 'link' | 'text' }>, { source, at }: Reading): readonly (string | Mention)[] | undefined {
  const start = startOf(node)
  const raw = source.slice(start, endOf(node))
  if (node.type === 'link' && !/[^\p{ASCII}]|>/u.test(raw)) return undefined
  const pieces: (string | Mention)[] = []
  let from = 0
  for (const { url, index } of bareUrls(raw)) {
    pieces.push(raw.slice(from, index), { url: complete(url), text: '', position: at(start + index) })
    from = index + url.length
  }
  return from === 0 ? undefined : [...pieces, raw.slice(from)]
}

/** GitHub makes a link of `www.example.org`, and it is this one. */
const complete = (url: string) => (/^www\./i.test(url) ? `http://${url}` : url)
