/** Where the parts of a YAML document stand in its text. */
import { type Document, isAlias, isMap, isScalar, isSeq, type LineCounter, type Node } from 'yaml'
import type { Position } from '#model/registry.ts'

/** The way from the document's root to one of its parts: keys of maps, indices of lists. */
export type Path = readonly PropertyKey[]

/** Answers where a part stands, as it is written in the file. */
export type Places = {
  /** Where its value begins; the place of its key when the value is empty, of the nearest part around it when it is missing. */
  value(path: Path): Position
  /** Where its key begins. */
  key(path: Path): Position
  /** Its value as it is written, when that is one word or phrase. */
  source(path: Path): string | undefined
  /** The place of an offset into the text. */
  offset(offset: number): Position
}

type Part = { readonly key?: Node | undefined; readonly value: Node | null }

/** The places of a document that was parsed with the given line counter; `file` is the name that positions give it. */
export function placesIn(document: Document.Parsed, lines: LineCounter, file: string): Places {
  const position = (offset: number): Position => {
    const { line, col } = lines.linePos(offset)
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) }
  }
  const start = (node: Node | null | undefined) => node?.range?.[0] ?? 0
  return {
    offset: position,
    value(path) {
      const { key, value } = part(document, path)
      return position(start(isBlank(value) ? (key ?? value) : value))
    },
    key(path) {
      const { key, value } = part(document, path)
      return position(start(key ?? value))
    },
    source(path) {
      const { value } = part(document, path)
      return isScalar(value) ? value.source : undefined
    },
  }
}

const isBlank = (node: Node | null) => node === null || (isScalar(node) && node.range?.[0] === node.range?.[1])

/** The part at the end of the path, or the last one on the way that is there. */
function part(document: Document.Parsed, path: Path): Part {
  let here: Part = { value: document.contents }
  for (const step of path) {
    const next = inside(isAlias(here.value) ? here.value.resolve(document) : here.value, step)
    if (next === undefined) break
    here = next
  }
  return here
}

function inside(node: unknown, step: PropertyKey): Part | undefined {
  if (isSeq<Node>(node)) {
    const value = node.items[Number(step)]
    return value && { value }
  }
  if (!isMap<Node, Node | null>(node)) return undefined
  const pair = node.items.find(({ key }) => isScalar(key) && key.value === step)
  return pair && { key: pair.key, value: pair.value }
}
