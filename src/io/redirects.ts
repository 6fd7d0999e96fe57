/** What a redirect asks for: where to go next, and what may be taken along. */
import type { Failure, Method } from '#model/http.ts'

type Sent = { readonly method: Method; readonly url: URL; readonly headers: Readonly<Record<string, string>>; readonly body?: string }
type Said = { readonly status: number; readonly headers: Readonly<Record<string, string>> }

type Broken = { readonly failure: Failure; readonly detail: string }

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])

/** What another origin may know about a request; anything else may be a secret. */
const HARMLESS = ['accept', 'accept-encoding', 'accept-language', 'range', 'user-agent']

/** True when an answer sends us elsewhere. Without a `Location` it is an answer like any other. */
export const isRedirect = ({ status, headers }: Said): boolean => REDIRECTS.has(status) && !!headers.location

/**
 * The question a redirect asks for, or undefined when it cannot be put: another scheme than http(s) (`magnet:`, `ftp:`), or
 * a body that belongs to another origin. Then the redirect itself is the answer.
 * A failure when the Location is no URL.
 */
export function next(sent: Sent, said: Said): Sent | Broken | undefined {
  const url = URL.parse(ascii(said.headers.location ?? ''), sent.url.href)
  if (url === null) return { failure: 'bad-response', detail: 'Location is no URL' }
  if (!isWeb(url)) return undefined
  const target = stripped(url)
  const home = target.origin === sent.url.origin
  const keepsBody = said.status === 307 || said.status === 308
  if (keepsBody && sent.body !== undefined && !home) return undefined
  const method = keepsBody || sent.method === 'HEAD' ? sent.method : 'GET'
  const headers = Object.entries(sent.headers).filter(([name]) => (home ? keepsBody || !name.startsWith('content-') : HARMLESS.includes(name)))
  return { method, url: target, headers: Object.fromEntries(headers), ...(keepsBody && sent.body !== undefined && { body: sent.body }) }
}

export const isWeb = (url: URL): boolean => url.protocol === 'http:' || url.protocol === 'https:'

/** What of a URL is ever sent: not the fragment, and no user or password. */
export function stripped(url: URL): URL {
  const bare = new URL(url)
  bare.username = ''
  bare.password = ''
  bare.hash = ''
  return bare
}

/** Raw bytes in a Location, of whatever charset, are kept by escaping them as they are. */
const ascii = (location: string) => location.replace(/[\u0080-\u00ff]/g, (byte) => `%${byte.charCodeAt(0).toString(16).padStart(2, '0')}`)
