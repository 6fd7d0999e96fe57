/** A page that answers well and yet may be what the host says to anything: settled by asking for what cannot exist. */
import type { Question } from '#model/checker.ts'
import type { Response } from '#model/http.ts'
import { type Verdict, verdict } from '#model/verdict.ts'
import { attempt, NoAnswer, Unrecognised } from '../kit.ts'
import { forPage } from './asking.ts'
import { landing } from './landing.ts'
import { alike, otherQuery, siblingOf } from './sibling.ts'
import { looksLikeFile } from './spelling.ts'

export type Suspicion = {
  /** What made the page suspect. */
  readonly sign: string
  /** `strong`: one sibling that looks the same is enough; `weak`: two must; `none`: no likeness says anything. */
  readonly strength: 'strong' | 'weak' | 'none'
  /** When the page is vouched for all the same. */
  readonly believed: 'never' | 'if others are denied' | 'unless others are alike'
  /** The verdict if it is. */
  readonly vouched: Verdict
}

/** How an address that cannot exist compares with the link. `silent`: nobody can tell. */
type Likeness = 'alike' | 'different' | 'denied' | 'silent'

/** With these a host says that it knows no such address; other refusals may be about us. */
const DENIALS = [400, 404, 410]

/** With these, that it knows no such thing; another query may be a bad request for its form alone. */
const QUERY_DENIALS = [404, 410]

/**
 * Asks for addresses beside the link that cannot exist. A host that denies them is honest, also about the link; one that
 * shows the same page there says nothing by it, unless its front page is another. Where a query may name the thing, another
 * query is asked first: one that shows the same page proves nothing, for it may be of no matter.
 * @throws {Unrecognised} when the page stays suspect
 */
export function* settle({ url }: { readonly url: string }, shown: Response, { sign, strength, believed, vouched }: Suspicion): Question<Verdict> {
  const query = looksLikeFile(new URL(url)) ? undefined : otherQuery(url, 1)
  const beside = query === undefined ? yield* compared(siblingOf(url, 1), shown) : yield* compared(query, shown, QUERY_DENIALS)
  if (beside !== 'alike') {
    if (believed === 'unless others are alike' || (believed === 'if others are denied' && beside === 'denied')) return vouched
    throw new Unrecognised(sign)
  }
  if (strength === 'none') throw new Unrecognised(`${sign}, as at an address that cannot exist`)
  if (query !== undefined && (yield* compared(siblingOf(url, 1), shown)) !== 'alike') throw new Unrecognised(`${sign}, as with another query`)
  const another = strength === 'weak' ? yield* compared(siblingOf(url, 2), shown) : 'alike'
  if (another === 'silent') throw new Unrecognised(sign)
  if (another !== 'alike') return vouched
  const isFront = landing(new URL(url), shown) === 'home'
  const front = isFront ? 'different' : yield* compared(new URL('/', url).href, shown)
  if (front !== 'different' && front !== 'denied') throw new Unrecognised(`${sign}, as everywhere on this site`)
  return verdict('soft-404', { detail: `${sign}, as at an address that cannot exist` })
}

/**
 * A host that answers 404 with the page that its scripts fill everywhere (its error document is the application) denies nothing.
 * @throws {Unrecognised} unless its front page is another
 */
export function* settleDenial({ url }: { readonly url: string }, shown: Response, denial: Verdict): Question<Verdict> {
  const front = yield* compared(new URL('/', url).href, shown)
  if (front === 'different' || front === 'denied') return denial
  throw new Unrecognised('HTTP 404 on a page that only its scripts can fill')
}

function* compared(address: string, shown: Response, denials: readonly number[] = DENIALS): Question<Likeness> {
  const answer = yield* attempt(forPage(address), denials)
  if (answer instanceof NoAnswer) return 'silent'
  if (denials.includes(answer.status)) return 'denied'
  return alike(shown, answer) ? 'alike' : 'different'
}
