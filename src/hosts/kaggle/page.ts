/** The page as the second witness: it denies by its status or its title, and vouches only by a title of its own. */
import type { Conversation, Question } from '#model/checker.ts'
import { type Verdict, verdict } from '#model/verdict.ts'
import { ask, get, heard, html, isHtml, type Silence, Unrecognised } from '../kit.ts'
import { isVerdict } from '../witness.ts'
import { addressOf, arrived, type Competition, type Owned } from './target.ts'
import { type Denial, HEADERS, wordsOf } from './word.ts'

const OWN_TITLE = /^(\S.*) \| Kaggle$/s
/** The title of the 404 page (WhatsMyName, 2026-08); a checker of 2026 met it with 200, too. */
const GENERIC_TITLE = 'Kaggle: Your Home for Data Science'

/** What the page says about the thing it belongs to. */
function* page(target: Owned | Competition): Question<Verdict | Denial> {
  const response = yield* ask(get(addressOf(target), { headers: { ...HEADERS, accept: 'text/html' } }), [404])
  const findings = arrived(target, response.url)
  const title = isHtml(response) ? html(response)('title').first().text().trim() : ''
  const own = OWN_TITLE.exec(title)?.[1]
  if (response.status === 404) {
    if (own !== undefined) throw new Unrecognised('the page answers 404 and yet has a title of its own')
    return { denied: 'not-found', words: 'page: HTTP 404' }
  }
  if (title === GENERIC_TITLE) return { denied: 'not-found', words: `page: "${title}"` }
  if (own === undefined) throw new Unrecognised(`the page has no title of its own (HTTP ${response.status})`)
  return verdict(target.kind === 'competition' ? 'login-required' : 'served', { ...findings, facts: { title: own } })
}

/**
 * Asks the page after the interface did not vouch. Gone needs both to deny: a page alone is 404 for clients it does not
 * like, an interface alone denies what it no longer shows to anybody.
 */
export function* settledByPage(target: Owned | Competition, word: Denial | Silence): Conversation {
  const seen = yield* heard(page(target))
  if (isVerdict(seen)) return { ...seen, detail: `the page is there; interface: ${wordsOf(word)}` }
  if (word instanceof Error) throw word
  if (seen instanceof Error) throw seen
  // what somebody owns may be private, whatever the words of the denial
  return verdict(target.kind === 'competition' ? word.denied : 'not-public', { detail: `${word.words}; ${seen.words}` })
}
