/** Links of known hosts that end too early, although what is left of them still looks like a link. */
import type { Finding } from '#catalogue/finding.ts'

type Said = Pick<Finding, 'message' | 'suggestion'> & { readonly rule: 'incomplete-url' }

/** The pages of a dataset on OpenDataLab. */
const VIEWS = ['explore/main', 'tree/main', 'cli/main', 'raw/main']

/** Articles on figshare are numbered in the hundred thousands and beyond. */
const SHORTEST_FIGSHARE = 5

/** What a link has lost at its end; undefined when nothing seems to be missing. */
export function cutOff(link: string): Said | undefined {
  const url = URL.parse(link)
  if (url === null) return undefined
  const [first, second, third, ...rest] = url.pathname.split('/').filter((part) => part !== '')
  const host = url.hostname.replace(/^www\./, '')
  if (host === 'opendatalab.com' && third !== undefined && rest.length === 0 && `${first}/${second}` !== '') return openDataLab(link, third)
  const id = rest.at(-1) ?? third
  if (host.endsWith('figshare.com') && first === 'articles' && /^\d+$/.test(id ?? '') && (id ?? '').length < SHORTEST_FIGSHARE) {
    return { rule: 'incomplete-url', message: `${id} is too short for the number of an article: its end was cut off` }
  }
  return undefined
}

function openDataLab(link: string, last: string): Said | undefined {
  const view = VIEWS.find((known) => known.startsWith(last))
  if (view === undefined || view.split('/')[0] === last) return undefined
  return { rule: 'incomplete-url', message: `"/${last}" was cut off`, suggestion: `${link.slice(0, link.length - last.length)}${view}` }
}
