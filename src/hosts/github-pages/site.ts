/** What a GitHub Pages URL names, and where the repository behind it probably is. */
import type { Invalid } from '#model/checker.ts'
import { decoded, invalid, isCutOff, pattern, unclung } from '../kit.ts'

/** `path` as it is asked for, `/` for the front page; `anchor` is the fragment. */
export type Target = { readonly owner: string; readonly path: string; readonly anchor: string }

export const pages = pattern('https://:owner.github.io/*')

/** Such sites are files: a query changes nothing, and the scheme is the server's choice. */
export function parse(url: URL): Target | Invalid | undefined {
  const owner = pages.match(url)?.owner?.toLowerCase()
  if (owner === undefined) return undefined
  if (!/^[a-z\d](?:[a-z\d-]*[a-z\d])?$/.test(owner)) return invalid('malformed-url', 'no owner can have this name')
  const written = decoded(url.pathname).replace(/\/{2,}/g, '/')
  if (isCutOff(written)) return invalid('incomplete-url', 'the end of the path is cut off')
  const path = encodeURI(unclung(written)).replace(/[?#]/g, encodeURIComponent)
  return { owner, path: path || '/', anchor: unclung(decoded(url.hash.slice(1))) }
}

export const addressOf = ({ owner, path }: Target): string => `https://${owner}.github.io${path}`

/** A project's site has the name of its repository as first segment, an owner's own site a repository of its own. */
export function repositoryOf({ owner, path }: Target): string {
  const [project = `${owner}.github.io`] = path.split('/').filter(Boolean)
  return `https://github.com/${owner}/${project}`
}
