/** What a GitLab URL names: a project, however deep in groups, and perhaps something inside it. */
import type { Invalid } from '#model/checker.ts'
import { invalid, isCutOff, pattern, segmentsOf } from '../kit.ts'

/** `project` in lower case, groups and all; `inside` is the rest of an address that can be asked by itself, or empty. */
export type Place = { readonly origin: string; readonly project: string; readonly inside: string }

/** `below`: what is named if `project` is a group, and the name of a project in it only looks like a view. */
export type Target = Place & { readonly below?: Place }

/** Universities run servers of their own. A link's checker is found by its URL, so those of another name have to be known. */
const SERVERS = [
  'gitlab.com',
  'gitlab.:domain.:tld',
  'gitlab.:department.:domain.:tld',
  'codebase.helmholtz.cloud',
  'framagit.org',
  'git.fmrib.ox.ac.uk',
  'git.rwth-aachen.de',
  'salsa.debian.org',
]
export const FORMS = SERVERS.map((server) => pattern(`https://${server}/:group/:project/*`))
const sites = SERVERS.map((server) => pattern(`https://${server}/*`))

/** Product pages of the company; each is a site of its own. */
const PRODUCT = /^(?:about|docs|forum|customers|status|design|next|registry|api)\./

const SECTIONS = new Set('admin assets dashboard explore groups help oauth profile projects public search snippets topics users -'.split(' '))
/** Views as they stood before 2019, when `/-/` was put in front of them. Not all of these names are reserved: projects may have them. */
const FORMER_VIEWS = new Set(
  'archive blob blame commit commits edit graphs issues merge_requests network pipelines raw releases tags tree uploads wikis'.split(' '),
)

/** The project of a URL and what is asked beside it. */
export function parse(url: URL): Target | Invalid | undefined {
  if (!sites.some(({ match }) => match(url)) || PRODUCT.test(url.hostname)) return undefined
  const segments = segmentsOf(url.pathname)
  const [first, second] = segments
  if (first === 'api') return undefined
  if (first === undefined) return invalid('not-a-dataset', 'the front page')
  if (SECTIONS.has(first)) return invalid('not-a-dataset', 'a page of the site, not a project')
  if (second === undefined || second === '-') return invalid('not-a-dataset', 'the page of a person or a group')
  const end = viewBehind(1, segments)
  const names = namesBefore(end, segments)
  if (isCutOff(names.at(-1) ?? '')) return invalid('incomplete-url', 'the name is cut off')
  if (isCutOff(segments.at(-1) ?? '')) return invalid('incomplete-url', 'the end of the path is cut off')
  if (!names.every(isName)) return invalid('malformed-url', 'no project can have this name')
  const place = { origin: `https://${url.host.replace(/^www\./, '')}`, project: names.join('/').toLowerCase(), inside: insideOf(end, segments) }
  if (end === segments.length || segments[end] === '-') return place
  const next = viewBehind(end, segments)
  const longer = namesBefore(next, segments)
  return longer.every(isName) ? { ...place, below: { ...place, project: longer.join('/').toLowerCase(), inside: insideOf(next, segments) } } : place
}

const isName = (name: string) => /^\w[\w.-]*$/.test(name)

/** Where the names end; the number of segments when all are names. */
function viewBehind(at: number, segments: readonly string[]): number {
  const view = segments.findIndex((segment, i) => i > at && (segment === '-' || FORMER_VIEWS.has(segment)))
  return view < 0 ? segments.length : view
}

const namesBefore = (end: number, segments: readonly string[]) =>
  segments.slice(0, end).map((name, i) => (i === end - 1 ? name.replace(/\.git$/, '') : name))

/** Files are asked for by their bytes: a page may be drawn for what is not there. */
function insideOf(end: number, segments: readonly string[]): string {
  const [view, ...rest] = segments.slice(segments[end] === '-' ? end + 1 : end)
  if (rest.length === 0 || view === undefined || !['blob', 'raw', 'tree', 'archive'].includes(view)) return ''
  return [view === 'blob' ? 'raw' : view, ...rest].map(encodeURIComponent).join('/')
}

/** The address of a place when its project is called `project`. */
export const addressOf = ({ origin, inside }: Place, project: string): string => `${origin}/${project}${inside && `/-/${inside}`}`
