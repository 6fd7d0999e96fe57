/** What a reader makes of a file. */
import type { Dataset, Position } from '#model/registry.ts'
import type { Finding, Guess } from './finding.ts'
import type { Skipped } from './skip.ts'

/** Words that belong together: the cells of a row, a heading, a paragraph. */
export type Text = { readonly parts: readonly string[]; readonly position: Position }

export type Reading = {
  readonly datasets: readonly Dataset[]
  /** The links of the file that are none of the catalogue. */
  readonly skipped: readonly Skipped[]
  /** What is wrong with the file as far as its reader had to notice. */
  readonly findings: readonly Finding[]
  readonly guesses: readonly Guess[]
  /** All its words, links aside. */
  readonly texts: readonly Text[]
}
