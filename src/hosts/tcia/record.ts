/** The conversation about a record of the present site: the list first, its page where the list is silent. */
import type { Conversation, Question } from '#model/checker.ts'
import type { Response } from '#model/http.ts'
import { verdict } from '#model/verdict.ts'
import { attempt, get, heard, NoAnswer, text } from '../kit.ts'
import { closed, moved, successor, vouch } from './access.ts'
import { type Registration, registration } from './datacite.ts'
import { addressOf, keyOf, type RecordName, recordAt } from './link.ts'
import { isRecord, type Listed, listing, only } from './listing.ts'

/** The description of the dataset for search engines stands behind menus and styles; the default limit may end before it. */
const PAGE_LIMIT = 1024 * 1024

const DOI = /10\.7937\/[a-z0-9./_-]*[a-z0-9]/gi

/** Read by pattern: a parser takes minutes over a page of this size that is nested deeply enough. */
const CANONICAL = /<link\b[^>]{0,200}?\brel=["']canonical["'][^>]{0,200}>/i

/** Judges a record by its list, and by its page when the list does not answer or does not have it. */
export function* record(asked: RecordName): Conversation {
  const list = yield* heard(listing(asked.kind))
  if (list instanceof Error) {
    const page = yield* attempt(pageOf(asked))
    if (!(page instanceof NoAnswer) && shows(page, asked)) return verdict('served')
    throw list
  }
  const found = list.find(isRecord(asked))
  if (found !== undefined) return yield* vouch(found)
  const others = yield* listing(asked.kind === 'collection' ? 'analysis-result' : 'collection')
  return yield* unlisted(asked, [...list, ...others])
}

/**
 * True when a page is the dataset asked for: WordPress sends an unknown name to a similar one, and 200 alone proves
 * nothing, so the page must be at the asked address and describe a dataset.
 */
export function shows(page: Response, asked: RecordName): boolean {
  const there = recordAt(page.url)
  if (page.status !== 200 || there === undefined || !isRecord(asked)(there)) return false
  const body = text(page)
  const canonical = CANONICAL.exec(body)?.[0].match(/\bhref=["']([^"']*)/i)?.[1]
  if (canonical !== undefined && URL.canParse(canonical)) {
    const called = recordAt(canonical)
    if (called === undefined || !isRecord(asked)(called)) return false
  }
  return /"@type"\s*:\s*(?:\[\s*)?"Dataset"/.test(body) || doisIn(body).length > 0
}

/** The DOIs of TCIA in a page, in lower case, in their order. */
export const doisIn = (body: string): readonly string[] => [...new Set((body.match(DOI) ?? []).map((doi) => doi.toLowerCase()))]

const pageOf = (asked: RecordName) => get(addressOf(asked), { limit: PAGE_LIMIT })

/** A record that neither list has: gone when its page says so too. */
function* unlisted(asked: RecordName, records: readonly Listed[]): Conversation {
  const match = only(records, keyOf(asked.slug))
  const heir = match === undefined ? {} : { replacement: successor(match) }
  const page = yield* attempt(pageOf(asked), [404])
  if (page instanceof NoAnswer) return { ...page.verdict, ...heir }
  if (page.status === 404) return verdict('not-found', { detail: 'HTTP 404, and in no list of the site', ...heir })
  const there = recordAt(page.url)
  if (there !== undefined && match !== undefined && isRecord(there)(match)) return yield* moved(match)
  const found = shows(page, asked) ? yield* registered(asked, page) : undefined
  if (found !== undefined) return closed(found.licences) ?? verdict('served', { detail: 'not in the lists, but registered and there' })
  return verdict('unrecognised', { detail: `in no list of the site, but HTTP ${page.status} at ${page.url}`, ...heir })
}

/** What the DOI on a page is registered for, when it is this very page: then the list is only late. */
function* registered(asked: RecordName, page: Response): Question<Registration | undefined> {
  const [doi] = doisIn(text(page))
  const found = doi === undefined ? undefined : yield* registration(doi)
  const there = found === undefined ? undefined : recordAt(found.url)
  return there !== undefined && isRecord(asked)(there) ? found : undefined
}
