/** `badge.json`: what a badge in a README says, in the form that shields.io reads. */
import type { View } from './view.ts'
import { type Lang, wordsIn } from './words.ts'

/** The number of broken links, or of living ones; grey when nothing could be judged. */
export function badge({ summary: { links, broken, unjudged, counts } }: View, lang: Lang): string {
  const words = wordsIn(lang)
  const told =
    broken > 0
      ? { message: words.broken(broken), color: 'red' }
      : unjudged === links
        ? { message: words.mail.uncheckable(unjudged), color: 'lightgrey' }
        : { message: `${counts.alive} ${words.status.alive.word}`, color: 'brightgreen' }
  return `${JSON.stringify({ schemaVersion: 1, label: words.column.links.toLowerCase(), ...told }, null, 2)}\n`
}
