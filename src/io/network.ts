/** The network as checkers meet it: polite, guarded, bounded, and never throwing. Put together here from small layers. */
import type { Pace } from '#model/checker.ts'
import type { Transport } from '#model/http.ts'
import { backlog } from './backlog.ts'
import { type Clock, systemClock } from './clock.ts'
import { EMPTY } from './cookies.ts'
import { type Ask, following } from './following.ts'
import { guard as guarding } from './guard.ts'
import { hopeless } from './hopeless.ts'
import { type Resolve, systemResolve } from './names.ts'
import { paced } from './pace.ts'
import type { ProxySettings } from './proxies.ts'
import { remembering } from './remembering.ts'
import { retrying } from './retrying.ts'
import { type Keeping, revalidating } from './revalidating.ts'
import { ways as waysTo } from './ways.ts'
import { wire } from './wire.ts'

export type NetworkOptions = {
  readonly userAgent: string
  /** Milliseconds for one request, redirects included, waiting for politeness excluded. */
  readonly timeout: number
  /** Requests in flight at once, over all hosts. */
  readonly concurrency: number
  /** The politeness lane of a host name: requests of one lane are queued and spaced together. */
  readonly laneOf: (hostname: string) => { readonly id: string; readonly pace: Pace }
  /** CIDR ranges, private or reserved, that may be contacted all the same. */
  readonly allow: readonly string[]
  /** Values of secrets by name; see `Request.credential`. */
  readonly secrets: ReadonlyMap<string, string>
  readonly proxy: ProxySettings
  /** Resolves a host name to all its addresses. Default: the system's resolver. */
  readonly resolve?: Resolve
  /** Told when a host asks for a pause, in milliseconds, which all links of its lane then make. */
  readonly paused?: (lane: string, pause: number) => void
  /** Answers of earlier nights. Default: every answer is sent anew. */
  readonly keeping?: Keeping
  readonly clock?: Clock
}

export type Network = {
  /**
   * Remembers the answers of one host's night: identical requests are asked once. Dropped with its last conversation.
   * `links`: how many conversations there will be in this lane, as far as anybody knows.
   */
  session(lane?: string, links?: number): Session
  /** Closes every connection; a request that is still under way fails. */
  close(): Promise<void>
}

export type Session = {
  /** A fresh conversation with cookies of its own. Its transport is asked one question at a time. */
  converse(): Transport
}

/** @throws {InputError} when `allow` or `proxy` cannot be understood */
export function createNetwork(options: NetworkOptions): Network {
  const { clock = systemClock, resolve = systemResolve(), paused = () => {}, keeping } = options
  const guard = guarding(options.allow)
  const ways = waysTo(guard, resolve, options.proxy)
  const { known, learning } = hopeless()
  const { of: ahead, add } = backlog()
  const anew = paced(learning(wire(guard, ways)), { ...options, clock, known, ahead, paused })
  const step = keeping === undefined ? anew : revalidating(anew, keeping)
  const remembered = remembering(retrying(following(step, { ...options, now: clock.now }), clock))
  return {
    session(lane = '', links = 0) {
      const ask = remembered()
      add(lane, links)
      return {
        converse() {
          add(lane, -1)
          return conversation(ask)
        },
      }
    },
    close: () => ways.close(),
  }
}

function conversation(ask: Ask): Transport {
  let jar = EMPTY
  return async (request) => {
    const told = await ask(request, jar)
    jar = told.heard(jar)
    return told.exchange
  }
}
