/** A catalogue as people keep it: what Markdown, HTML and CSV have in common before anybody asks what it means. */
import type { Position } from '#model/registry.ts'
import type { Finding } from './finding.ts'

/** A link as the file's parser sees it. */
export type Mention = {
  /** What the link leads to, as written; character references of the file's language are resolved. */
  readonly url: string
  /** The words that are the link; empty for a bare URL. */
  readonly text: string
  /** Where the URL begins. */
  readonly position: Position
  /** Why it is no link of the catalogue, where its place in the file says so. */
  readonly skip?: 'image' | 'front-matter' | 'unused-definition'
}

/** Running text and the links in it, in the order of the file. */
export type Pieces = readonly (string | Mention)[]

export type Cell = { readonly pieces: Pieces; readonly position: Position }

export type Row = { readonly cells: readonly Cell[]; readonly position: Position }

export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly pieces: Pieces; readonly position: Position }
  /** A paragraph or an item of a list; `under` is the item it hangs below. */
  | { readonly kind: 'passage'; readonly pieces: Pieces; readonly position: Position; readonly under?: string }
  /** `head` is undefined for a table that begins with its first row of data. */
  | { readonly kind: 'table'; readonly head?: Row; readonly rows: readonly Row[] }

/** A file as its parser sees it, and what had to be mended before it could be parsed. */
export type Page = { readonly blocks: readonly Block[]; readonly findings: readonly Finding[] }

export const isMention = (piece: string | Mention): piece is Mention => typeof piece !== 'string'

/** The words of a text, those of its links included, with single spaces. */
export const wordsOf = (pieces: Pieces): string => tidy(pieces.map((piece) => (isMention(piece) ? wordsIn(piece) : piece)).join(''))

/** Pictures have no words that belong to the text around them. */
const wordsIn = ({ skip, text }: Mention) => (skip === 'image' ? '' : text)

export const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim()
