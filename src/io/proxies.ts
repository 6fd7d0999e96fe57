/** Which proxy, if any, stands between us and a URL. */
import { InputError } from '#model/errors.ts'
import { bare } from './guard.ts'
import { userIn } from './user.ts'

/** The values of HTTP_PROXY, HTTPS_PROXY and NO_PROXY. */
export type ProxySettings = { readonly http?: string; readonly https?: string; readonly no?: string }

export type ProxyServer = {
  /** Scheme, host and port of the proxy itself. */
  readonly origin: URL
  /** The value of `proxy-authorization`, when the setting holds a user. */
  readonly authorization?: string
}

/**
 * The proxy of a URL, by its scheme and the exceptions of `no`: `example.org` (and all below it), `.example.org`,
 * `*.example.org`, `host:port`, or `*` for everything.
 * @throws {InputError} when a setting is no URL of an HTTP proxy
 */
export function proxies({ http, https, no = '' }: ProxySettings): (url: URL) => ProxyServer | undefined {
  const byScheme = { 'http:': parsed(http), 'https:': parsed(https) }
  const exceptions = no
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean)
    .map(exception)
  return (url) => {
    const proxy = byScheme[url.protocol as keyof typeof byScheme]
    if (proxy === undefined || exceptions.some((excepts) => excepts(bare(url.hostname), portOf(url)))) return undefined
    return proxy
  }
}

export const portOf = (url: URL): number => Number(url.port) || (url.protocol === 'https:' ? 443 : 80)

function parsed(setting: string | undefined): ProxyServer | undefined {
  if (setting === undefined || setting === '') return undefined
  const url = URL.parse(setting.includes('://') ? setting : `http://${setting}`)
  if (url === null || !/^https?:$/.test(url.protocol)) throw new InputError({ message: 'the proxy setting is no http:// or https:// URL' })
  const origin = new URL(url.origin)
  const user = userIn(url)
  return user === undefined ? { origin } : { origin, authorization: `Basic ${Buffer.from(`${user.user}:${user.pass}`).toString('base64')}` }
}

function exception(entry: string): (host: string, port: number) => boolean {
  if (entry === '*') return () => true
  const [, host = entry, port] = /^(.+):(\d+)$/.exec(entry) ?? []
  const name = bare(host).replace(/^\*?\./, '')
  return (asked, askedPort) => (asked === name || asked.endsWith(`.${name}`)) && (port === undefined || Number(port) === askedPort)
}
