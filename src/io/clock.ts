/** Time as the network's waiting knows it; tests pass a clock of their own and nobody waits. */
import { setTimeout } from 'node:timers/promises'

/** Milliseconds since 1970, and a pause of so many. */
export type Clock = { now(): number; sleep(ms: number): Promise<void> }

export const systemClock: Clock = {
  now: Date.now,
  sleep: (ms) => setTimeout(ms),
}
