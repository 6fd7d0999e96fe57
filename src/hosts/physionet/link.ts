/** Reads PhysioNet links: which project, which version of it, and which page or file of that. */
import type { Invalid } from '#model/checker.ts'
import { endsInEllipsis, invalid, pattern, segmentsOf, unclung, unpunctuated } from '../kit.ts'

export type Target = {
  readonly slug: string
  /** Empty for whichever is the latest. */
  readonly version: string
  /** The file or folder of the version, without slashes around it; empty for the whole. */
  readonly file: string
}

const content = pattern('https://physionet.org/content/:slug/*')
const files = pattern('https://physionet.org/files/:slug/:version/*')
/** Archives of whole versions, by their former address. */
const archives = pattern('https://physionet.org/static/published-projects/:slug/:archive')

export const urls = [content, files, archives]

const cutOff = ['https://physionet.org/content', 'https://physionet.org/files/*', 'https://physionet.org/static/published-projects'].map(pattern)
const elsewhere = ['https://physionet.org', 'https://physionet.org/about/*', 'https://physionet.org/news/*'].map(pattern)

/** Parses a URL of any form; undefined for what is not a project's and is judged better as a plain page. */
export function target(url: URL): Target | Invalid | undefined {
  const archive = archives.match(url)
  if (archive !== undefined) return project(archive.slug, /-(\d[\w.]*)\.zip/i.exec(archive.archive ?? '')?.[1])
  const slug = (content.match(url) ?? files.match(url))?.slug
  if (slug !== undefined) {
    const [, , ...rest] = segmentsOf(url.pathname)
    const place = rest.findIndex((segment) => /^\d/.test(segment)) // `get-zip` or `view-license` may stand before the version
    return place < 0 ? project(slug) : project(slug, rest[place], rest.slice(place + 1))
  }
  if (cutOff.some(({ match }) => match(url))) return invalid('incomplete-url', 'the name of the project is missing')
  return elsewhere.some(({ match }) => match(url)) ? invalid('not-a-dataset', 'a page of the site') : undefined
}

function project(called = '', version = '', inside: readonly string[] = []): Target | Invalid {
  const slug = called.replace(/[^\p{L}\p{N}_-]+$/u, '')
  if (slug === '' || /(?:-|\.\.\.|…)$/.test(called)) return invalid('incomplete-url', 'the name of the project is cut off')
  if (!/^[\w-]+$/.test(slug)) return invalid('malformed-url', 'no project can have this name')
  const written = [version, ...inside]
  const last = written.pop()?.replace(/(?<!\*)\*+$/, '') ?? ''
  if (endsInEllipsis(last)) return invalid('incomplete-url', 'the end of the path is cut off')
  const [, ...path] = [...written, unclung(last)]
  const named = path.slice(0, path.findLastIndex((segment) => /[\p{L}\p{N}]/u.test(segment)) + 1)
  return { slug, version: unpunctuated(version), file: named.map(encodeURIComponent).join('/') }
}

const versionPath = ({ slug, version }: Target) => (version === '' ? `${slug}/` : `${slug}/${encodeURIComponent(version)}/`)

/** The address that shows the target: the page of the project, or the file itself. */
export const addressOf = (asked: Target): string =>
  `https://physionet.org/${asked.file === '' ? 'content' : 'files'}/${versionPath(asked)}${asked.file}`
