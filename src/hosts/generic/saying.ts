/** What a page says: outright, or so that it may be what the host says to anything. */
import type { Response } from '#model/http.ts'
import { type Verdict, verdict, type Warning } from '#model/verdict.ts'
import { Unrecognised } from '../kit.ts'
import { describedAs, hasAnchor, type Page } from '../page.ts'
import { isParkedPage } from '../parking.ts'
import { asksToLogIn, hintsAtMissing, MESSAGE, saysMissing } from '../phrases.ts'
import { excuseOf, isGate, saysNothingElse } from './excuses.ts'
import { elsewhere, type Landing } from './landing.ts'
import { refreshOf } from './refresh.ts'
import { anchorOf, isHome, looksLikeFile } from './spelling.ts'
import type { Suspicion } from './suspicion.ts'

/** A page, what was asked for, and where redirects led. */
type Seen = { readonly asked: URL; readonly fragment: string; readonly response: Response; readonly where: Landing; readonly shown: Page }

type Doubt = Omit<Suspicion, 'vouched'>

/** A page that says "not found" in its title and yet has this much to read is not believed, either way. */
const ERROR_PAGE_PROSE = 4000

/** A page with more to read than this is not there to send its reader on. */
const SENDING_ON = 200

/**
 * The verdict of a page that leaves no doubt: lost, for sale, or closed; undefined for any other.
 * @throws {Unrecognised} when it says nothing at all
 */
export function saidOutright(seen: Seen): Verdict | undefined {
  const { asked, response, where, shown } = seen
  const { title, headline, prose } = shown
  const to = response.hops.length > 0 ? URL.parse(response.url) : null
  if (isParkedPage(shown, to === null ? undefined : { from: asked, to })) return verdict('parked', { detail: title || 'a page of a parking service' })
  if (shown.isBlank) throw new Unrecognised('a page with nothing on it')
  if (prose.length <= SENDING_ON && refreshOf(response) !== undefined) throw new Unrecognised('a page that sends its reader on, and on')
  const says = missingBy(seen)
  const isLong = where === 'there' && prose.length > ERROR_PAGE_PROSE
  if (says !== undefined && !isLong && !shown.isShell) return verdict('soft-404', { detail: says })
  if (where === 'there' && describedAs(shown).paid) return verdict('payment-required', { detail: 'isAccessibleForFree: false' })
  const asksInWords = !isHome(asked) && prose.length <= MESSAGE && [title, headline].some(asksToLogIn)
  return shown.isLoginForm || asksInWords ? verdict('login-required', { detail: title || 'a login form' }) : undefined
}

/** What keeps a page from being believed, and what would settle it; undefined when nothing does. */
export function doubtIn(seen: Seen): Doubt | undefined {
  const excuse = excuseOf(seen.shown)
  const doubt = doubtBeside(seen, excuse)
  if (doubt === undefined || excuse === undefined) return doubt
  return { sign: `a page that says "${excuse}"`, strength: 'none', believed: saysNothingElse(seen.shown, excuse) ? 'never' : doubt.believed }
}

function doubtBeside(seen: Seen, excuse: string | undefined): Doubt | undefined {
  const { asked, response, where, shown } = seen
  if (where !== 'there') return { sign: elsewhere(where, response), strength: 'strong', believed: 'never' }
  const says = missingBy(seen)
  if (says !== undefined)
    return { sign: `"${says}" above ${shown.prose.length} characters of text`, strength: 'strong', believed: 'if others are denied' }
  if (isHome(asked) || isItself(seen)) return undefined
  if (shown.isShell && !response.truncated) {
    // Such hosts often serve one shell for what exists and what does not; of several parameters another may be the one that is denied.
    return {
      sign: 'a page that only its scripts can fill',
      strength: 'none',
      believed: asked.searchParams.size > 1 ? 'never' : 'if others are denied',
    }
  }
  if (looksLikeFile(asked))
    return { sign: 'a page where a file is due', strength: isGate(shown) ? 'none' : 'weak', believed: 'unless others are alike' }
  if (excuse === undefined && !hintsAtMissing(shown)) return undefined
  return { sign: 'by its words perhaps an error page', strength: 'weak', believed: 'unless others are alike' }
}

export function pageWarnings(seen: Seen): readonly Warning[] {
  const warnings: Warning[] = []
  if (looksLikeFile(seen.asked)) warnings.push('wrong-type')
  if (lacksAnchor(seen)) warnings.push('fragment-missing')
  return warnings
}

/** The heading that says there is no such page; nobody says so of a front page. */
const missingBy = ({ asked, shown: { title, headline } }: Seen) => (isHome(asked) ? undefined : [title, headline].find(saysMissing))

/** No error page has the place in it that the link asks for, or describes a data set to search engines. */
function isItself({ shown, fragment }: Seen): boolean {
  const anchor = anchorOf(fragment)
  return (anchor !== undefined && hasAnchor(shown, anchor)) || describedAs(shown).dataset
}

/** A page that was cut off may have the anchor further down. */
function lacksAnchor({ shown, fragment, response: { status, truncated } }: Seen): boolean {
  const anchor = anchorOf(fragment)
  return anchor !== undefined && status === 200 && !truncated && !hasAnchor(shown, anchor)
}
