/** The verdict on an answer that is one: status first, then where it came from, then what the page or the file says. */
import type { Response } from '#model/http.ts'
import { type Facts, type Verdict, verdict, type Warning } from '#model/verdict.ts'
import { isHtml, Unrecognised } from '../kit.ts'
import { describedAs, hasAnchor, type Page, readPage } from '../page.ts'
import { isParkedPage } from '../parking.ts'
import { asksToLogIn, hintsAtMissing, MESSAGE, saysMissing } from '../phrases.ts'
import { excuseOf, isGate, saysNothingElse } from './excuses.ts'
import { fileFacts, fileWarnings, isPageInDisguise, nothingCame, promisesFile } from './file.ts'
import { type Landing, landing, moved, placeOf } from './landing.ts'
import { leftoverOf } from './leftovers.ts'
import { refreshOf } from './refresh.ts'
import { anchorOf, isHome, looksLikeFile } from './spelling.ts'
import type { Suspicion } from './suspicion.ts'

export type Target = { readonly url: string; readonly fragment: string }

/** A page that says "not found" in its title and yet has this much to read is not believed, either way. */
const ERROR_PAGE_PROSE = 4000

/** A page with more to read than this is not there to send its reader on. */
const SENDING_ON = 200

/**
 * Judges an answer that triage let through: a verdict, or what must be asked beside the link before there is one.
 * @throws {Unrecognised} when it says neither that the link works nor that it does not
 */
export function judge(target: Target, response: Response): Verdict | Suspicion {
  const asked = new URL(target.url)
  const where = landing(asked, response)
  const detail = `HTTP ${response.status}`
  if (where === 'parking') return verdict('parked', { detail: `redirected to ${placeOf(response.url)}` })
  if (response.status === 401) return verdict('login-required', { detail })
  if (response.status === 402) return verdict('payment-required', { detail })
  if (response.status === 404) return notFound(response)
  if (response.status === 410) return denied('removed', response)
  if (response.status === 451) return denied('taken-down', response)
  if (where === 'login') return verdict('login-required', { detail: `redirected to ${placeOf(response.url)}` })
  if (response.status === 202) throw new Unrecognised('HTTP 202: accepted, but not served')
  if (response.status === 416) return served(target, response, fileFacts(response))
  return isHtml(response) || isPageInDisguise(asked, response) ? page(target, response, where) : file(target, response, where)
}

function notFound(response: Response): Verdict {
  const leftover = leftoverOf(response)
  return leftover === undefined ? denied('not-found', response) : verdict('not-found', { detail: `HTTP 404: ${leftover}` })
}

/** Walls, and sites that are closed for the night, deny whatever is asked for; then the page says so, and says nothing of a missing one. */
function denied(reason: 'not-found' | 'removed' | 'taken-down', response: Response): Verdict {
  const excuse = isHtml(response) ? excuseOf(readPage(response)) : undefined
  if (excuse !== undefined) throw new Unrecognised(`HTTP ${response.status} with the words "${excuse}"`)
  return verdict(reason, { detail: `HTTP ${response.status}` })
}

function file(target: Target, response: Response, where: Landing): Verdict {
  if (where !== 'there') throw new Unrecognised(elsewhere(where, response))
  if (nothingCame(response)) {
    const isFile = promisesFile(new URL(target.url), response)
    if (response.status !== 200 || response.truncated || !isFile) throw new Unrecognised(`HTTP ${response.status} without a body`)
    return verdict('empty', { detail: 'a file of 0 bytes' })
  }
  return served(target, response, fileFacts(response), fileWarnings(new URL(target.url), response))
}

function page(target: Target, response: Response, where: Landing): Verdict | Suspicion {
  if (nothingCame(response)) throw new Unrecognised(`HTTP ${response.status} without a page`)
  const asked = new URL(target.url)
  const shown = readPage(response)
  const { title, headline, prose } = shown
  const place = response.hops.length > 0 ? URL.parse(response.url) : null
  if (isParkedPage(shown, place === null ? undefined : { from: asked, to: place }))
    return verdict('parked', { detail: title || 'a page of a parking service' })
  if (shown.isBlank) throw new Unrecognised('a page with nothing on it')
  if (prose.length <= SENDING_ON && refreshOf(response) !== undefined) throw new Unrecognised('a page that sends its reader on, and on')
  const says = isHome(asked) ? undefined : [title, headline].find(saysMissing)
  const isLong = where === 'there' && prose.length > ERROR_PAGE_PROSE
  if (says !== undefined && !isLong && !shown.isShell) return verdict('soft-404', { detail: says })
  if (where === 'there' && describedAs(shown).paid) return verdict('payment-required', { detail: 'isAccessibleForFree: false' })
  if (shown.isLoginForm || (!isHome(asked) && prose.length <= MESSAGE && [title, headline].some(asksToLogIn)))
    return verdict('login-required', { detail: title || 'a login form' })

  const warnings: Warning[] = []
  if (looksLikeFile(asked)) warnings.push('wrong-type')
  if (lacksAnchor(shown, target, response)) warnings.push('fragment-missing')
  const vouched = served(target, response, title === '' ? {} : { title }, warnings)

  const excuse = excuseOf(shown)
  const doubt = (sign: string, strength: Suspicion['strength'], believed: Suspicion['believed']): Suspicion => {
    if (excuse === undefined) return { sign, strength, believed, vouched }
    return { sign: `a page that says "${excuse}"`, strength: 'none', believed: saysNothingElse(shown, excuse) ? 'never' : believed, vouched }
  }

  if (where !== 'there') return doubt(elsewhere(where, response), 'strong', 'never')
  if (says !== undefined) return doubt(`"${says}" above ${prose.length} characters of text`, 'strong', 'if others are denied')
  if (isHome(asked) || isItself(shown, target)) return vouched
  // Such hosts often serve one shell for what exists and what does not; another query may be denied for its form.
  if (shown.isShell && !response.truncated) {
    return doubt('a page that only its scripts can fill', 'none', asked.search === '' ? 'if others are denied' : 'never')
  }
  if (looksLikeFile(asked)) return doubt('a page where a file is due', isGate(shown) ? 'none' : 'weak', 'unless others are alike')
  if (excuse !== undefined || hintsAtMissing(shown)) return doubt('by its words perhaps an error page', 'weak', 'unless others are alike')
  return vouched
}

function served(target: Target, response: Response, facts: Facts, found: readonly Warning[] = []): Verdict {
  const { warnings, replacement } = moved(target, response)
  return verdict('served', { warnings: [...warnings, ...found], facts, ...(replacement && { replacement }) })
}

/** No error page has the place in it that the link asks for, or describes a data set to search engines. */
function isItself(shown: Page, { fragment }: Target): boolean {
  const anchor = anchorOf(fragment)
  return (anchor !== undefined && hasAnchor(shown, anchor)) || describedAs(shown).dataset
}

/** A page that was cut off may have the anchor further down. */
function lacksAnchor(shown: Page, { fragment }: Target, { status, truncated }: Response): boolean {
  const anchor = anchorOf(fragment)
  return anchor !== undefined && status === 200 && !truncated && !hasAnchor(shown, anchor)
}

const elsewhere = (where: Landing, { url }: Response) =>
  where === 'home' ? `redirected to the front page ${placeOf(url)}` : `redirected to ${placeOf(url)}, by its name an error page`
