/** The conversation about a page of the old wiki: most collections have moved, and the wiki leads there, keeps its page, or denies it. */
import type { CheerioAPI } from 'cheerio/slim'
import type { Conversation } from '#model/checker.ts'
import type { Response } from '#model/http.ts'
import { type Replacement, verdict } from '#model/verdict.ts'
import { attempt, get, heard, html, isHtml, NoAnswer, text } from '../kit.ts'
import { moved, successor, vouch } from './access.ts'
import { keyOf, parse, recordAt, type WikiPage } from './link.ts'
import { everything, isRecord, type Listed, named, only } from './listing.ts'
import { doisIn, shows } from './record.ts'

/**
 * Collections by the number of their wiki page, as public catalogues name them: ten files say LCTSC, four ACRIN-FLT-Breast
 * (ACRIN 6688), and ten LIDC-IDRI. Learned from others, so only ever a proposal.
 */
const LEARNED: Readonly<Record<string, string>> = { '1966254': 'lidc-idri', '24284539': 'lctsc', '30671268': 'acrin-flt-breast' }

type Found = { readonly asked: WikiPage; readonly records: readonly Listed[]; readonly heir: { readonly replacement?: Replacement } }

/** Judges a page of the wiki; whatever becomes of it, says where its dataset is now when the lists know. */
export function* wiki(asked: WikiPage): Conversation {
  const answer = yield* attempt(get(addressOf(asked)), [404])
  const lists = yield* heard(everything())
  const records = lists instanceof Error ? [] : lists
  const heir = heirOf(asked, records)
  if (answer instanceof NoAnswer) return { ...answer.verdict, ...heir }

  const led = recordAt(answer.url)
  if (answer.status === 200 && led !== undefined) {
    const record = records.find(isRecord(led))
    if (record !== undefined) return yield* moved(record)
    if (!(lists instanceof Error)) return verdict('unrecognised', { detail: `leads to ${answer.url}, which is in no list`, ...heir })
    if (shows(answer, led)) return verdict('served', { warnings: ['moved'] })
    throw lists
  }
  const { hostname, pathname } = new URL(answer.url)
  if (hostname !== 'wiki.cancerimagingarchive.net' && led === undefined) {
    return verdict('unrecognised', { detail: `leads to ${hostname}${pathname} (HTTP ${answer.status})`, ...heir })
  }
  if (isLogin(answer)) return verdict('login-required', { detail: 'the wiki asks for a login', ...heir })
  if (answer.status === 404) return verdict('not-found', { detail: 'HTTP 404', ...heir })
  return yield* kept(answer, { asked, records, heir })
}

/** Confluence sends everybody there when anonymous access is off, whether the page exists or not. */
export const isLogin = ({ url }: Response) => new URL(url).pathname.endsWith('/login.action')

/** A page that the wiki still has: alive when it is the one asked for, or names the dataset. */
function* kept(answer: Response, { asked, records, heir }: Found): Conversation {
  const page = html(answer)
  const pageId = page('meta[name="ajs-page-id"]').attr('content')
  const title = page('meta[name="ajs-page-title"]').attr('content')
  const unsure = (detail: string) => verdict('unrecognised', { detail, ...heir })
  if (answer.status !== 200 || !isHtml(answer)) return unsure(`no page of the wiki (HTTP ${answer.status})`)
  if (/^page not found/i.test(page('title').first().text().trim())) return verdict('soft-404', { detail: 'Page Not Found', ...heir })
  if ('pageId' in asked && pageId !== undefined && pageId !== asked.pageId) return unsure(`asked for page ${asked.pageId}, got ${pageId}`)
  if ('name' in asked && title !== undefined && keyOf(title) !== keyOf(asked.name)) return unsure(`asked for page ${asked.name}, got ${title}`)

  const record = subject(mentioned(page, new Set(doisIn(text(answer))), records), title)
  if (record !== undefined) return { ...(yield* vouch(record)), replacement: successor(record, title !== undefined && goesBy(record, title)) }
  const confirmed = ('pageId' in asked && pageId !== undefined) || ('name' in asked && title !== undefined)
  if (!confirmed) return unsure('a page of the wiki that names no dataset')
  return verdict('served', { ...(title !== undefined && { facts: { title } }), ...heir })
}

/** Of the datasets a page mentions, the one it is about. */
function subject(records: readonly Listed[], title: string | undefined): Listed | undefined {
  const [first, ...others] = records
  if (others.length === 0) return first
  return title === undefined ? undefined : records.find((record) => goesBy(record, title))
}

const goesBy = (record: Listed, name: string) => named([record], keyOf(name)).length > 0

/** The datasets that a page of the wiki cites by DOI, or links to on the present site or in the search. */
function mentioned(page: CheerioAPI, cited: ReadonlySet<string>, records: readonly Listed[]): readonly Listed[] {
  const found = new Set<Listed>()
  for (const record of records) if (record.doi !== undefined && cited.has(record.doi)) found.add(record)
  for (const anchor of page('a[href*="cancerimagingarchive.net"]').toArray()) {
    const href = anchor.attribs.href ?? ''
    const target = URL.canParse(href) ? parse(new URL(href)) : undefined
    if (target === undefined || 'invalid' in target) continue
    const record = target.at === 'nbia' ? only(records, target.key) : target.at === 'www' ? records.find(isRecord(target)) : undefined
    if (record !== undefined) found.add(record)
  }
  return [...found]
}

/** Where the dataset is now: certain by its name, probable by what others call its number. */
function heirOf(asked: WikiPage, records: readonly Listed[]): { readonly replacement?: Replacement } {
  if ('tiny' in asked) return {}
  const learned = 'pageId' in asked ? LEARNED[asked.pageId] : asked.name
  const record = learned === undefined ? undefined : only(records, keyOf(learned))
  return record === undefined ? {} : { replacement: successor(record, 'name' in asked) }
}

function addressOf(asked: WikiPage): string {
  const site = 'https://wiki.cancerimagingarchive.net'
  if ('pageId' in asked) return `${site}/pages/viewpage.action?pageId=${asked.pageId}`
  if ('tiny' in asked) return `${site}/x/${asked.tiny}`
  return `${site}/display/${encodeURIComponent(asked.space)}/${asked.name.split(' ').map(encodeURIComponent).join('+')}`
}
