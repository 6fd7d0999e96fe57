/** What a URL of TCIA names: a record of the present site, a page or file of the old wiki, or a collection in the NBIA search. */
import type { Invalid } from '#model/checker.ts'
import { endsInEllipsis, invalid, pattern, unclung } from '../kit.ts'

export type Kind = 'collection' | 'analysis-result'

/** A record of the present site. Slugs are in lower case: a few keep capitals on the site, where case makes no difference. */
export type RecordName = { readonly kind: Kind; readonly slug: string }

export type WikiPage =
  | { readonly at: 'wiki'; readonly space: string; readonly name: string }
  | { readonly at: 'wiki'; readonly pageId: string }
  | { readonly at: 'wiki'; readonly tiny: string }

export type Target =
  | (RecordName & { readonly at: 'www'; readonly staged: boolean })
  | WikiPage
  | { readonly at: 'attachment'; readonly pageId: string; readonly file: string }
  | { readonly at: 'nbia'; readonly key: string }

const www = 'https://www.cancerimagingarchive.net'
const wiki = 'https://wiki.cancerimagingarchive.net'
const stage = 'https://stage.cancerimagingarchive.net'
const nbia = 'https://nbia.cancerimagingarchive.net'

const collection = pattern(`${www}/collection/:slug/*`)
const analysis = pattern(`${www}/analysis-result/:slug/*`)
const stagedCollection = pattern(`${stage}/collection/:slug/*`)
const stagedAnalysis = pattern(`${stage}/analysis-result/:slug/*`)
const display = pattern(`${wiki}/display/:space/:name`)
const titled = pattern(`${wiki}/pages/viewpage.action?spaceKey=:space&title=:name`)
const numbered = pattern(`${wiki}/pages/viewpage.action?pageId=:pageId`)
const tiny = pattern(`${wiki}/x/:tiny`)
const attachment = pattern(`${wiki}/download/attachments/:pageId/:file`)
const search = pattern(`${nbia}/nbia-search?CollectionCriteria=:name`)
const olderSearch = pattern(`${www}/nbia-search?CollectionCriteria=:name`)

/** Every form, for routing and for people. */
export const forms = [
  collection,
  analysis,
  stagedCollection,
  stagedAnalysis,
  display,
  titled,
  numbered,
  tiny,
  attachment,
  search,
  olderSearch,
] as const

const RECORDS = [
  { form: collection, kind: 'collection', staged: false },
  { form: analysis, kind: 'analysis-result', staged: false },
  { form: stagedCollection, kind: 'collection', staged: true },
  { form: stagedAnalysis, kind: 'analysis-result', staged: true },
] as const

const CUT_OFF = [
  `${www}/collection`,
  `${www}/analysis-result`,
  `${stage}/collection`,
  `${stage}/analysis-result`,
  `${wiki}/display/:space`,
  `${wiki}/pages/viewpage.action`,
  `${wiki}/x`,
  `${wiki}/download/attachments/*`,
].map(pattern)

/** Front pages, lists and the manuals of the download software. Any other page is left to the generic checker. */
const ELSEWHERE = [www, `${www}/collections`, `${www}/browse-collections`, stage, wiki, `${wiki}/display/NBIA/*`].map(pattern)

const emptySearch = [pattern(`${nbia}/nbia-search`), pattern(`${www}/nbia-search`)]

/** Parses a URL of any form; undefined for what is not TCIA's or is judged better as a plain page or file. */
export function parse(url: URL): Target | Invalid | undefined {
  for (const { form, kind, staged } of RECORDS) {
    const slug = form.match(url)?.slug
    if (slug !== undefined) return record(kind, slug, staged)
  }
  if (ELSEWHERE.some((form) => form.match(url))) return invalid('not-a-dataset', 'a page of the site, not a dataset')
  const page = wikiPage(url)
  if (page !== undefined) return page
  if (CUT_OFF.some((form) => form.match(url))) return invalid('incomplete-url', 'the name of the dataset is missing')
  return searched(url)
}

/** The record a page of the present site shows, for the URL at the end of redirects. */
export function recordAt(url: string): RecordName | undefined {
  const target = parse(new URL(url))
  return target !== undefined && 'slug' in target && !target.staged ? target : undefined
}

/** The record's address on the present site. */
export const addressOf = ({ kind, slug }: RecordName) => `${www}/${kind}/${encodeURIComponent(slug)}/`

/** How TCIA's own readers join a name across its systems: `QIN-BREAST`, `qin-breast` and `qinbreast` are one. */
export const keyOf = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '')

function record(kind: Kind, written: string, staged: boolean): Target | Invalid {
  const slug = unclung(written).toLowerCase()
  if (/(?:\.\.\.|…|[-_])$/.test(written)) return invalid('incomplete-url', 'the name of the dataset is cut off')
  if (!/^[a-z0-9][a-z0-9 _.-]*$/.test(slug)) return invalid('malformed-url', 'no name of a dataset')
  return { at: 'www', kind, slug, staged }
}

function wikiPage(url: URL): Target | Invalid | undefined {
  const file = attachment.match(url)
  const pageId = file?.pageId ?? numbered.match(url)?.pageId
  const short = tiny.match(url)?.tiny
  const titledPage = display.match(url) ?? titled.match(url)
  if (endsInEllipsis(file?.file ?? pageId ?? short ?? titledPage?.name ?? '')) return invalid('incomplete-url', 'the end of the address is cut off')
  if (pageId !== undefined) {
    const id = unclung(pageId)
    if (!/^[1-9]\d{0,11}$/.test(id)) return invalid('malformed-url', 'the page number is not a number')
    return file?.file === undefined ? { at: 'wiki', pageId: id } : { at: 'attachment', pageId: id, file: unclung(file.file) }
  }
  if (short !== undefined) {
    return /^[\w-]{2,16}$/.test(unclung(short)) ? { at: 'wiki', tiny: unclung(short) } : invalid('malformed-url', 'no short link of the wiki')
  }
  if (titledPage?.space === undefined || titledPage.name === undefined) return undefined
  const name = unclung(titledPage.name.replace(/[\s+]+/g, ' ').trim())
  return keyOf(name) === '' ? invalid('malformed-url', 'no name of a page') : { at: 'wiki', space: spaceOf(titledPage.space), name }
}

function searched(url: URL): Target | Invalid | undefined {
  const name = (search.match(url) ?? olderSearch.match(url))?.name
  if (endsInEllipsis(name ?? '')) return invalid('incomplete-url', 'the name of the collection is cut off')
  if (name !== undefined) return keyOf(name) === '' ? invalid('malformed-url', 'no name of a collection') : { at: 'nbia', key: keyOf(name) }
  if (!emptySearch.some((form) => form.match(url))) return undefined
  if (url.searchParams.has('CollectionCriteria')) return invalid('incomplete-url', 'the name of the collection is missing')
  return url.search === '' ? invalid('not-a-dataset', 'the search page, not a dataset') : undefined // a saved cart or a choice of patients
}

/** The wiki itself makes no difference between `Public` and `public`; a map of redirects in front of it may. */
function spaceOf(written: string): string {
  const key = written.toLowerCase()
  if (key === 'public') return 'Public'
  return key === 'doi' ? 'DOI' : written
}
