/** What need not be asked again tonight: names that do not exist, and hosts that nobody could connect to three times in a row. */
import type { Failure } from '#model/http.ts'
import { portOf } from './proxies.ts'
import type { Reply, Step, Unanswered, Wire } from './step.ts'

/** Different links of one host that failed to connect, one after the other, before it is given up. */
const ENOUGH = 3

const NO_CONNECTION: ReadonlySet<Failure> = new Set<Failure>(['connection-refused', 'connection-reset', 'timeout', 'dns-failure'])

type Streak = { readonly links: Set<string>; readonly detail: string }

export type Hopeless = {
  /** The failure to expect, when asking is pointless. */
  known(step: Step): Unanswered | undefined
  /** Learns from every reply of a wire. */
  learning(wire: Wire): Wire
}

/** Retries of one link count once; any connection ends the streak. */
export function hopeless(): Hopeless {
  const missing = new Map<string, Unanswered>()
  const streaks = new Map<string, Streak>()

  const learn = ({ url, link }: Step, reply: Reply) => {
    const host = hostOf(url)
    if (!('failure' in reply) || reply.connected || reply.failure === 'tls-error') {
      streaks.delete(host)
      return
    }
    const { failure, detail } = reply
    if (failure === 'dns-not-found') missing.set(url.hostname, { failure, detail, connected: false, ms: 0 })
    if (!NO_CONNECTION.has(failure)) return
    const streak = streaks.get(host) ?? { links: new Set(), detail: `${failure}: ${detail}` }
    streaks.set(host, streak)
    streak.links.add(link)
  }

  return {
    known({ url }) {
      const streak = streaks.get(hostOf(url))
      if (streak === undefined || streak.links.size < ENOUGH) return missing.get(url.hostname)
      return { failure: 'host-down', detail: streak.detail, connected: false, ms: 0 }
    },
    learning: (wire) => async (step) => {
      const reply = await wire(step)
      learn(step, reply)
      return reply
    },
  }
}

const hostOf = (url: URL) => `${url.hostname}:${portOf(url)}`
