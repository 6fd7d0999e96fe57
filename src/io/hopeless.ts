/** What need not be asked again tonight: names that do not exist, and hosts that let link after link wait for nothing. */
import type { Failure } from '#model/http.ts'
import { portOf } from './proxies.ts'
import type { Reply, Step, Unanswered, Wire } from './step.ts'

/** Different links of one host that failed to connect, one after the other, before it is given up. */
const UNCONNECTED = 3

/**
 * Different links of one host that it took and never answered, one after the other, before it is given up. More than of the others:
 * a page may be slow where its host is not. HEAD does not count, for some hosts let nothing but HEAD wait.
 */
const SILENT = 6

const NO_CONNECTION: ReadonlySet<Failure> = new Set<Failure>(['connection-refused', 'connection-reset', 'timeout', 'dns-failure'])

type Streak = { readonly unconnected: Set<string>; readonly silent: Set<string>; detail: string }

export type Hopeless = {
  /** The failure to expect, when asking is pointless. */
  known(step: Step): Unanswered | undefined
  /** Learns from every reply of a wire. */
  learning(wire: Wire): Wire
}

/** Retries of one link count once. Any answer ends a streak, and any connection one of failures to connect. */
export function hopeless(): Hopeless {
  const missing = new Map<string, Unanswered>()
  const streaks = new Map<string, Streak>()

  const learn = ({ url, link, method }: Step, reply: Reply) => {
    const host = hostOf(url)
    if (!('failure' in reply)) return void streaks.delete(host)
    const { failure, detail, connected } = reply
    const silent = connected && failure === 'timeout'
    if (!silent && (connected || failure === 'tls-error')) return void streaks.delete(host)
    if (failure === 'dns-not-found') missing.set(url.hostname, { failure, detail, connected: false, ms: 0 })
    if (!NO_CONNECTION.has(failure)) return
    const streak = streaks.get(host) ?? { unconnected: new Set(), silent: new Set(), detail: '' }
    streaks.set(host, streak)
    streak.detail = `${failure}: ${detail}`
    if (!silent) streak.unconnected.add(link)
    else {
      streak.unconnected.clear()
      if (method !== 'HEAD') streak.silent.add(link)
    }
  }

  return {
    known({ url }) {
      const streak = streaks.get(hostOf(url))
      if (streak === undefined || (streak.unconnected.size < UNCONNECTED && streak.silent.size < SILENT)) return missing.get(url.hostname)
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
