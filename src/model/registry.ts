/** What the catalogue promised: datasets, their links, and where each is written. */

/** A place in a file; line and column count from 1. */
export type Position = { readonly file: string; readonly line: number; readonly column: number }

export type Link = {
  /** Exactly as the catalogue has it: the link's identity. */
  readonly url: string
  /** What the catalogue promises. */
  readonly access: 'open' | 'restricted'
  /** The extraction code, when the catalogue gives it beside the URL. */
  readonly passcode?: string
  /** Why the link is not probed for now; known and accepted. */
  readonly paused?: string
  readonly position: Position
}

export type Dataset = {
  readonly name: string
  readonly group: string
  readonly task: readonly string[]
  readonly region?: string
  readonly format?: string
  readonly count?: string
  /** Gets the mails about this dataset. */
  readonly owner?: string
  readonly links: readonly Link[]
  readonly position: Position
}
