/** A sign beside each status word, for the eye that skims a table; never in place of the word. */
import type { Status } from '#model/verdict.ts'

export const GLYPHS: Readonly<Record<Status | 'paused' | 'unchecked', string>> = {
  alive: '✅',
  restricted: '🔒',
  gone: '❌',
  invalid: '✏️',
  unreachable: '🔌',
  blocked: '🚧',
  unknown: '❓',
  paused: '⏸️',
  unchecked: '⬜',
}
