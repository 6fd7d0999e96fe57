/** What a place of the site says: a verdict, a denial that needs a living counterpart, or nothing that counts. */
import type { Conversation, Question } from '#model/checker.ts'
import { type Verdict, verdict } from '#model/verdict.ts'
import { NoAnswer, Unrecognised } from '../kit.ts'

export type Denial = { readonly denied: 'not-found' | 'soft-404'; readonly words: string }

/** A place that gave no usable answer. */
export type Silence = NoAnswer | Unrecognised

export const isVerdict = (word: Verdict | Denial | Silence): word is Verdict => 'reason' in word

export const isDenial = (word: Verdict | Denial | Silence): word is Denial => 'denied' in word

/** Asks one of several places: its silence comes back as a value, so that another can be asked; but a rate limit is meant for all of them. */
export function* heard<Answer>(question: Question<Answer>): Question<Answer | Silence> {
  try {
    return yield* question
  } catch (error) {
    if (error instanceof Unrecognised) return error
    if (error instanceof NoAnswer && error.verdict.reason !== 'rate-limited') return error
    throw error
  }
}

/** Asks a place, and its mirror when it does not vouch. The mirror can only save: what counts otherwise is the first word. */
export function* mirrored(place: Question<Verdict | Denial>, mirror: Question<Verdict | Denial>): Question<Verdict | Denial> {
  const word = yield* heard(place)
  if (isVerdict(word)) return word
  const other = yield* heard(mirror)
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
