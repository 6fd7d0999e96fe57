/** What an OSF URL names: a short identifier that may stand for anything, or a file by its long number. */
import type { Invalid } from '#model/checker.ts'
import { invalid, pattern, unpunctuated } from '../kit.ts'

/** `viewOnly` is the key of a link made for reviewers, which opens a private project. */
export type Target = { readonly kind: 'guid' | 'file'; readonly id: string; readonly viewOnly?: string }

const download = pattern('https://osf.io/download/:id')
/** The file's own number comes first, where there is one: it may be missing from a project that is there. */
const FILES = [
  download,
  pattern('https://osf.io/:guid/files/osfstorage/:id'),
  pattern('https://files.osf.io/v1/resources/:guid/providers/osfstorage/:id'),
]
const GUIDS = [
  pattern('https://osf.io/preprints/:provider/:guid/*'),
  pattern('https://files.osf.io/v1/resources/:guid/providers/*'),
  pattern('https://api.osf.io/v2/nodes/:guid/*'),
  pattern('https://osf.io/:guid/*'),
]
export const FORMS = [...FILES, ...GUIDS]

const SECTIONS = new Set(
  'about activity collections dashboard explore files goodbye institutions legal login logout meetings my-projects myprojects nodes preprints profile quickfiles register registries reviews search settings share support users'.split(
    ' ',
  ),
)

export function parse(url: URL): Target | Invalid | undefined {
  const key = unpunctuated(url.searchParams.get('view_only') ?? '')
  const viewOnly = key ? { viewOnly: key } : {}
  for (const { match } of FILES) {
    const id = unpunctuated(match(url)?.id ?? '').toLowerCase()
    if (/^[\da-f]{24}$/.test(id)) return { kind: 'file', id, ...viewOnly }
  }
  const downloaded = download.match(url)?.id
  if (downloaded !== undefined) return identified(downloaded, viewOnly)
  for (const { match } of GUIDS) {
    const guid = match(url)?.guid
    if (guid !== undefined) return identified(guid, viewOnly)
  }
  return site.match(url) ? invalid('not-a-dataset', 'the front page') : undefined
}

const site = pattern('https://osf.io/*')

/** Five letters and digits; a preprint may add its version. */
function identified(written: string, viewOnly: { readonly viewOnly?: string }): Target | Invalid {
  const id = unpunctuated(written).toLowerCase()
  if (SECTIONS.has(id)) return invalid('not-a-dataset', 'a page of the site')
  if (/^[a-z\d]{5}(?:_v\d{1,3})?$/.test(id)) return { kind: 'guid', id, ...viewOnly }
  if (/^[a-z-]{6,}$/.test(id)) return invalid('not-a-dataset', 'a page of the site')
  if (/^[a-z\d]{1,4}$/.test(id)) return invalid('incomplete-url', 'the identifier is cut off')
  return invalid('malformed-url', 'no identifier looks like this')
}
