/** URL forms, written as a person would: `https://pan.baidu.com/s/:surl`, `https://mega.nz/folder/:handle#:key`. */
import type { Pattern } from '#model/checker.ts'

/**
 * Compiles a form. `:name` is one path segment, one host label, one query value or the fragment; a final `/*` is any rest
 * or none. Scheme, a leading `www.`, letter case of the literal parts, empty segments and a final slash make no
 * difference; parameters the form does not name may be present. Named parts come back percent-decoded. The host `*` is any.
 */
export function pattern(form: string): Pattern {
  const [, host, path, query, fragment] = /^https?:\/\/([^/?#]+)([^?#]*)(?:\?([^#]*))?(?:#:(\w+))?$/.exec(form) ?? []
  if (host === undefined) throw new Error(`not a URL form: ${form}`)
  const wantedHost = hostOf(bareHost(host))
  const wanted = segmentsOf(path ?? '')
  const open = wanted.at(-1) === '*'
  if (open) wanted.pop()
  const parameters = [...new URLSearchParams(query)]

  return {
    form,
    match(url) {
      const { host, segments: actual } = partsOf(url)
      const found: Record<string, string> = {}
      if (!wantedHost(host, found)) return undefined
      if (open ? actual.length < wanted.length : actual.length !== wanted.length) return undefined
      if (!wanted.every((segment, i) => take(segment, actual[i], found))) return undefined
      if (!parameters.every(([key, value]) => take(value, url.searchParams.get(key) ?? undefined, found))) return undefined
      if (fragment !== undefined) {
        if (url.hash.length < 2) return undefined
        found[fragment] = decoded(url.hash.slice(1))
      }
      return found
    },
  }
}

/** What a host name must be; wildcards are noted in `found`. Most links belong to other hosts: that must be seen at once. */
function hostOf(form: string): (host: string, found: Record<string, string>) => boolean {
  if (form === '*') return (host) => host !== ''
  if (!form.includes(':')) return (host) => host === form
  const labels = form.split('.')
  return (host, found) => {
    const actual = host.split('.')
    return actual.length === labels.length && labels.every((label, i) => take(label, actual[i], found))
  }
}

/** The last URL that was taken apart: one URL is held against hundreds of forms in a row. */
let last = { href: '', host: '', segments: [] as readonly string[] }

/** No host and no segments for schemes other than http and https. */
function partsOf(url: URL): typeof last {
  if (last.href === url.href) return last
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:'
  last = { href: url.href, host: isWeb ? bareHost(url.hostname) : '', segments: isWeb ? segmentsOf(url.pathname) : [] }
  return last
}

const bareHost = (host: string) =>
  host
    .toLowerCase()
    .replace(/^www\./, '')
    .replace(/\.$/, '')

const segmentsOf = (path: string) => path.split('/').filter((segment) => segment !== '')

/** Compares one literal, or notes one named part. */
function take(wanted: string, actual: string | undefined, found: Record<string, string>): boolean {
  if (actual === undefined || actual === '') return false
  if (!wanted.startsWith(':')) return wanted.toLowerCase() === decoded(actual).toLowerCase()
  found[wanted.slice(1)] = decoded(actual)
  return true
}

/** Percent-encoding undone. */
export function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part // a lone % is part of many links as people write them
  }
}
