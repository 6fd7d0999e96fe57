/** Politeness as the asked see it: how many requests a host had to bear at once, how fast they came, and whether they heeded a refusal. */
import type { Politeness } from './bound.ts'

/** Milliseconds by which two busy processes may misjudge the moment a request was sent. */
const JITTER = 50

type Host = {
  count: number
  inFlight: number
  lastArrival: number
  /** Since when it wants to be left alone, and until when. */
  refusedAt: number
  refusedUntil: number
}

/** What was seen. `crowded`, `hurried` and `early` are requests that broke the rules. */
export type Seen = {
  readonly requests: number
  readonly mostAtOnce: number
  /** More at once, to one host or to all, than allowed. */
  readonly crowded: number
  /** Sooner after the one before than the spacing allows. */
  readonly hurried: number
  /** Before `Retry-After` had passed. */
  readonly early: number
  /** Milliseconds that were missing where most were. */
  readonly shortest: number
}

export function watching({ all, concurrency, spacing }: Politeness) {
  const hosts = new Map<string, Host>()
  const seen = { requests: 0, mostAtOnce: 0, crowded: 0, hurried: 0, early: 0, shortest: 0 }
  let atOnce = 0

  const hostOf = (name: string): Host => {
    const known = hosts.get(name)
    if (known !== undefined) return known
    const host: Host = { count: 0, inFlight: 0, lastArrival: Number.NEGATIVE_INFINITY, refusedAt: 0, refusedUntil: 0 }
    hosts.set(name, host)
    return host
  }

  return {
    /** Notes a request; the returned function, called as often as one likes, notes its end. */
    arrived(name: string): () => void {
      const host = hostOf(name)
      const now = performance.now()
      host.count += 1
      host.inFlight += 1
      atOnce += 1
      seen.requests += 1
      seen.mostAtOnce = Math.max(seen.mostAtOnce, atOnce)
      if (host.inFlight > concurrency || atOnce > all) seen.crowded += 1
      const short = host.lastArrival + spacing * 1000 - now
      seen.shortest = Math.max(seen.shortest, Math.round(short))
      if (short > JITTER) seen.hurried += 1
      // one that was under way when the host refused another could not know
      if (now > host.refusedAt + JITTER && now < host.refusedUntil - JITTER) seen.early += 1
      host.lastArrival = now
      let over = false
      return () => {
        if (over) return
        over = true
        host.inFlight -= 1
        atOnce -= 1
      }
    },
    countOf: (name: string) => hostOf(name).count,
    isRefusing: (name: string) => performance.now() < hostOf(name).refusedUntil,
    refuse(name: string, seconds: number) {
      const host = hostOf(name)
      if (performance.now() < host.refusedUntil) return
      host.refusedAt = performance.now()
      host.refusedUntil = host.refusedAt + seconds * 1000
    },
    seen: (): Seen => seen,
  }
}

export type Watch = ReturnType<typeof watching>
