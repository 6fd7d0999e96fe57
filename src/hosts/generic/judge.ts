/** The verdict on an answer that is one: status first, then where it came from, then what the page or the file says. */
import type { Response } from '#model/http.ts'
import { type Facts, type Verdict, verdict, type Warning } from '#model/verdict.ts'
import { isHtml, Unrecognised } from '../kit.ts'
import { readPage } from '../page.ts'
import { excuseOf } from './excuses.ts'
import { fileFacts, fileWarnings, isPageInDisguise, nothingCame, promisesFile } from './file.ts'
import { elsewhere, type Landing, landing, moved, placeOf } from './landing.ts'
import { leftoverOf } from './leftovers.ts'
import { doubtIn, pageWarnings, saidOutright } from './saying.ts'
import type { Suspicion } from './suspicion.ts'

export type Target = { readonly url: string; readonly fragment: string }

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
  const seen = { asked: new URL(target.url), fragment: target.fragment, response, where, shown: readPage(response) }
  const said = saidOutright(seen)
  if (said !== undefined) return said
  const { title } = seen.shown
  const vouched = served(target, response, title === '' ? {} : { title }, pageWarnings(seen))
  const doubt = doubtIn(seen)
  return doubt === undefined ? vouched : { ...doubt, vouched }
}

function served(target: Target, response: Response, facts: Facts, found: readonly Warning[] = []): Verdict {
  const { warnings, replacement } = moved(target, response)
  return verdict('served', { warnings: [...warnings, ...found], facts, ...(replacement && { replacement }) })
}
