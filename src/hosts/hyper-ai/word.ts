/** What a place of the site says: a verdict, a denial that needs a living counterpart, or nothing that counts. */
import type { Conversation, Question } from '#model/checker.ts'
import { type Verdict, verdict } from '#model/verdict.ts'
import { type Silence, Unrecognised } from '../kit.ts'
import { isVerdict, tried } from '../witness.ts'

export type Denial = { readonly denied: 'not-found' | 'soft-404'; readonly words: string }

export const isDenial = (word: Verdict | Denial | Silence): word is Denial => 'denied' in word

/** Asks a place, and its mirror when it does not vouch. The mirror can only save: what counts otherwise is the first word. */
export function* mirrored(place: Question<Verdict | Denial>, mirror: Question<Verdict | Denial>): Question<Verdict | Denial> {
  const word = yield* tried(place)
  if (isVerdict(word)) return word
  const other = yield* tried(mirror)
  if (isVerdict(other)) return other
  if (word instanceof Error) throw word
  return word
}

/**
 * The verdict a denial deserves. What the site answers for an unknown number is not documented, so the same question about
 * something that is known to live must have another answer tonight.
 */
export function* upheld({ denied, words }: Denial, living: Question<Verdict | Denial>): Conversation {
  const counterpart = yield* living
  if (isDenial(counterpart)) throw new Unrecognised(`${words}, and the same for what is known to exist`)
  return verdict(denied, { detail: words })
}
