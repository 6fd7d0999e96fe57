/** For hosts that are asked in several places: each vouches, denies or is silent, and one word is weighed against another. */
import type { Question } from '#model/checker.ts'
import type { Verdict } from '#model/verdict.ts'
import { heard } from './kit.ts'

/** "There is no such thing", in the words of one place. */
export type Denial = { readonly denied: string }

/** Whether a place has said all that there is to say; neither denials nor silences have a reason. */
export const isVerdict = (word: object): word is Verdict => 'reason' in word

/** Asks one of several places; a rate limit is meant for all of them. */
export const tried = <Word>(question: Question<Word>) => heard(question, ['rate-limited'])
