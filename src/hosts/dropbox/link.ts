/** Reads Dropbox links: which file or folder, and the key that opens it. */
import type { Invalid, Pattern } from '#model/checker.ts'
import { invalid, pattern, segmentsOf } from '../kit.ts'

export type Target = {
  readonly kind: 'file' | 'folder'
  /** Without a slash before it. */
  readonly path: string
  /** Links of today do not open without it; the older `s` and `sh` have none. */
  readonly rlkey?: string
}

export const urls: readonly Pattern[] = [
  pattern('https://dropbox.com/scl/fi/:key/*'),
  pattern('https://dropbox.com/scl/fo/:key/:hash/*'),
  pattern('https://dropbox.com/s/:key/*'),
  pattern('https://dropbox.com/sh/:key/:hash/*'),
]
const [file, folder, oldFile, oldFolder] = urls
const cut = ['https://dropbox.com/scl', 'https://dropbox.com/scl/:kind', 'https://dropbox.com/scl/fo/:key', 'https://dropbox.com/sh/:key']
  .concat(['https://dropbox.com/s', 'https://dropbox.com/sh'])
  .map(pattern)
const ownPages = ['https://dropbox.com', 'https://dropbox.com/home/*', 'https://dropbox.com/login'].map(pattern)

/** The shared file or folder of a link; undefined for pages of other kinds. */
export function target(url: URL): Target | Invalid | undefined {
  if (file?.match(url) || oldFile?.match(url)) return shared('file', url)
  // A name behind the two keys of a folder is a file in it.
  if (folder?.match(url)) return shared(segmentsOf(url.pathname).length > 4 ? 'file' : 'folder', url)
  if (oldFolder?.match(url)) return shared(segmentsOf(url.pathname).length > 3 ? 'file' : 'folder', url)
  if (cut.some(({ match }) => match(url))) return invalid('incomplete-url', 'the key of the shared link is missing')
  return ownPages.some(({ match }) => match(url)) ? invalid('not-a-dataset', 'a page for whoever is signed in, not a shared link') : undefined
}

function shared(kind: Target['kind'], url: URL): Target {
  const path = segmentsOf(url.pathname).map(encodeURIComponent).join('/')
  const rlkey = /^\w+/.exec(url.searchParams.get('rlkey') ?? '')?.[0]
  return rlkey === undefined ? { kind, path } : { kind, path, rlkey }
}
