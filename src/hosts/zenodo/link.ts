/** Reads Zenodo links: which record, and which file of it. */
import type { Invalid } from '#model/checker.ts'
import { decoded, invalid, isCutOff, pattern, unclung } from '../kit.ts'

export type Target = {
  readonly id: string
  /** The file of the record that the link points at. */
  readonly file?: string
  /** The link is the owner's edit form, which asks everybody else to log in. */
  readonly editing?: true
}

const records = [
  pattern('https://zenodo.org/records/:id/*'),
  pattern('https://zenodo.org/record/:id/*'),
  pattern('https://zenodo.org/api/records/:id/*'),
]
const forms = [pattern('https://zenodo.org/deposit/:id/*'), pattern('https://zenodo.org/uploads/:id/*')]
const doi = pattern('https://zenodo.org/doi/10.5281/:id/*')
export const urls = [...records, ...forms, doi]

const withoutNumber = ['records', 'record', 'deposit', 'uploads', 'api/records', 'doi/10.5281'].map((path) => pattern(`https://zenodo.org/${path}`))
const site = pattern('https://zenodo.org/*')

/** Pages that hold no data. Whatever is not here (communities, badges that lead to a DOI) is judged as any other page. */
const SITE_PAGES = /^(search|login|signup|help|about|support|account|me)$/i

/** The record of a link. Whatever follows its number, files aside, is a view of the same record. */
export function parse(url: URL): Target | Invalid | undefined {
  const found = [...records, doi].map(({ match }) => match(url)).find((parts) => parts !== undefined)
  if (found) return record(found.id?.replace(/^zenodo\./i, '') ?? '', fileOf(url))
  const edited = forms.map(({ match }) => match(url)).find((parts) => parts !== undefined)
  if (edited) return record(edited.id ?? '', { editing: true })
  if (withoutNumber.some(({ match }) => match(url))) return invalid('incomplete-url', 'the number of the record is missing')
  if (!site.match(url)) return undefined
  const [page] = url.pathname.split('/').filter(Boolean)
  return page === undefined || SITE_PAGES.test(page) ? invalid('not-a-dataset', 'a page of the site') : undefined
}

/** What an address that is found on a page leads to. */
export function placeOf(address: string | undefined): Target | undefined {
  const url = URL.parse(address ?? '')
  const target = url ? parse(url) : undefined
  return target && 'id' in target && !target.editing ? target : undefined
}

/** The number, without leading zeros and the punctuation that clung to it in a text. */
function record(written: string, rest: Omit<Target, 'id'>): Target | Invalid {
  if (isCutOff(written)) return invalid('incomplete-url', 'the number of the record is cut off')
  const digits = /^(\d*)[\p{P}\p{S}\s]*$/u.exec(written)?.[1]
  if (digits === '') return invalid('incomplete-url', 'the number of the record is missing')
  const id = digits?.replace(/^0+/, '')
  return id && id.length <= 12 ? { id, ...rest } : invalid('malformed-url', 'no record can have this number')
}

/** `/records/7105232/files/a.zip?download=1` and `/api/records/7105232/files/a.zip/content` are the same file. */
function fileOf(url: URL): Pick<Target, 'file'> {
  const segments = url.pathname.split('/').filter(Boolean)
  const [, word, ...name] = segments[0]?.toLowerCase() === 'api' ? segments.slice(2) : segments.slice(1)
  if (word !== 'files') return {}
  if (segments[0]?.toLowerCase() === 'api' && name.at(-1) === 'content') name.pop()
  const file = decoded(name.join('/'))
  return file === '' ? {} : { file }
}

/** Whether a file of the record is the one of a link; the name in the link may have kept the end of its sentence. */
export const isFile = (key: string, file: string): boolean => [file, unclung(file)].some((name) => name.normalize() === key.normalize())
