/** JSON documents that end in a long list, one item at a time: as a single string the document may be longer than strings can be. */

/** Characters of a piece: enough to be written at once, few enough to lie about. */
const PIECE = 256 * 1024

/** What stands before the first item, between two of them, and after the last one, as `JSON.stringify` indents it by two. */
const opening = (list: string) => `\n  "${list}": [\n`
const BETWEEN = '\n    },\n'
const CLOSING = '\n  ]\n}\n'

/**
 * The document as `JSON.stringify(document, null, 2)` lays it out, with a line break at its end, in pieces. `list` becomes
 * its last key; its items are objects that are not empty.
 */
export function pieces<List extends string>(document: Readonly<Record<List, readonly object[]>>, list: List): Iterable<string> {
  return joined(laidOut(document, list))
}

function* laidOut<List extends string>(document: Readonly<Record<List, readonly object[]>>, list: List): Generator<string> {
  const { [list]: items, ...rest } = document
  const head = JSON.stringify({ ...rest, [list]: [] }, null, 2)
  if (items.length === 0) return yield `${head}\n`
  yield head.slice(0, -']\n}'.length)
  for (const [i, item] of items.entries()) yield `${i === 0 ? '' : ','}\n    ${JSON.stringify(item, null, 2).replaceAll('\n', '\n    ')}`
  yield CLOSING
}

/** Short texts joined to pieces that are worth a write each. */
export function* joined(texts: Iterable<string>): Generator<string> {
  let piece = ''
  for (const text of texts) {
    piece += text
    if (piece.length < PIECE) continue
    yield piece
    piece = ''
  }
  if (piece !== '') yield piece
}

/**
 * Reads a document that `pieces` wrote: what stands beside the list, with the list left empty, and the items as `item` makes
 * them. Undefined when it is laid out in another way, or is no JSON.
 */
export async function itemwise<Item>(
  chunks: AsyncIterable<string>,
  list: string,
  item: (value: unknown, index: number) => Item,
): Promise<{ readonly head: unknown; readonly items: readonly Item[] } | undefined> {
  const items: Item[] = []
  let head: unknown
  let text = ''
  const take = (written: string) => items.push(item(JSON.parse(written), items.length))
  try {
    for await (const chunk of chunks) {
      text += chunk
      if (head === undefined) {
        const at = text.indexOf(opening(list))
        if (at === -1) continue
        head = JSON.parse(`${text.slice(0, at)}\n  "${list}": []\n}`)
        text = text.slice(at + opening(list).length)
      }
      const written = text.split(BETWEEN)
      text = written.pop() ?? ''
      for (const one of written) take(`${one}}`)
    }
    if (head === undefined || !text.endsWith(CLOSING)) return undefined
    take(text.slice(0, -CLOSING.length))
    return { head, items }
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
