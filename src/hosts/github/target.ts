/** What a GitHub URL names: a repository, something inside one, or a gist. */
import type { Invalid } from '#model/checker.ts'
import { invalid, isCutOff, pattern, segmentsOf, unclung } from '../kit.ts'

/** Owner and name in lower case: the host does not tell them apart by it. */
type Owned = { readonly owner: string; readonly name: string }
/** `site` and `rest` are the address around the names, so that it can be written with other names. */
type Inside = Owned & { readonly site: string; readonly rest: string }

export type Repository = Owned & { readonly kind: 'repository' }
/** A file, a folder, or with an empty path everything at a commit; a branch with a slash in its name reaches into the path. */
export type Tree = Inside & { readonly kind: 'tree'; readonly ref: string; readonly path: string }
/** The bytes of a file. */
export type Raw = Inside & { readonly kind: 'raw' }
/** A release, the latest when there is no tag, or a file of it. */
export type Release = Inside & { readonly kind: 'release'; readonly tag?: string; readonly asset?: string }
export type Gist = { readonly kind: 'gist'; readonly id: string }
export type InRepository = Repository | Tree | Raw | Release
export type Target = InRepository | Gist

const RAW = [
  ['raw.githubusercontent.com', pattern('https://raw.githubusercontent.com/:owner/:repository/:ref/*')],
  ['media.githubusercontent.com/media', pattern('https://media.githubusercontent.com/media/:owner/:repository/:ref/*')],
] as const
const codeload = pattern('https://codeload.github.com/:owner/:repository/:format/*')
const GISTS = [
  pattern('https://gist.github.com/:owner/:id/*'),
  pattern('https://gist.github.com/:id'),
  pattern('https://gist.githubusercontent.com/:owner/:id/*'),
]

export const FORMS = [
  pattern('https://github.com/:owner/:repository/*'),
  pattern('https://github.com/:owner/:repository/tree/:ref/*'),
  pattern('https://github.com/:owner/:repository/blob/:ref/*'),
  pattern('https://github.com/:owner/:repository/archive/*'),
  pattern('https://github.com/:owner/:repository/releases/tag/:tag'),
  pattern('https://github.com/:owner/:repository/releases/download/:tag/:asset'),
  ...RAW.map(([, form]) => form),
  codeload,
  ...GISTS,
]
const site = pattern('https://github.com/*')
const gists = pattern('https://gist.github.com/*')

/** First segments that are no owner: the list that lychee keeps, and what was missing there. */
const SECTIONS = new Set(
  'about apps collections contact customer-stories dashboard enterprise events explore features issues join login logout marketplace new notifications organizations orgs pricing pulls readme search security settings signup site sponsors stars team topics trending watching'.split(
    ' ',
  ),
)
/** Attachments of comments: plain files, which an HTTP status tells apart. */
const UPLOADS = new Set(['files', 'assets'])

/** The thing a URL names; undefined when it is none of GitHub's, or a plain file that no interface describes. */
export function parse(url: URL): Target | Invalid | undefined {
  const segments = segmentsOf(url.pathname)
  if (site.match(url)) return onSite(segments)
  for (const [host, form] of RAW) {
    if (!form.match(url)) continue
    const [owner, name, ...rest] = host.includes('/') ? segments.slice(1) : segments
    return inside(owner, name, host, rest, () => (isWhole(rest) ? { kind: 'raw' } : invalid('incomplete-url', 'the path of the file is missing')))
  }
  if (codeload.match(url)) {
    const [owner, name, ...rest] = segments
    return inside(owner, name, 'codeload.github.com', rest, () => atCommit(rest.slice(1)))
  }
  if (GISTS.some(({ match }) => match(url))) return gist(gistIn(segments))
  return gists.match(url) ? invalid('not-a-dataset', 'a page of the site, not a gist') : undefined
}

function onSite([owner, name, view = '', ...rest]: readonly string[]): Target | Invalid | undefined {
  if (owner === undefined) return invalid('not-a-dataset', 'the front page')
  if (owner === 'user-attachments' || UPLOADS.has(view)) return undefined
  if (SECTIONS.has(owner.toLowerCase())) return invalid('not-a-dataset', 'a page of the site, not a repository')
  if (name === undefined) return invalid('not-a-dataset', 'the page of a person or an organisation')
  return inside(owner, name, 'github.com', [view, ...rest], () => viewed(view, rest))
}

type Place = Pick<Tree, 'kind' | 'ref' | 'path'> | Pick<Release, 'kind' | 'tag' | 'asset'> | Pick<Raw, 'kind'> | Pick<Repository, 'kind'>

/** What a view of a repository shows; the wiki, the issues and whatever else there is stand and fall with it. */
function viewed(view: string, rest: readonly string[]): Place | Invalid {
  switch (view) {
    case 'blob':
    case 'tree':
    case 'raw':
    case 'blame':
      return rest.length === 0 ? { kind: 'repository' } : inTree(rest)
    case 'archive':
    case 'zipball':
    case 'tarball':
      return atCommit(rest)
    case 'releases':
      return released(rest)
    default:
      return { kind: 'repository' }
  }
}

/** `main/a/b.csv`, or `refs/heads/main/a/b.csv` as raw files are addressed. */
function inTree(rest: readonly string[]): Place {
  const [ref = '', ...path] = isQualified(rest) ? rest.slice(2) : rest
  return { kind: 'tree', ref, path: path.join('/') }
}

const isQualified = ([refs, kind, name]: readonly string[]) => refs === 'refs' && (kind === 'heads' || kind === 'tags') && name !== undefined

const isWhole = (rest: readonly string[]) => rest.length > (isQualified(rest) ? 3 : 1)

/** An archive names its commit to the end, slashes and all. */
function atCommit(rest: readonly string[]): Place {
  const ref = (isQualified(rest) ? rest.slice(2) : rest).join('/').replace(/\.(?:zip|tar\.gz|tgz)$/, '')
  return ref === '' ? { kind: 'repository' } : { kind: 'tree', ref, path: '' }
}

/** A tag may have slashes in it; a file's name has none. */
function released([first, ...rest]: readonly string[]): Place | Invalid {
  const asset = rest.at(-1)
  if (first === 'tag' && rest.length > 0) return { kind: 'release', tag: rest.join('/') }
  if (first === 'download' && rest.length < 2) return invalid('incomplete-url', 'the name of the file is missing')
  if (first === 'download' && asset) return { kind: 'release', tag: rest.slice(0, -1).join('/'), asset }
  if (first === 'latest' && rest.length === 2 && rest[0] === 'download' && asset) return { kind: 'release', asset }
  return { kind: 'repository' }
}

function inside(owner = '', written = '', host: string, rest: readonly string[], place: () => Place | Invalid): InRepository | Invalid {
  const name = written.replace(/\.git$/i, '')
  if (isCutOff(owner + written)) return invalid('incomplete-url', 'the name is cut off')
  if (isCutOff(rest.at(-1) ?? '')) return invalid('incomplete-url', 'the end of the path is cut off')
  if (name === '') return invalid('incomplete-url', 'the name of the repository is missing')
  if (!/^[a-z\d][\w-]{0,99}$/i.test(owner) || !/^[\w.-]{1,100}$/.test(name)) return invalid('malformed-url', 'no repository can have this name')
  const found = place()
  if ('invalid' in found) return found
  const owned = { owner: owner.toLowerCase(), name: name.toLowerCase() }
  if (found.kind === 'repository') return { ...owned, ...found }
  return { ...owned, ...found, site: host, rest: rest.map(encodeURIComponent).join('/') }
}

const HASH = /^(?:[\da-f]{20}|[\da-f]{32})$/i

/** The first gists. The names of some people are numbers, too. */
const NUMBER = /^\d{1,10}$/
const GIST_VIEWS = /^(?:archive|download|forks|raw|revisions|stargazers)$/i

/** Behind the name of its owner, or alone and with a view of it behind (`/raw`, `/revisions`). */
function gistIn([first = '', second]: readonly string[]): string {
  if (second === undefined || (HASH.test(first) && !HASH.test(second))) return first
  return NUMBER.test(first) && GIST_VIEWS.test(second) ? first : second
}

/** 20 or 32 hexadecimal digits, or a plain number. */
function gist(written: string): Gist | Invalid {
  const id = unclung(written)
    .replace(/\.git$/, '')
    .toLowerCase()
  if (HASH.test(id) || NUMBER.test(id)) return { kind: 'gist', id }
  if (/^[\da-f]+(?:…|\.\.+)?$/.test(id)) return invalid('incomplete-url', 'the number of the gist is cut off')
  return invalid('not-a-dataset', 'a page of the site, not a gist')
}

/** The address of a thing when its repository is called `fullName`. */
export const addressOf = (target: InRepository, fullName: string): string =>
  target.kind === 'repository' ? `https://github.com/${fullName}` : `https://${target.site}/${fullName}/${target.rest}`

export const fullNameOf = ({ owner, name }: Owned): string => `${owner}/${name}`
