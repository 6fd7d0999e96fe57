/** Reads S3 links in all their spellings: which bucket, which object or folder in it, at which of Amazon's doors. */
import type { Invalid, Pattern } from '#model/checker.ts'
import { decoded, invalid, isCutOff, pattern, segmentsOf, unclungAddress, unpunctuated } from '../kit.ts'

/** An entry of the registry of open data by its name, or a place in a bucket. */
export type Target = { readonly slug: string } | Place

export type Place = {
  readonly bucket: string
  /** Region the link names; empty for the door that serves all. */
  readonly region: string
  /** Name of the object, percent-encoded as the link has it; empty for the bucket or a folder of it. */
  readonly key: string
  /** Folder, as the beginning that the names of its objects share; empty for the whole bucket. */
  readonly prefix: string
}

export const REGION = '(?<region>[a-z]{2}(?:-[a-z]+)+-\\d)'
/** `s3`, `s3.eu-west-1`, `s3-eu-west-1`, `s3.dualstack.eu-west-1`; `s3-website` answers pages of its own and is a web site like any other. */
const DOOR = `s3(?:[.-](?:dualstack\\.)?${REGION}|-external-1)?\\.amazonaws\\.com$`
const anyDoor = new RegExp(`(?:^|\\.)${DOOR}`)
const pathStyle = new RegExp(`^${DOOR}`)
const hostStyle = new RegExp(`^(?<bucket>[a-z0-9][\\w.-]*)\\.${DOOR}`)

export const entry = pattern('https://registry.opendata.aws/:slug')
const registry = pattern('https://registry.opendata.aws')

const form = (form: string, door: RegExp, region: boolean): Pattern => ({
  form,
  match(url) {
    const found = door.exec(hostOf(url))?.groups
    return found !== undefined && region === (found.region !== undefined) ? { ...found } : undefined
  },
})

export const urls: readonly Pattern[] = [
  form('https://s3.amazonaws.com/:bucket/*', pathStyle, false),
  form('https://s3.:region.amazonaws.com/:bucket/*', pathStyle, true),
  form('https://:bucket.s3.amazonaws.com/*', hostStyle, false),
  form('https://:bucket.s3.:region.amazonaws.com/*', hostStyle, true),
  entry,
]

/** Bucket names of today, and those of the first years: in capitals, with underscores, longer. */
const BUCKET = /^[A-Za-z0-9][\w.-]{1,253}[A-Za-z0-9]$/

/** Parses a URL of any form; undefined for what is not S3's, and for signed links: they are made to expire. */
export function target(url: URL): Target | Invalid | undefined {
  const written = entry.match(url)?.slug
  if (written !== undefined)
    return isCutOff(written) ? invalid('incomplete-url', 'the name of the dataset is cut off') : { slug: unpunctuated(written) }
  if (registry.match(url)) return invalid('not-a-dataset', 'the front page of the registry')
  const host = hostOf(url)
  const own = hostStyle.exec(host)?.groups
  const shared = own === undefined ? pathStyle.exec(host)?.groups : undefined
  if ((own ?? shared) === undefined || /[?&](?:x-amz-signature|signature)=/i.test(url.search)) return undefined
  const path = url.pathname.replace(/^\/+/, '')
  const [first = ''] = path.split('/')
  if (isCutOff(segmentsOf(path).at(-1) ?? '')) return invalid('incomplete-url', 'the end of the path is cut off')
  const bucket = own?.bucket ?? decoded(first)
  if (bucket === '') return invalid('incomplete-url', 'the name of the bucket is missing')
  if (!BUCKET.test(bucket)) return invalid('malformed-url', 'no bucket can have this name')
  const place = { bucket, region: (own ?? shared)?.region ?? '' }
  const key = bareKey(own === undefined ? path.slice(first.length + 1) : path)
  if (key !== '' && !key.endsWith('/')) return { ...place, key, prefix: '' }
  const prefix = key === '' ? (url.searchParams.get('prefix') ?? '') : decoded(key)
  return isCutOff(prefix) ? invalid('incomplete-url', 'the name of the folder is cut off') : { ...place, key: '', prefix }
}

const QUOTES: Readonly<Record<string, string>> = { '”': '“', '’': '‘' }

/** Without the end of the sentence around it, but with the quote that answers one in the name. */
function bareKey(written: string): string {
  const key = unclungAddress(written)
  const closing = decoded(written.slice(key.length)).charAt(0)
  const opening = QUOTES[closing]
  const count = (sign: string) => decoded(key).split(sign).length
  const belongs = opening !== undefined && count(opening) > count(closing)
  return belongs ? written.slice(0, key.length + encodeURIComponent(closing).length) : key
}

/** The address of an object. Names with dots fit no certificate as a part of the host name. */
export function objectUrl({ bucket, region, key }: Place): string {
  const door = region === '' ? 's3.amazonaws.com' : `s3.${region}.amazonaws.com`
  return /[.A-Z_]/.test(bucket) ? `https://${door}/${bucket}/${key}` : `https://${bucket}.${door}/${key}`
}

/** The address of the first line of a list: whether there is anything that begins so. */
export const listUrl = (place: Place, prefix: string): string =>
  `${objectUrl({ ...place, key: '' })}?list-type=2&max-keys=1&prefix=${encodeURIComponent(prefix)}`

const hostOf = ({ hostname, protocol }: URL) => (/^https?:$/.test(protocol) ? hostname.toLowerCase().replace(/\.$/, '') : '')

/** The region of one of Amazon's doors, empty for the door that serves all; undefined for any other host. */
export function regionOfDoor(host: string): string | undefined {
  const found = anyDoor.exec(host.trim().toLowerCase())
  return found === null ? undefined : (found.groups?.region ?? '')
}
