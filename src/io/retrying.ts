/** Asks again where that can help: a broken connection, a server's bad moment, a host that says "not now". */
import { BODY_MARK, type Exchange, type Failure } from '#model/http.ts'
import type { Clock } from './clock.ts'
import type { Ask, Told } from './following.ts'
import { LONGEST_PAUSE } from './pace.ts'
import { pauseAsked } from './rate-limits.ts'

const MOST_RETRIES = 2
const BACKOFF = 1_000
/** The wait after a 429 that does not say how long. */
const COOLING = 10_000

/** Waits outside the lanes, so that no slot is held meanwhile; every attempt queues like a first one. */
export function retrying(ask: Ask, clock: Clock): Ask {
  return async (request, jar) => {
    let told = await ask(request, jar)
    for (let retry = 1; retry <= MOST_RETRIES; retry++) {
      const wait = waitBefore(retry, told, clock.now())
      if (wait === undefined) return told
      await clock.sleep(wait)
      const { heard } = told
      const again = await ask(request, heard(jar))
      if ('failure' in again.exchange && (isCutOff(told.exchange) || notMade.has(again.exchange.failure))) return told
      const ms = told.exchange.ms + again.exchange.ms
      told = { ...again, exchange: { ...again.exchange, ms }, heard: (before) => again.heard(heard(before)) }
    }
    return told
  }
}

/** Milliseconds before asking again; undefined when that is pointless, impolite, or could do something twice. */
function waitBefore(retry: number, { exchange, connected }: Told, now: number): number | undefined {
  const repeatable = exchange.request.method !== 'POST' || !connected
  const backoff = BACKOFF * 2 ** (retry - 1) * (0.5 + Math.random())
  if (!repeatable) return undefined
  if ('failure' in exchange) {
    const { failure } = exchange
    return failure === 'connection-reset' || failure === 'dns-failure' || (failure === 'timeout' && !connected) ? backoff : undefined
  }
  const { status } = exchange.response
  const pause = pauseAsked(exchange.response, now)
  if (pause !== undefined && pause > LONGEST_PAUSE) return undefined
  // its lane waits for as long as it was asked to
  if (status === 429) return retry > 1 ? undefined : pause === undefined ? COOLING + backoff : 0
  return isBadMoment(status) || isCutOff(exchange) ? backoff : undefined
}

const isBadMoment = (status: number) => status === 408 || status === 425 || (status >= 500 && status < 600 && status !== 501 && status !== 505)

const isCutOff = (exchange: Exchange) => 'response' in exchange && exchange.response.headers[BODY_MARK] === 'cut-off'

/** The retry was not made: what the first attempt said is worth more. */
const notMade: ReadonlySet<Failure> = new Set<Failure>(['host-down', 'rate-limited'])
