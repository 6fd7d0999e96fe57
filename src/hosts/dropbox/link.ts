/** Reads Dropbox links: which file or folder, and the key that opens it. */
import type { Invalid, Pattern } from '#model/checker.ts'
import { invalid, isCutOff, pattern, segmentsOf, unclung } from '../kit.ts'

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

/** An older link whose last part is a key as long as they come, or a name with its ending: nothing can be missing. */
const WHOLE_PATH = /^(?:s\/[a-z0-9]{15}|sh\/[a-z0-9]{15}\/[\w-]{25}|sh?\/.+\.[a-z0-9]{2,4})$/i
/** A file of today with its name, which opens nothing: whatever it ends in, nothing is missing when the key behind it is whole. */
const NAMED_FILE = /^scl\/fi\/[^/]+\/[^/]+$/i
const WHOLE_KEY = /^[a-z0-9]{25}(?![a-z0-9])/i

function shared(kind: Target['kind'], url: URL): Target | Invalid {
  const written = segmentsOf(url.pathname)
  const key = url.searchParams.get('rlkey') ?? ''
  const segments = written.map((segment) => (isCutOff(segment) ? unclung(segment.replace(/…+$/, '')) : segment))
  const path = segments.map(encodeURIComponent).join('/')
  const isWhole = WHOLE_PATH.test(segments.join('/')) || (NAMED_FILE.test(path) && WHOLE_KEY.test(key))
  if (written.slice(0, -1).some(isCutOff) || (isCutOff(written.at(-1) ?? '') && !isWhole) || (isCutOff(key) && !WHOLE_KEY.test(key)))
    return invalid('incomplete-url', 'the link is cut off')
  const rlkey = /^\w+/.exec(key)?.[0]
  return rlkey === undefined ? { kind, path } : { kind, path, rlkey }
}
