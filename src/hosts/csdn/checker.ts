/** CSDN: articles by their page and by their author's list, for behind the wall of this host most programs see no page. */
import type { Conversation } from '#model/checker.ts'
import { type Reason, verdict } from '#model/verdict.ts'
import { defineChecker, NoAnswer, Unrecognised } from '../kit.ts'
import { type Denial, tried } from '../witness.ts'
import { listed } from './author.ts'
import { parse, type Target, urls } from './link.ts'
import { page, upload } from './page.ts'

export default defineChecker<Target>({
  title: 'CSDN',
  homepage: 'https://www.csdn.net',
  urls,
  pace: { concurrency: 1, spacing: 2 },
  // Behind the wall an absent article can never be denied, and such a control would take back every word of the lists. Each
  // proof carries its own: a text or a row with the number of the article, a 404 with a list that is there and complete.
  controls: { present: [], absent: [] },

  match: parse,

  *check(target) {
    return target.kind === 'upload' ? yield* upload(target) : yield* article(target)
  },
})

/** What the page cannot say because of us; another interface may. */
const ABOUT_US: readonly Reason[] = ['challenged', 'refused', 'server-error']

function* article(target: Target): Conversation {
  const shown = yield* tried(page(target))
  if ('reason' in shown) return shown
  if (shown instanceof NoAnswer && !ABOUT_US.includes(shown.verdict.reason)) throw shown
  const row = yield* secondOpinion(target)
  if ('reason' in row) return row
  if ('articles' in row && 'denied' in shown)
    return verdict('not-found', { detail: `${shown.denied}, and not among the ${row.articles} articles of the author` })
  // Deletions are not the only reason: articles for members, drafts and private ones are not listed either.
  if ('articles' in row) throw new Unrecognised(`${wordsOf(shown)}; not among the ${row.articles} articles of the author`)
  if ('denied' in shown) throw new Unrecognised(`${shown.denied}, without a second opinion: ${wordsOf(row)}`)
  throw shown
}

function* secondOpinion(target: Target) {
  if (target.author === '') return new Unrecognised('the link does not name its author')
  return yield* tried(listed(target))
}

const wordsOf = (silence: NoAnswer | Unrecognised | Denial): string => {
  if ('denied' in silence) return silence.denied
  return silence instanceof NoAnswer ? (silence.verdict.detail ?? silence.verdict.reason) : silence.message
}
