/** The verdict on an answer that is one: status first, then where it came from, then what the page says. */
import type { Response } from '#model/http.ts'
import { type Facts, type Verdict, verdict, type Warning } from '#model/verdict.ts'
import { isHtml, Unrecognised } from '../kit.ts'
import { type Landing, landing, moved, placeOf } from './landing.ts'
import { hasAnchor, type Page, readPage } from './page.ts'
import { isParkedPage } from './parking.ts'
import { saysMissing } from './phrases.ts'
import { anchorOf, isHome, looksLikeFile } from './spelling.ts'

export type Target = { readonly url: string; readonly fragment: string }

/** A page that says "not found" in its title and yet has this much to read is not believed, either way. */
const ERROR_PAGE_PROSE = 4000

/**
 * Judges an answer that triage let through.
 * @throws {Unrecognised} when it says neither that the link works nor that it does not
 */
export function judge(target: Target, response: Response): Verdict {
  const asked = new URL(target.url)
  const where = landing(asked, response)
  const detail = `HTTP ${response.status}`
  if (where === 'parking') return verdict('parked', { detail: `redirected to ${placeOf(response.url)}` })
  if (response.status === 401) return verdict('login-required', { detail })
  if (response.status === 402) return verdict('payment-required', { detail })
  if (response.status === 404) return verdict('not-found', { detail })
  if (response.status === 410) return verdict('removed', { detail })
  if (response.status === 451) return verdict('taken-down', { detail })
  if (where === 'login') return verdict('login-required', { detail: `redirected to ${placeOf(response.url)}` })
  if (response.status === 416) return served(target, response, fileFacts(response))
  return isHtml(response) ? page(target, response, where) : file(target, response, where)
}

function file(target: Target, response: Response, where: Landing): Verdict {
  if (where !== 'there') throw new Unrecognised(elsewhere(where, response))
  if (nothingCame(response)) {
    const isFile = looksLikeFile(new URL(target.url)) || response.headers['content-type'] !== undefined
    if (response.status !== 200 || response.truncated || !isFile) throw new Unrecognised(`HTTP ${response.status} without a body`)
    return verdict('empty', { detail: 'a file of 0 bytes' })
  }
  return served(target, response, fileFacts(response))
}

function page(target: Target, response: Response, where: Landing): Verdict {
  if (nothingCame(response)) throw new Unrecognised(`HTTP ${response.status} without a page`)
  const asked = new URL(target.url)
  const shown = readPage(response)
  const { title, headline, prose } = shown
  if (isParkedPage(shown)) return verdict('parked', { detail: title || 'a page of a parking service' })
  const missing = isHome(asked) ? undefined : [title, headline].find(saysMissing)
  if (missing !== undefined) {
    if (where === 'there' && prose.length > ERROR_PAGE_PROSE) throw new Unrecognised(`"${missing}" above ${prose.length} characters of text`)
    return verdict('soft-404', { detail: missing })
  }
  if (shown.isLoginForm) return verdict('login-required', { detail: title || 'a login form' })
  if (where !== 'there') throw new Unrecognised(elsewhere(where, response))
  // Such hosts serve the same shell for what exists and what does not.
  if (shown.isShell && !isHome(asked) && !response.truncated) throw new Unrecognised('a page that only its scripts can fill')
  const warnings: Warning[] = []
  if (looksLikeFile(asked)) warnings.push('wrong-type')
  if (lacksAnchor(shown, target, response)) warnings.push('fragment-missing')
  return served(target, response, title === '' ? {} : { title }, warnings)
}

function served(target: Target, response: Response, facts: Facts, found: readonly Warning[] = []): Verdict {
  const { warnings, replacement } = moved(target, response)
  // Set by our own transport, which completed the chain and then verified it.
  const chain: readonly Warning[] = response.headers['x-stillthere-tls'] === 'chain-incomplete' ? ['tls-chain-incomplete'] : []
  return verdict('served', { warnings: [...chain, ...warnings, ...found], facts, ...(replacement && { replacement }) })
}

/** A page that was cut off may have the anchor further down. */
function lacksAnchor(shown: Page, { fragment }: Target, { status, truncated }: Response): boolean {
  const anchor = anchorOf(fragment)
  return anchor !== undefined && status === 200 && !truncated && !hasAnchor(shown, anchor)
}

const elsewhere = (where: Landing, { url }: Response) =>
  where === 'home' ? `redirected to the front page ${placeOf(url)}` : `redirected to ${placeOf(url)}, by its name an error page`

/** The headers announce no bytes either: an answer to HEAD has no body, and is judged only when it states a length. */
const nothingCame = (response: Response) => response.body.length === 0 && (response.truncated || (statedBytes(response) ?? 0) === 0)

function fileFacts(response: Response): Facts {
  const bytes = statedBytes(response)
  const updatedAt = lastModified(response)
  return { ...(bytes !== undefined && { bytes }), ...(updatedAt !== undefined && { updatedAt }) }
}

/** The size of the whole file by its headers; undefined when they do not say, or say the size of a compressed copy. */
export function statedBytes({ status, headers }: Response): number | undefined {
  if (headers['content-encoding'] !== undefined && headers['content-encoding'] !== 'identity') return undefined
  const partial = status === 206 || status === 416
  const stated = partial ? /\/(\d{1,15})$/.exec(headers['content-range'] ?? '')?.[1] : status === 200 ? headers['content-length'] : undefined
  return stated !== undefined && /^\d{1,15}$/.test(stated) ? Number(stated) : undefined
}

/** A file that changed this very minute, every night, is made for each asker: its date says nothing. */
function lastModified({ headers }: Response): string | undefined {
  const stamp = headers['last-modified'] ?? ''
  if (!stamp.endsWith(' GMT')) return undefined
  const changed = Date.parse(stamp)
  if (Number.isNaN(changed) || Math.abs(Date.parse(headers.date ?? '') - changed) < 60_000) return undefined
  return new Date(changed).toISOString().slice(0, 10)
}
