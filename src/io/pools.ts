/** Connections by origin, kept open for the next question, and few enough for a night of a million hosts. */
import { Pool } from 'undici'
import type { Dial } from './dial.ts'

/** Origins with open connections; beyond that the one not asked for the longest is closed. */
const MOST_ORIGINS = 256

/** Milliseconds a connection may idle at most, whatever the server offers. */
const LONGEST_IDLE = 10_000

/** Bytes of headers; Node's own limit of 16 KiB is less than some sites need for their policies and cookies. */
const LARGEST_HEADERS = 64 * 1024

export type Pools = { of(origin: string): Pool; close(): Promise<void> }

const LIMITS = { allowH2: false, keepAliveMaxTimeout: LONGEST_IDLE, maxHeaderSize: LARGEST_HEADERS }

/** `reuse: false`: every question gets a connection of its own. */
export function pools(connect: Dial, { reuse }: { readonly reuse: boolean }): Pools {
  const open = new Map<string, Pool>()
  const closing = new Set<Pool>()

  const retire = (origin: string, pool: Pool) => {
    open.delete(origin)
    closing.add(pool)
    void pool.close().then(() => closing.delete(pool))
  }

  return {
    of(origin) {
      // no limit of connections: requests queue in their lanes, never here, where no deadline reaches them
      const pool = open.get(origin) ?? new Pool(origin, { connect, ...LIMITS, pipelining: reuse ? 1 : 0 })
      open.delete(origin)
      open.set(origin, pool)
      const [oldest] = open
      if (open.size > MOST_ORIGINS && oldest !== undefined) retire(...oldest)
      return pool
    },
    async close() {
      await Promise.all([...open.values(), ...closing].map((pool) => pool.destroy()))
    },
  }
}
