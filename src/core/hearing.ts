/** Notices whether anybody answers tonight, to tell a dead host from a machine without internet. */
import type { Checkers } from '#model/checker.ts'
import type { Exchange, Failure, Transport } from '#model/http.ts'

/** Failures that prove somebody at the other end; refused connections do not, for firewalls refuse like hosts. */
const SPOKEN: ReadonlySet<Failure> = new Set(['tls-error', 'connection-reset', 'redirect-loop', 'bad-response', 'rate-limited'])

/** Failures without any attempt to reach somebody. */
const UNTRIED: ReadonlySet<Failure> = new Set(['forbidden-address', 'unsupported-scheme'])

export type Ear = ReturnType<typeof hearing>

export function hearing() {
  const { promise: heard, resolve } = Promise.withResolvers<'heard'>()
  const unheard = new Map<string, Failure>()
  let spoken = false

  function note(exchange: Exchange) {
    if (spoken) return
    if ('response' in exchange || SPOKEN.has(exchange.failure) || exchange.hops !== undefined) {
      spoken = true
      resolve('heard')
    } else if (!UNTRIED.has(exchange.failure)) unheard.set(new URL(exchange.request.url).host, exchange.failure)
  }

  return {
    /** Settles with the first answer, or never. */
    heard,
    /** True once somebody answered. */
    anybody: () => spoken,
    /** True while everybody who was asked stayed silent. */
    silent: () => !spoken && unheard.size > 0,
    /** Who stayed silent, and how. */
    unheard: (): ReadonlyMap<string, Failure> => unheard,
    listen:
      (transport: Transport): Transport =>
      async (request) => {
        const exchange = await transport(request)
        note(exchange)
        return exchange
      },
  }
}

/** Hosts that are asked for a sign of life before a machine is called offline. */
const REFERENCES = 3

/** True when a few hosts that have no part in this night do not answer either. */
export async function nobodyElse(checkers: Checkers, asked: ReadonlySet<string>, converse: () => Transport, ear: Ear): Promise<boolean> {
  const others = [...checkers].filter(([id, { homepage }]) => !asked.has(id) && URL.canParse(homepage)).slice(0, REFERENCES)
  await Promise.all(others.map(([, { homepage }]) => converse()({ method: 'GET', url: homepage, limit: 1 })))
  return ear.silent()
}
