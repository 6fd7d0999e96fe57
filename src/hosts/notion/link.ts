/** Reads Notion links: the page's id is the last thing in the path; everything before it is a title for people. */
import type { Invalid } from '#model/checker.ts'
import { decoded, invalid, pattern, unpunctuated } from '../kit.ts'

export type Target = {
  /** Where the page is asked for: a published site answers under its own name. */
  readonly site: string
  /** A UUID, or empty for a site's front page or a path without an id. */
  readonly id: string
}

export const APP = 'www.notion.so'

export const FORMS = [
  pattern('https://www.notion.so/:page'),
  pattern('https://www.notion.so/:workspace/:page'),
  pattern('https://:site.notion.site/:page'),
  pattern('https://app.notion.com/*'),
]

const apps = [pattern('https://www.notion.so/*'), pattern('https://app.notion.com/*')]
const published = pattern('https://:site.notion.site/*')

/** Thirty-two digits, or a UUID with its hyphens; a title may end in digits, too, but has a hyphen after it. */
const IDS = /(?<![0-9a-f])(?:[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?![0-9a-f])/gi
const ID = /^[0-9a-f]{32}$/i
/** What is left of an id: more digits than a word has, fewer than an id. */
const CUT_OFF = /(?:^|-)(?=[a-f]*\d)[0-9a-f]{16,31}$/i
/** By itself, without the words of a title; a parameter of this name may also count pages. */
const CUT_OFF_ALONE = /^[0-9a-f]{8,31}$/i
const OVERLONG = /[0-9a-f]{33,}/i

/** The page a URL names, which may be shown beside its parent (`?p=`); undefined when it is not Notion's. */
export function parse(url: URL): Target | Invalid | undefined {
  const site = published.match(url)?.site
  if (site === undefined && !apps.some(({ match }) => match(url))) return undefined
  const path = unpunctuated(decoded(url.pathname))
  const beside = unpunctuated(url.searchParams.get('p') ?? '').replaceAll('-', '')
  if (CUT_OFF_ALONE.test(beside)) return invalid('incomplete-url', 'the id of the page is cut off')
  const id = (ID.test(beside) ? beside : path.match(IDS)?.at(-1))?.replaceAll('-', '').toLowerCase()
  if (id !== undefined) return { site: site === undefined ? APP : `${site.toLowerCase()}.notion.site`, id: dashed(id) }
  const last = path.slice(path.lastIndexOf('/') + 1)
  if (CUT_OFF.test(last)) return invalid('incomplete-url', 'the id of the page is cut off')
  if (site !== undefined) return { site: `${site.toLowerCase()}.notion.site`, id: '' }
  if (last === '') return invalid('not-a-dataset', 'the front page')
  return invalid('malformed-url', OVERLONG.test(last) ? 'no page can have this id' : 'the id of the page is missing')
}

const dashed = (id: string) => [id.slice(0, 8), id.slice(8, 12), id.slice(12, 16), id.slice(16, 20), id.slice(20)].join('-')
