/** Reads the source of a page tag by tag, in one pass without a tree: any page costs as much as it is long, and no more. */

/** An opening tag: its name in lower case, and the source of its attributes. */
export type OpenTag = { readonly kind: 'open'; readonly name: string; readonly attributes: string }

/** A piece of a page: a tag, or the text between two tags, character references as they are written. */
export type Piece = OpenTag | { readonly kind: 'close'; readonly name: string } | { readonly kind: 'text'; readonly text: string }

/** Their content is text up to their own closing tag, whatever it looks like. */
const RAW: Readonly<Record<string, RegExp>> = { script: /<\/script/gi, style: /<\/style/gi, textarea: /<\/textarea/gi, title: /<\/title/gi }

const NAME = /[a-z][^\s/>]*/iy

/** The pieces of a page, in the order of its source. A comment or a tag that never ends hides the rest, as in browsers. */
export function* piecesOf(source: string): Generator<Piece> {
  let at = 0
  while (at < source.length) {
    const tag = source.indexOf('<', at)
    if (tag < 0) return yield { kind: 'text', text: source.slice(at) }
    if (tag > at) yield { kind: 'text', text: source.slice(at, tag) }

    const closes = source[tag + 1] === '/'
    NAME.lastIndex = tag + (closes ? 2 : 1)
    const name = NAME.exec(source)?.[0].toLowerCase()
    if (name === undefined) {
      at = afterDeclaration(source, tag)
      continue
    }
    const end = endOfTag(source, NAME.lastIndex)
    if (end < 0) return
    if (closes) yield { kind: 'close', name }
    else yield { kind: 'open', name, attributes: source.slice(NAME.lastIndex, end) }
    at = end + 1

    const closing = closes ? undefined : RAW[name]
    if (closing === undefined) continue
    closing.lastIndex = at
    const until = closing.exec(source)?.index ?? source.length
    yield { kind: 'text', text: source.slice(at, until) }
    at = until
  }
}

/** Past a comment, a doctype, or a `<` that begins no tag. */
function afterDeclaration(source: string, tag: number): number {
  const next = source[tag + 1]
  if (next !== '!' && next !== '?' && next !== '/') return tag + 1
  const [end, length] = source.startsWith('<!--', tag) ? [source.indexOf('-->', tag + 2), 3] : [source.indexOf('>', tag), 1]
  return end < 0 ? source.length : end + length
}

/** The `>` that ends a tag; one inside a quoted value does not. -1 when there is none. Quotes open a value only behind its `=`. */
function endOfTag(source: string, from: number): number {
  for (let at = from; at < source.length; at++) {
    if (source[at] === '>') return at
    if (source[at] !== '=') continue
    const value = find(VALUE, source, at + 1)
    const quote = source[value]
    const end = quote === '"' || quote === "'" ? source.indexOf(quote, value + 1) : find(BARE_END, source, value) - 1
    if (end < 0) return -1
    at = end
  }
  return -1
}

const VALUE = /\S|$/g
const BARE_END = /[\s>]|$/g

/** Where the next match of a pattern that always has one begins. */
function find(pattern: RegExp, source: string, from: number): number {
  pattern.lastIndex = from
  return pattern.exec(source)?.index ?? source.length
}

const ATTRIBUTE = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>][^\s>]*)))?/g

/** The values by name in lower case, as written; empty for an attribute without one. */
export function attributesOf(source: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  if (source.length < 2) return found
  for (const [, name = '', double, single, bare] of source.matchAll(ATTRIBUTE)) found.set(name.toLowerCase(), double ?? single ?? bare ?? '')
  return found
}

/** Parts the pieces inside of the elements that `starts` picks (element by element, not nested ones) from all others. */
export function partition(pieces: readonly Piece[], starts: (tag: OpenTag) => boolean): Partition {
  const inside: Piece[][] = []
  const outside: Piece[] = []
  let element = ''
  let depth = 0
  for (const piece of pieces) {
    if (depth > 0 && piece.kind !== 'text' && piece.name === element) depth += piece.kind === 'open' ? 1 : -1
    if (depth > 0) inside.at(-1)?.push(piece)
    else if (piece.kind === 'open' && starts(piece)) {
      inside.push([])
      element = piece.name
      depth = 1
    } else outside.push(piece)
  }
  return { inside, outside }
}

type Partition = { readonly inside: readonly (readonly Piece[])[]; readonly outside: readonly Piece[] }
