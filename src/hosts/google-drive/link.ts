/** Reads Google Drive links: which file, folder or document, and the key that old shares need. */
import type { Invalid } from '#model/checker.ts'
import { visible } from '../invisible.ts'
import { invalid, isCutOff, pattern, unclung } from '../kit.ts'

export type Target = {
  /** `any`: the link does not say, or it is a document of Google's own, which cannot be downloaded as it is. */
  readonly kind: 'file' | 'folder' | 'any'
  readonly id: string
  /** Part of the links of files shared before 2021: without it they are not public. */
  readonly key?: string
}

const FORMS = [
  ['file', pattern('https://drive.google.com/file/d/:id/*')],
  ['file', pattern('https://drive.google.com/file/u/:user/d/:id/*')],
  ['file', pattern('https://drive.google.com/uc?id=:id')],
  ['file', pattern('https://docs.google.com/uc?id=:id')],
  ['file', pattern('https://drive.usercontent.google.com/download?id=:id')],
  ['file', pattern('https://drive.usercontent.google.com/uc?id=:id')],
  ['any', pattern('https://drive.google.com/open?id=:id')],
  ['any', pattern('https://drive.google.com/leaf?id=:id')],
  ['any', pattern('https://docs.google.com/document/d/:id/*')],
  ['any', pattern('https://docs.google.com/spreadsheets/d/:id/*')],
  ['any', pattern('https://docs.google.com/presentation/d/:id/*')],
  ['folder', pattern('https://drive.google.com/drive/folders/:id/*')],
  ['folder', pattern('https://drive.google.com/drive/u/:user/folders/:id/*')],
  ['folder', pattern('https://drive.google.com/drive/mobile/folders/:id/*')],
  ['folder', pattern('https://drive.google.com/folderview?id=:id')],
  ['folder', pattern('https://drive.google.com/embeddedfolderview?id=:id')],
] as const

export const urls = FORMS.map(([, form]) => form)

const site = pattern('https://drive.google.com/*')
/** Where an id should follow and nothing does. */
const BARE = /^\/(?:file(?:\/d|\/u\/\d+(?:\/d)?)?|uc|open|leaf|folderview|embeddedfolderview|drive\/(?:u\/\d+\/|mobile\/)?folders)\/*$/
/** What somebody sees of his own drive. Forms that are not known here are judged as any other page. */
const OWN = /^\/+(?:drive\/*(?:u\/\d+\/*)?(?:(?:my-drive|home|priority|shared-with-me|shared-drives|recent|starred|trash|search|quota)\/*)?)?$/
/** Published on the web under an address of its own, which is no id. */
const PUBLISHED = /^\/+(?:document|spreadsheets|presentation)\/+d\/+e\/+/
/** Google's own clients (and gdown) take nothing shorter for an id. */
const SHORTEST_ID = 25
/** As long as ids come, of files and folders, of documents, and of former years: nothing can be missing. */
const WHOLE_ID = /^(?:1[\w-]{32}|1[\w-]{43}|0B[\w-]{26})$/

/** The thing a link names; undefined for the other services on these hosts. */
export function parse(url: URL): Target | Invalid | undefined {
  const plain = new URL(url)
  // one of several accounts, or of an organisation
  plain.pathname = url.pathname.replace(
    /^\/+a\/+[^/]+\/+|^\/+u\/+\d+\/+(?=uc|open)|(?<=^\/+(?:document|spreadsheets|presentation)\/+)u\/+\d+\/+(?=d\/)/,
    '/',
  )
  if (PUBLISHED.test(plain.pathname)) return undefined
  for (const [kind, form] of FORMS) {
    const written = form.match(plain)?.id
    if (written !== undefined) return identified(kind, written, url.searchParams.get('resourcekey') ?? '')
  }
  if (!site.match(url)) return undefined
  if (BARE.test(plain.pathname.replace(/\/{2,}/g, '/'))) return invalid('incomplete-url', 'the id is missing')
  return OWN.test(plain.pathname) ? invalid('not-a-dataset', 'a page of Google Drive that is no share') : undefined
}

function identified(kind: Target['kind'], written: string, key: string): Target | Invalid {
  const seen = visible(written).trim()
  const id = unclung(seen.replace(/…+$/, ''))
  if (id === '' || (isCutOff(seen) && !WHOLE_ID.test(id))) return invalid('incomplete-url', 'the id is cut off')
  if (!/^[\w-]+$/.test(id)) return invalid('malformed-url', 'the id holds characters that no id has')
  if (id.length < SHORTEST_ID) return invalid('incomplete-url', `the id has ${id.length} characters; the shortest have ${SHORTEST_ID}`)
  const bareKey = /^[\w-]+/.exec(key)?.[0]
  return { kind, id, ...(bareKey !== undefined && { key: bareKey }) }
}
