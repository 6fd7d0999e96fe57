/** Puts steps on the wire, and asks once more where the connection rather than the host was at fault. */
import { TLS_MARK } from '#model/http.ts'
import { type Attempt, exchange } from './exchange.ts'
import { codeOf, INCOMPLETE_CHAIN } from './failures.ts'
import { bare, type Guard } from './guard.ts'
import type { Reply, Step, Wire } from './step.ts'
import type { Ways } from './ways.ts'

/** The lowest layer: one step, no waiting, no memory. A forbidden address is refused before anything is sent. */
export function wire(guard: Guard, ways: Ways): Wire {
  return async (step) => {
    const { url } = step
    const proxied = ways.proxied(url)
    if (guard.refuses(url.hostname, proxied)) return { failure: 'forbidden-address', detail: bare(url.hostname), connected: false, ms: 0 }
    const first = await exchange(step, ways.usual(url))
    if (proxied && askedToLogIn(step, first)) return { failure: 'proxy-refused', detail: 'HTTP 407', connected: false, ms: first.reply.ms }
    if (wornOut(step, first)) return (await exchange(remaining(step, first), ways.fresh(url))).reply
    // behind a proxy that opens TLS itself every certificate looks like this, and none of them is the host's
    if (chainIncomplete(step, first) && !proxied) return marked((await exchange(anonymous(remaining(step, first)), ways.lenient(url))).reply)
    return first.reply
  }
}

/**
 * A connection that carried other questions before broke when it got this one: the server may just have closed it, or sent
 * a body after a HEAD, which spoils the connection.
 */
const wornOut = ({ method }: Step, { reply, reused }: Attempt): boolean =>
  reused && method !== 'POST' && 'failure' in reply && (reply.failure === 'connection-reset' || reply.failure === 'bad-response')

/** Over plain http the proxy answers in the host's place; 407 is a word that only proxies have (RFC 9110, 15.5.8). */
const askedToLogIn = ({ url }: Step, { reply }: Attempt): boolean => url.protocol === 'http:' && 'status' in reply && reply.status === 407

/** A secret, or a body that may hold one, is not sent to a host whose certificate nobody vouches for. */
const chainIncomplete = ({ headers, body }: Step, { error }: Attempt): boolean =>
  codeOf(error) === INCOMPLETE_CHAIN && headers.authorization === undefined && body === undefined

function anonymous(step: Step): Step {
  const { cookie: _, ...headers } = step.headers
  return { ...step, headers }
}

const remaining = (step: Step, { reply }: Attempt): Step => ({ ...step, timeout: Math.max(1, step.timeout - reply.ms) })

const marked = (reply: Reply): Reply => ('failure' in reply ? reply : { ...reply, headers: { ...reply.headers, [TLS_MARK]: 'chain-incomplete' } })
