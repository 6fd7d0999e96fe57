/** Cookies of one conversation (RFC 6265, as far as it lasts minutes): a jar is a value, a new one after every answer. */
import { isIP } from 'node:net'

type Cookie = {
  readonly name: string
  readonly value: string
  readonly domain: string
  /** Whether subdomains get it as well. */
  readonly wide: boolean
  readonly path: string
  readonly secure: boolean
}
export type Jar = readonly Cookie[]

export const EMPTY: Jar = []

/** A `Set-Cookie` as it was said. `removed`: it takes the cookie away. */
export type SetCookie = { readonly name: string; readonly value: string; readonly attributes: ReadonlyMap<string, string>; readonly removed: boolean }

/** Reads a `Set-Cookie` header; undefined when it names no cookie. */
export function parseSetCookie(header: string, now: number): SetCookie | undefined {
  const [pair = '', ...rest] = header.split(';')
  const [name = '', value] = halves(pair)
  if (name === '' || value === undefined) return undefined
  const attributes = new Map(
    rest.map((part) => {
      const [key = '', said = ''] = halves(part)
      return [key.toLowerCase(), said]
    }),
  )
  const age = attributes.get('max-age')
  const removed = age !== undefined && /^-?\d+$/.test(age) ? Number(age) <= 0 : Date.parse(attributes.get('expires') ?? '') <= now
  return { name, value, attributes, removed }
}

/** The jar after `url` answered with these cookies. One for a domain that is not its own is refused. */
export function received(jar: Jar, url: URL, said: readonly SetCookie[]): Jar {
  return said.reduce((kept, { name, value, attributes, removed }) => {
    const wanted = attributes.get('domain')?.replace(/^\./, '').toLowerCase() ?? ''
    const wide = wanted !== '' && wanted !== url.hostname
    // a single label is a whole country; a part of an address is nothing
    if (wide && !(wanted.includes('.') && isIP(url.hostname) === 0 && url.hostname.endsWith(`.${wanted}`))) return kept
    const domain = wide ? wanted : url.hostname
    const given = attributes.get('path') ?? ''
    const path = given.startsWith('/') ? given : folderOf(url.pathname)
    const others = kept.filter((cookie) => cookie.name !== name || cookie.domain !== domain || cookie.path !== path)
    return removed ? others : [...others, { name, value, domain, wide: wanted !== '', path, secure: attributes.has('secure') }]
  }, jar)
}

/** The `cookie` header for a URL, the most specific path first; undefined when no cookie is meant for it. */
export function cookieHeader(jar: Jar, url: URL): string | undefined {
  const meant = jar.filter(
    ({ domain, wide, path, secure }) =>
      (url.hostname === domain || (wide && url.hostname.endsWith(`.${domain}`))) &&
      (url.pathname === path || url.pathname.startsWith(path.endsWith('/') ? path : `${path}/`)) &&
      (!secure || url.protocol === 'https:'),
  )
  if (meant.length === 0) return undefined
  return meant
    .toSorted((one, other) => other.path.length - one.path.length)
    .map(({ name, value }) => `${name}=${value}`)
    .join('; ')
}

const folderOf = (path: string) => path.slice(0, Math.max(1, path.lastIndexOf('/')))

function halves(part: string): [string, string?] {
  const at = part.indexOf('=')
  return at < 0 ? [part.trim()] : [part.slice(0, at).trim(), part.slice(at + 1).trim()]
}
