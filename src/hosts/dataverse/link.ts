/** Reads links of Dataverse installations, which have a name each and the same addresses. */
import type { Invalid, Pattern } from '#model/checker.ts'
import { invalid, isCutOff, pattern, unpunctuated } from '../kit.ts'

/** A persistent identifier, `doi:10.7910/DVN/DBW86T`, as the link writes it: whether case matters differs by installation. */
export type Pid = { readonly scheme: string; readonly name: string }
export type Identified = Pid & { readonly kind: 'dataset' | 'file'; readonly site: string }
/** By its number in the installation's database. */
export type Numbered = { readonly kind: 'numbered-dataset' | 'numbered-file'; readonly site: string; readonly id: string }
export type Collection = { readonly kind: 'collection'; readonly site: string; readonly alias: string }
export type Target = Identified | Numbered | Collection

/** A form that every installation has, under whatever host name. */
const anywhere = (rest: string): Pattern => ({ ...pattern(`https://*/${rest}`), form: `https://:host/${rest}` })

const dataset = anywhere('dataset.xhtml?persistentId=:pid')
/** Called so elsewhere, too: it must name an identifier of a known kind. */
const citation = anywhere('citation?persistentId=:pid')
/** Calls of the interface; only those by persistent identifier are unmistakable. */
const datasetCalls = [anywhere('api/access/dataset/:by/*?persistentId=:pid'), anywhere('api/datasets/:by/*?persistentId=:pid')]
const file = anywhere('file.xhtml?persistentId=:pid')
const fileCall = anywhere('api/access/datafile/:by?persistentId=:pid')
const numberedDataset = anywhere('dataset.xhtml?id=:id')
const numberedFiles = [anywhere('file.xhtml?fileId=:id'), anywhere('api/access/datafile/:id')]
const collection = anywhere('dataverse/:alias')
export const urls = [dataset, citation, ...datasetCalls, file, fileCall, numberedDataset, ...numberedFiles, collection]

const datasetPage = anywhere('dataset.xhtml')

/** What a URL names; undefined when it does not have a form that Dataverse alone has. */
export function parse(written: URL): Target | Invalid | undefined {
  const url = withoutSession(written)
  const site = siteOf(url)
  const whole = found([dataset], url) ?? found([citation], url, isPid) ?? found(datasetCalls, url, isByPid)
  if (whole) return identified('dataset', site, whole.pid)
  const identifiedFile = found([file], url) ?? found([fileCall], url, isByPid)
  if (identifiedFile) return identified('file', site, identifiedFile.pid)
  const numbered = numberOf(found([numberedDataset], url))
  if (numbered !== undefined) return { kind: 'numbered-dataset', site, id: numbered }
  const numberedFile = numberOf(found(numberedFiles, url))
  if (numberedFile !== undefined) return { kind: 'numbered-file', site, id: numberedFile }
  const isNamed = url.hostname.includes('dataverse')
  const alias = isNamed ? found([collection], url)?.alias?.replace(/[^\w-]+$/, '') : undefined
  if (alias) return { kind: 'collection', site, alias: alias.toLowerCase() }
  const isEmpty = url.searchParams.has('persistentId') || (isNamed && url.search === '')
  return datasetPage.match(url) && isEmpty ? invalid('incomplete-url', 'the persistent identifier is missing') : undefined
}

/** Where the interface is: at https as well as the page, unless the link names a port. */
const siteOf = ({ protocol, host, port }: URL) => `${port === '' ? 'https:' : protocol}//${host}`

/** Java servers write the visit into the path when a browser takes no cookies. */
function withoutSession(url: URL): URL {
  if (!/;jsessionid=/i.test(url.pathname)) return url
  const plain = new URL(url)
  plain.pathname = plain.pathname.replace(/;jsessionid=[^/]*/i, '')
  return plain
}

type Parts = Readonly<Record<string, string>>

const isPid = ({ pid = '' }: Parts) => /^(?:doi:|hdl:|perma:|https?:\/\/(?:dx\.)?doi\.org\/|https?:\/\/hdl\.)/i.test(pid)

const isByPid = ({ by }: Parts) => by === ':persistentId'

function numberOf(parts: Parts | undefined): string | undefined {
  const digits = /^(\d{1,12})[\p{P}\p{S}\s]*$/u.exec(parts?.id ?? '')?.[1]
  return digits === undefined ? undefined : String(Number(digits))
}

function found(forms: readonly Pattern[], url: URL, accept: (parts: Parts) => boolean = () => true): Parts | undefined {
  return forms.map(({ match }) => match(url)).find((parts) => parts !== undefined && accept(parts))
}

function identified(kind: Identified['kind'], site: string, written = ''): Identified | Invalid {
  if (isCutOff(written)) return invalid('incomplete-url', 'the persistent identifier is cut off')
  const named = written
    .trim()
    .replace(/^https?:\/\/(?:dx\.)?doi\.org\//i, 'doi:')
    .replace(/^https?:\/\/hdl\.handle\.net\//i, 'hdl:')
  const [, scheme = '', name = ''] = /^(?:(doi|hdl|ark|perma):?\/*)?(\S*)$/i.exec(unpunctuated(named)) ?? []
  if (/^(?:10(?:\.\d*)?|10\.7910\/DVN)?$/i.test(name)) return invalid('incomplete-url', 'the persistent identifier is cut off')
  const isDoi = /^10\.\d{4,9}\/\S+$/.test(name)
  if (scheme === '' ? !isDoi : scheme.toLowerCase() === 'doi' && !isDoi) return invalid('malformed-url', 'no persistent identifier')
  return { kind, site, scheme: scheme.toLowerCase() || 'doi', name }
}

export type Asked = Identified | Numbered

/** How the interface is asked about something: by its number in the path, by its identifier in the query. */
export function callOf(target: Asked, call = '', parameters = ''): string {
  const kind = target.kind.endsWith('file') ? 'files' : 'datasets'
  if ('id' in target) return `${kind}/${target.id}${call}${parameters && `?${parameters}`}`
  return `${kind}/:persistentId${call}?${queryOf(target)}${parameters && `&${parameters}`}`
}

export const queryOf = ({ scheme, name }: Pid) => `persistentId=${encodeURIComponent(`${scheme}:${name}`)}`

/** What DataCite may know. */
export const pidOf = (target: Asked): Pid | undefined => ('id' in target ? undefined : target)
