/** What is wrong with a catalogue as a text: the one table of rules, and what a rule finds. */
import type { Position } from '#model/registry.ts'

/** Every rule and its severity: an error is what makes a link, a name or a file unusable; the rest is worth a look. */
export const RULES = {
  schema: 'error',
  'malformed-url': 'error',
  'glued-urls': 'error',
  'incomplete-url': 'error',
  'not-a-dataset': 'error',
  'passcode-missing': 'error',
  'impossible-passcode': 'error',
  mojibake: 'error',
  'unsupported-scheme': 'warning',
  'odd-host': 'warning',
  'space-in-url': 'warning',
  'trailing-punctuation': 'warning',
  'pasted-fragment': 'warning',
  'cut-off-query': 'warning',
  'doubtful-slug': 'warning',
  'other-year': 'warning',
  'notebook-page': 'warning',
  'tracking-parameter': 'warning',
  'http-where-https': 'warning',
  'duplicate-link': 'warning',
  'duplicate-dataset': 'warning',
  'shifted-columns': 'warning',
  'broken-row': 'warning',
  'missing-link': 'warning',
} as const

export type Rule = keyof typeof RULES

export type Finding = {
  readonly rule: Rule
  readonly position: Position
  readonly message: string
  /** The link it is about, as the catalogue has it. */
  readonly url?: string
  /** What should stand there instead. */
  readonly suggestion?: string
}

/** Something that was guessed, right or wrong, when a file was read: whoever imports it should look. */
export type Guess = Pick<Finding, 'position' | 'message' | 'suggestion'>

/** In the order of the files' text. */
export const byPlace = (a: Pick<Finding, 'position'>, b: Pick<Finding, 'position'>) =>
  (a.position.file < b.position.file ? -1 : a.position.file > b.position.file ? 1 : 0) ||
  a.position.line - b.position.line ||
  a.position.column - b.position.column
