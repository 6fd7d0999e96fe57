/** Reads addresses of the Wayback Machine: which page was captured, and when. */
import type { Invalid } from '#model/checker.ts'
import { decoded, invalid, pattern, unclungAddress } from '../kit.ts'

/** `timestamp` is `YYYYMMDDhhmmss` or a beginning of it, empty for the latest capture. */
export type Target = { readonly original: string; readonly timestamp: string }

const SITE = 'https://web.archive.org'

export const urls = [pattern(`${SITE}/web/:timestamp/*`), pattern(`${SITE}/web/*`)]

const site = pattern(`${SITE}/*`)

/** `20200101000000`, `20200101000000id_` (as it was received) and `20200101*` (the calendar) are of one capture. */
const CAPTURE = /^\/+web\/+(?:(\d{1,14})(?:[a-z]{2}_)?\*?(?:\/+|$)|\*\/+)?/

/** The capture a URL names; undefined when it is not the archive's. */
export function parse(url: URL): Target | Invalid | undefined {
  if (!site.match(url)) return undefined
  const found = CAPTURE.exec(url.pathname)
  if (found === null) return invalid('not-a-dataset', 'a page of the archive, not a capture')
  const written = `${plain(url.pathname.slice(found[0].length))}${url.search}`
  if (unclungAddress(written) === '') return invalid('incomplete-url', 'the address of the captured page is missing')
  const original = originalOf(written)
  if (original === undefined) return invalid('malformed-url', 'what is to be shown is no address')
  return { original: original.href, timestamp: found[1] ?? '' }
}

/** An address may have been encoded for its place in another: whole, with the slashes behind its scheme, or its scheme alone. */
function plain(path: string): string {
  const [, scheme, rest = ''] = /^([a-z][a-z0-9+.-]*)%3a(.*)$/is.exec(path) ?? []
  if (scheme === undefined) return path
  return rest.startsWith('/') ? `${scheme}:${rest}` : decoded(path)
}

/** The archive takes an address without its scheme, and with the slashes that other programs fold; it has captures of `ftp://`, too. */
function originalOf(written: string): URL | undefined {
  const [, scheme = 'http', rest = ''] = /^(?:(https?(?=:)|[a-z][a-z0-9+.-]*(?=:\/)):\/*)?(.*)$/is.exec(written) ?? []
  const url = URL.parse(`${scheme}://${rest}`)
  return url?.hostname.includes('.') ? url : undefined
}

/** The address without the end of the sentence the link stood in; undefined when it ends in no sign. Some names do: `/wiki/Apple_Inc.` */
export function unclungFrom(original: string): string | undefined {
  const bare = URL.parse(unclungAddress(original))?.href
  return bare === original ? undefined : bare
}

export const addressOf = ({ original, timestamp }: Target) => `${SITE}/web/${timestamp === '' ? '' : `${timestamp}/`}${original}`

/** The capture as it was received, without what the archive adds; undefined when the link does not say which one. */
export const rawAddressOf = ({ original, timestamp }: Target) => (timestamp.length === 14 ? `${SITE}/web/${timestamp}id_/${original}` : undefined)

/** The archive's own index of captures. */
export const indexOf = (original: string) =>
  `${SITE}/cdx/search/cdx?url=${encodeURIComponent(original)}&output=json&fl=timestamp,original,mimetype&filter=statuscode:200&limit=-1`

/** The archive makes no difference between schemes, ports, letter case, a leading `www.` and a final slash. */
export const isSamePage = (one: string, other: string) => keyOf(one) === keyOf(other)

export const isSameSite = (one: string, other: string) => siteOf(one) === siteOf(other)

function keyOf(address: string): string {
  const url = URL.parse(address)
  return url === null ? address : `${siteOf(address)}${url.pathname.replace(/\/+$/, '')}${url.search}`.toLowerCase()
}

const siteOf = (address: string) => URL.parse(address)?.hostname.replace(/^www\d*\./, '')
