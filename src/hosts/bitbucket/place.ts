/** What a Bitbucket URL names: a repository, a path in it, or a file of its downloads. */
import type { Invalid } from '#model/checker.ts'
import { invalid, isCutOff, pattern, segmentsOf } from '../kit.ts'

/** Workspace and slug in lower case: the host does not tell them apart by it. */
type Owned = { readonly workspace: string; readonly slug: string }
export type Repository = Owned & { readonly kind: 'repository' }
/** With an empty path everything at the commit, else a branch with a slash in its name may reach into the path. */
export type Source = Owned & { readonly kind: 'source'; readonly ref: string; readonly path: string }
export type Download = Owned & { readonly kind: 'download'; readonly file: string }
export type Target = Repository | Source | Download

export const FORMS = [
  pattern('https://bitbucket.org/:workspace/:repository/*'),
  pattern('https://bitbucket.org/:workspace/:repository/src/:commit/*'),
  pattern('https://bitbucket.org/:workspace/:repository/downloads/:file'),
  pattern('https://bitbucket.org/:workspace/:repository/get/:archive'),
]
const site = pattern('https://bitbucket.org/*')

const SECTIONS = new Set('account api blog dashboard login product repo signup site snippets socialauth support workspaces xhr'.split(' '))

/** Both may be written as UUIDs, in braces. */
const WORKSPACE = /^(?:[\w-]+|\{[\da-f-]{36}\})$/i
const SLUG = /^(?:\w[\w.-]*|\{[\da-f-]{36}\})$/i

export function parse(url: URL): Target | Invalid | undefined {
  if (!site.match(url)) return undefined
  const [workspace, written, view, ...rest] = segmentsOf(url.pathname)
  if (workspace === undefined) return invalid('not-a-dataset', 'the front page')
  if (SECTIONS.has(workspace.toLowerCase()) || workspace.startsWith('!')) return invalid('not-a-dataset', 'a page of the site, not a repository')
  if (written === undefined) return invalid('not-a-dataset', 'the page of a workspace')
  if (isCutOff(written)) return invalid('incomplete-url', 'the name is cut off')
  if (isCutOff(rest.at(-1) ?? '')) return invalid('incomplete-url', 'the end of the path is cut off')
  const slug = written.replace(/\.git$/, '').toLowerCase()
  if (!WORKSPACE.test(workspace) || !SLUG.test(slug)) return invalid('malformed-url', 'no repository can have this name')
  return { workspace: workspace.toLowerCase(), slug, ...viewed(view, rest) }
}

type Place = Pick<Repository, 'kind'> | Pick<Source, 'kind' | 'ref' | 'path'> | Pick<Download, 'kind' | 'file'>

/** What a view of a repository shows; whatever else there is stands and falls with it. */
function viewed(view: string | undefined, [first, ...rest]: readonly string[]): Place {
  if (first === undefined) return { kind: 'repository' }
  if (view === 'src' || view === 'raw') return { kind: 'source', ref: first, path: rest.join('/') }
  if (view === 'get') return { kind: 'source', ref: [first, ...rest].join('/').replace(/\.(?:zip|tar\.gz|tar\.bz2|gz|bz2)$/, ''), path: '' }
  return view === 'downloads' && rest.length === 0 ? { kind: 'download', file: first } : { kind: 'repository' }
}

export const fullNameOf = ({ workspace, slug }: Owned): string => `${workspace}/${slug}`

/** The address of a thing when its repository is called `fullName`. */
export function addressOf(target: Target, fullName: string): string {
  const repository = `https://bitbucket.org/${fullName}`
  if (target.kind === 'download') return `${repository}/downloads/${encodeURIComponent(target.file)}`
  if (target.kind === 'source') return `${repository}/src/${inApi(target)}`
  return repository
}

export const inApi = ({ ref, path }: Source): string => [ref, ...path.split('/')].map(encodeURIComponent).join('/')
