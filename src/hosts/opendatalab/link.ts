/** Reads OpenDataLab links: which dataset, which file of it, and whether the link is written as the site writes it. */
import type { Invalid } from '#model/checker.ts'
import { decoded, invalid, isCutOff, pattern, unclung, unpunctuated } from '../kit.ts'

export type Target = {
  readonly owner: string
  readonly name: string
  /** The file or folder of the dataset that the link points at, without slashes around it; empty for the whole. */
  readonly path: string
  /** Why the link should be written anew although its dataset is clear. */
  readonly flaw?: 'cut-off' | 'former-form' | 'winding-down'
}

/** Owner of nearly all datasets, and of all of them in the days of one-segment links. */
export const PLATFORM = 'OpenDataLab'

export const urls = [
  pattern('https://opendatalab.com/:owner/:name/*'),
  pattern('https://opendatalab.org.cn/:owner/:name/*'),
  pattern('https://openxlab.org.cn/datasets/:owner/:name/*'),
  pattern('https://opendatalab.com/:name'),
  pattern('https://opendatalab.org.cn/:name'),
]

const xlab = pattern('https://openxlab.org.cn/*')
const sites = [pattern('https://opendatalab.com/*'), pattern('https://opendatalab.org.cn/*'), xlab]

/** Pages of the site: never an owner, nor a dataset of the one-segment form. */
const SITE_PAGES = /^(?:create|register|login|home|search|user|docs|help|datasets|about|agreement|challenges?|contact|faq|privacy|terms)$/i
/** Downloads and the interface itself: no pages, so their HTTP status means something. */
const ENDPOINTS = new Set(['api', 'resolve'])
const DATASET_PAGES = ['tree', 'explore', 'cli', 'blob']

/** The interface separates owner and name with a comma; the others only get into a name with a second link or a sentence. */
const NEVER_IN_A_NAME = /[\s,/:;<>"|\\]/
const GLUED = /https?:$/

/** The dataset of a link. Owner and name alone decide: whatever follows is a page of the same dataset. */
export function target(url: URL): Target | Invalid | undefined {
  if (!sites.some(({ match }) => match(url))) return undefined
  const segments = url.pathname.split('/').filter(Boolean).map(decoded)
  const prefixed = segments[0]?.toLowerCase() === 'datasets'
  const [owner = '', name = '', page = '', , ...inside] = prefixed ? segments.slice(1) : segments
  if (ENDPOINTS.has(owner)) return undefined
  const atXlab = xlab.match(url) !== undefined
  if (owner === '' || SITE_PAGES.test(unpunctuated(owner)) || (atXlab && !prefixed)) return invalid('not-a-dataset', 'a page of the site')
  const flaw = isPartOfPage(page) ? 'cut-off' : atXlab ? 'winding-down' : undefined
  if (name !== '') return named(owner, name, pathOf(url, inside), flaw)
  if (prefixed || owner.toLowerCase() === PLATFORM.toLowerCase()) return invalid('incomplete-url', 'the name of the dataset is missing')
  return named(PLATFORM, owner, '', 'former-form')
}

/** How the host writes the name of a dataset in full. */
export const refOf = ({ owner, name }: Target) => `${owner}/${name}`

/** The letters and digits of a name, without its owner: what a search may be trusted with. */
export const nameKey = (ref: string) =>
  ref
    .slice(ref.lastIndexOf('/') + 1)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

function named(owner: string, written: string, path: string, flaw: Target['flaw']): Target | Invalid {
  if (isCutOff(written)) return invalid('incomplete-url', 'the name of the dataset is cut off')
  const name = unclung(written)
  if (name === '') return invalid('incomplete-url', 'the name of the dataset is missing')
  if (NEVER_IN_A_NAME.test(owner + name) || GLUED.test(written)) return invalid('malformed-url', 'no dataset can have this name')
  return { owner, name, path, ...(flaw && { flaw }) }
}

/** `tree/main/raw/a.zip` and `explore/main?dir=/raw/a.zip` point at the same file. */
const pathOf = (url: URL, inside: readonly string[]) => (url.searchParams.get('dir') ?? inside.join('/')).split('/').filter(Boolean).join('/')

const isPartOfPage = (page: string) => page !== '' && DATASET_PAGES.some((whole) => whole !== page && whole.startsWith(page))
