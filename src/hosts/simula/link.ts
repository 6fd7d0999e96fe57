/** Reads links of Simula's dataset site: the page of a dataset, or an archive of it. */
import type { Invalid } from '#model/checker.ts'
import { decoded, invalid, pattern, unpunctuated } from '../kit.ts'

/** `path` as the link has it: the server minds letter case. A page's ends in a slash, unless it has the form of old catalogues. */
export type Target = { readonly kind: 'page' | 'file'; readonly path: string }

export const SITE = 'https://datasets.simula.no/'

const site = pattern(`${SITE}*`)

export const FORMS = [pattern(`${SITE}:slug`), pattern(`${SITE}datasets/:slug`), pattern(`${SITE}downloads/*`), pattern(`${SITE}:slug/:file`)]

const ARCHIVE = /\.(?:zip|7z|rar|tar|tgz|gz|csv|json|mp4)$/i
const SLUG = /^[\w-]+$/

/** The page or file a URL names; undefined for other hosts and for what else the site serves. */
export function parse(url: URL): Target | Invalid | undefined {
  if (!site.match(url)) return undefined
  const segments = unpunctuated(decoded(url.pathname))
    .replace(/\/index\.html?$/i, '')
    .split('/')
    .filter(Boolean)
  const path = segments.map(encodeURIComponent).join('/')
  if (segments.length === 0) return invalid('not-a-dataset', 'the front page')
  const [first = '', second] = segments
  if (/^(?:downloads|datasets)$/i.test(first) && second === undefined) return invalid('incomplete-url', 'the name of the dataset is missing')
  if (first === 'downloads' || ARCHIVE.test(path)) return { kind: 'file', path }
  if (second === undefined) return page(`${path}/`, first)
  return first === 'datasets' && segments.length === 2 ? page(path, second) : undefined
}

const page = (path: string, name: string): Target | Invalid =>
  SLUG.test(name) ? { kind: 'page', path } : invalid('malformed-url', 'no dataset can have this name')

/** How the site names the dataset of a page, for a name is in lower case there. */
export const slugOf = (path: string): string => path.split('/').filter(Boolean).at(-1)?.toLowerCase() ?? ''
