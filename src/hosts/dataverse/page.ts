/** The page of a dataset, where the interface does not tell: it can tell of a withdrawal, a login or another archive, not vouch. */
import type { Conversation, Night, Question } from '#model/checker.ts'
import type { Response } from '#model/http.ts'
import { statusOf, verdict } from '#model/verdict.ts'
import { ask, get, heard, html, isHtml, text, Unrecognised } from '../kit.ts'
import { type Asked, queryOf } from './link.ts'

/** Whoever knows the archive that a description was harvested from is asked about it. */
export type Elsewhere = Pick<Night<object>, 'elsewhere'>

/** A withdrawn dataset keeps a page of status 200. */
const TOMBSTONE = '#deaccession-reason-block'

/** The verdict of the page, where it has one. */
export function* page(target: Asked, night: Elsewhere): Conversation {
  const response = yield* askPage(target)
  if (response.status >= 300) {
    if (placeOf(response)?.pathname === '/loginpage.xhtml') return verdict('login-required', { detail: 'the page leads to the login' })
    return yield* harvested(archiveOf(response), night)
  }
  const isAboutIt = isHtml(response) && 'name' in target && text(response).toLowerCase().includes(target.name.toLowerCase())
  const reason = isAboutIt ? html(response)(TOMBSTONE) : undefined
  if (reason === undefined || reason.length === 0) throw new Unrecognised('no interface answers, and the page does not tell')
  return verdict('removed', { detail: reason.text().replaceAll(/\s+/g, ' ').trim().slice(0, 200) })
}

/** The archive that a description without files was harvested from; undefined when there is none, or nobody tells. */
export function* sourceOf(target: Asked): Question<string | undefined> {
  const response = yield* heard(askPage(target))
  if (response instanceof Error || response.status < 300) return undefined
  const place = placeOf(response)
  return place && isAnother(place, response) ? place.href : undefined
}

/** The verdict of that archive. What it says of its own address is not about the link. */
export function* harvested(source: string, { elsewhere }: Elsewhere): Conversation {
  const { replacement: _, ...said } = yield* elsewhere(source)
  const warnings = said.warnings.filter((warning) => warning !== 'moved' && warning !== 'insecure-http')
  if (statusOf(said) === 'gone') return { ...said, warnings }
  return { ...said, warnings, replacement: { url: source, certain: false, why: 'the installation only describes it and leads there' } }
}

const askPage = (target: Asked) => {
  const query = 'id' in target ? `id=${target.id}` : queryOf(target)
  return ask(get(`${target.site}/dataset.xhtml?${query}`, { redirect: 'manual', headers: { accept: 'text/html' } }))
}

function archiveOf(response: Response): string {
  const place = placeOf(response)
  if (place === null || !isAnother(place, response)) throw new Unrecognised(`the page leads to ${response.headers.location ?? 'nowhere'}`)
  return place.href
}

const placeOf = ({ headers, url }: Response) => URL.parse(headers.location ?? '', url)

const isAnother = (place: URL, { url }: Response) => /^https?:$/.test(place.protocol) && place.host !== URL.parse(url)?.host
