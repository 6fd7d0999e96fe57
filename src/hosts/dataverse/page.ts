/** The page of a dataset, for installations that do not show their interface: it can tell of a withdrawal or a login, not vouch. */
import type { Conversation } from '#model/checker.ts'
import { verdict } from '#model/verdict.ts'
import { ask, get, html, isHtml, text, Unrecognised } from '../kit.ts'
import { type Identified, queryOf } from './link.ts'

/** A withdrawn dataset keeps a page of status 200. */
const TOMBSTONE = '#deaccession-reason-block'

/** The verdict of the page, where it has one. */
export function* page(target: Identified): Conversation {
  const address = `https://${target.host}/dataset.xhtml?${queryOf(target)}`
  const response = yield* ask(get(address, { redirect: 'manual', headers: { accept: 'text/html' } }))
  if (response.status >= 300) return redirected(address, response.headers.location ?? '')
  const isAboutIt = isHtml(response) && text(response).toLowerCase().includes(target.name.toLowerCase())
  const reason = isAboutIt ? html(response)(TOMBSTONE) : undefined
  if (reason === undefined || reason.length === 0) throw new Unrecognised('no interface answers, and the page does not tell')
  return verdict('removed', { detail: reason.text().replaceAll(/\s+/g, ' ').trim().slice(0, 200) })
}

/** To the login, or to the archive that a description was harvested from. */
function redirected(from: string, location: string) {
  const place = URL.parse(location, from)
  if (place?.pathname === '/loginpage.xhtml') return verdict('login-required', { detail: 'the page leads to the login' })
  if (place === null || !/^https?:$/.test(place.protocol) || place.host === new URL(from).host)
    throw new Unrecognised(`the page leads to ${location}`)
  const replacement = { url: place.href, certain: false, why: 'the installation only describes it and leads there' }
  return verdict('unrecognised', { detail: `the page leads to ${place.host}`, replacement })
}
