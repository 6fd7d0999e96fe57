/** Is this exchange an answer at all? The same question for every host, settled before a checker sees anything. */
import type { Exchange, Failure, Response } from '#model/http.ts'
import { type Reason, type Verdict, verdict } from '#model/verdict.ts'
import { wall } from './walls.ts'

/** What is on our side of the line is not the link's fault. */
function reasonOf(failure: Failure): Reason {
  if (failure === 'proxy-refused') return 'refused'
  return failure === 'no-route' ? 'unrecognised' : failure
}

/**
 * The answer, or the verdict that there is none. `accept` lists the statuses beyond 2xx that the asker can read; any other
 * is `rate-limited`, `refused`, `server-error` or `unrecognised`, never `gone` and never `alive`.
 */
export function triage(exchange: Exchange, accept: readonly number[] = []): { readonly answer: Response } | { readonly none: Verdict } {
  if ('failure' in exchange) return none(reasonOf(exchange.failure), exchange.detail)
  const { response, request } = exchange
  const { status } = response
  const standing = wall(response)
  if (standing !== undefined) return none('challenged', `${standing} (HTTP ${status})`)
  if (status === 429 || status === 509) return none('rate-limited', `HTTP ${status}`)
  if ((status >= 200 && status < 300) || accept.includes(status)) return { answer: response }
  if (status >= 300 && status < 400) {
    if (request.redirect === 'manual') return { answer: response }
    const scheme = otherScheme(response)
    if (scheme !== undefined) return none('unsupported-scheme', `redirected to ${scheme}`)
  }
  if (status === 403 || status === 407) return none('refused', `HTTP ${status}`)
  if (status === 408) return none('timeout', `HTTP ${status}`)
  if (status === 425 || (status >= 500 && status < 600)) return none('server-error', `HTTP ${status}`)
  return none('unrecognised', `HTTP ${status}`)
}

/** The scheme of a redirect that leads off the web (`magnet:`, `ftp:`); the transport follows all others. */
function otherScheme({ url, headers }: Response): string | undefined {
  const scheme = URL.parse(headers.location ?? '', url)?.protocol
  return scheme === undefined || /^https?:$/.test(scheme) ? undefined : scheme
}

const none = (reason: Reason, detail?: string) => ({ none: verdict(reason, detail === undefined ? {} : { detail }) })
