/** Reads figshare links: an article, a collection, a project, a file, or a private link; on figshare.com and on the sites of institutions. */
import type { Invalid } from '#model/checker.ts'
import { decoded, invalid, isCutOff, pattern, unpunctuated } from '../kit.ts'

export type Article = {
  readonly kind: 'article'
  readonly id: string
  readonly version?: string
  /** The title as the address repeats it. The host does not look at it. */
  readonly slug?: string
  readonly former?: true
  readonly key?: string
}
/**
 * `former`: a download address on figshare.com itself; these began to fail in January 2026, while the download host went on.
 * `key`: opens something unpublished, which the interface denies.
 */
export type File = { readonly kind: 'file'; readonly id: string; readonly former?: true; readonly key?: string }
export type Target = Article | File | { readonly kind: 'collection' | 'project'; readonly id: string } | { readonly kind: 'private' }

const article = pattern('https://figshare.com/articles/*')
const formerArticle = pattern('https://figshare.com/ndownloader/articles/*')
const file = pattern('https://ndownloader.figshare.com/files/:id')
const formerFile = pattern('https://figshare.com/ndownloader/files/:id')
const collection = pattern('https://figshare.com/collections/*')
const project = pattern('https://figshare.com/projects/*')
const secret = pattern('https://figshare.com/s/:key')
/** Institutions have sites with the same paths and the same numbers; the download host has some of them. */
const institution = pattern('https://:institution.figshare.com/*')
export const urls = [article, formerArticle, file, formerFile, collection, project, secret, institution]

const withoutNumber = ['s', 'files', 'ndownloader/files'].map((path) => pattern(`https://figshare.com/${path}`))
const site = pattern('https://figshare.com/*')

/** Pages of the site that hold no data. */
const SITE_PAGES = /^(search|browse|categories|authors|account|login|about|blog|features|services|terms|privacy)$/i

/** The interface and the manual: judged as any other address. */
const OTHER_SITES = /^(api|docs|help|info|knowledge|support|status|stats)$/i

/** What a URL names; undefined when it is not figshare's, or nothing that the interface describes. */
export function parse(url: URL): Target | Invalid | undefined {
  if (file.match(url)) return placed(url, ({ id, key }) => ({ kind: 'file', id, ...(key && { key }) }))
  const name = institution.match(url)?.institution
  if (name === undefined) return onSite(url)
  if (OTHER_SITES.test(name)) return undefined
  const there = new URL(url)
  there.hostname = 'figshare.com'
  return onSite(there)
}

function onSite(url: URL): Target | Invalid | undefined {
  if (article.match(url)) return placed(url, (place) => ({ kind: 'article', ...place }))
  if (formerArticle.match(url)) return placed(url, (place) => ({ kind: 'article', ...place, former: true }))
  if (formerFile.match(url)) return placed(url, ({ id, key }) => ({ kind: 'file', id, former: true, ...(key && { key }) }))
  if (collection.match(url)) return placed(url, ({ id }) => ({ kind: 'collection', id }))
  if (project.match(url)) return placed(url, ({ id }) => ({ kind: 'project', id }))
  if (secret.match(url)) return { kind: 'private' }
  if (withoutNumber.some(({ match }) => match(url))) return invalid('incomplete-url', 'the number is missing')
  if (!site.match(url)) return undefined
  const [page] = segmentsOf(url)
  return page === undefined || SITE_PAGES.test(page) ? invalid('not-a-dataset', 'a page of the site') : undefined
}

type Place = Omit<Article, 'kind'>

/** The last integer is the number, or the last two are number and version; what stands before is decoration. */
function placed(url: URL, target: (place: Place) => Target): Target | Invalid {
  const all = segmentsOf(url).filter((segment) => !WORDS.test(segment))
  const named = all.slice(0, all.findLastIndex((segment) => /[\p{L}\p{N}…]/u.test(segment)) + 1)
  const segments = [...named.slice(0, -1), ...named.slice(-1).flatMap((segment) => AS_IN_DOIS.exec(segment)?.slice(1) ?? segment)]
  const written = segments.at(-1) ?? ''
  const last = unpunctuated(written)
  if (isCutOff(written)) return invalid('incomplete-url', 'the number is cut off')
  if (/^0|^\d{11,}$|^\d{5,}\D/.test(last)) return invalid('malformed-url', 'nothing can have this number')
  if (!NUMBER.test(last)) return invalid('incomplete-url', 'the number is missing')
  const [before = '', beforeThat = ''] = segments.slice(0, -1).reverse()
  const versioned = NUMBER.test(before) && last.length <= LONGEST_VERSION
  const [id, slug] = versioned ? [before, beforeThat] : [last, before]
  const key = url.searchParams.get('private_link')
  return target({ id, ...(versioned && { version: last }), ...(wordsOf(slug).length > 1 && { slug }), ...(key && { key }) }) // one word alone is a type
}

const WORDS = /^(ndownloader|articles|versions|collections|projects|files)$/i
/** `1512427.v2` */
const AS_IN_DOIS = /^([1-9]\d*)\.v(\d{1,3}(?!\d).*)$/i
const NUMBER = /^[1-9]\d{0,9}$/
const LONGEST_VERSION = 3

/** The same download at the host that went on. */
export const downloadOf = ({ kind, id, key, ...rest }: Article | File) =>
  `https://ndownloader.figshare.com/${kind}s/${id}${'version' in rest ? `/versions/${rest.version}` : ''}${key ? `?private_link=${encodeURIComponent(key)}` : ''}`

/** The words of a title, or of an address that repeats it. */
export const wordsOf = (title: string): readonly string[] => title.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []

const segmentsOf = (url: URL) => url.pathname.split('/').filter(Boolean).map(decoded)
