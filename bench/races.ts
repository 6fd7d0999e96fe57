/** Which plans are run, and how politely. */
import type { Politeness } from './bound.ts'

export type Race = {
  readonly plan: string
  readonly politeness: Politeness
  /** The run with the median wall time of so many is shown. */
  readonly runs: number
  /** Whether the other link checkers run it, too. */
  readonly peers: boolean
}

const race = (plan: string, all: number, concurrency: number, spacing: number, more: Partial<Race> = {}): Race => ({
  plan,
  politeness: { all, concurrency, spacing },
  runs: 1,
  peers: false,
  ...more,
})

/** Less than two minutes. */
export const QUICK: readonly Race[] = [race('a', 32, 16, 0), race('d', 32, 16, 0), race('c', 128, 8, 0), race('e', 64, 2, 0)]

/** About an hour: a host with hundreds of links at one a second is the length of a night. */
export const FULL: readonly Race[] = [
  race('a', 32, 16, 0),
  race('a', 32, 4, 0.2),
  race('a', 32, 2, 1),
  race('b', 32, 16, 0),
  race('b', 64, 16, 0.05),
  race('c', 32, 2, 0),
  race('c', 32, 2, 1),
  race('d', 32, 16, 0, { peers: true, runs: 3 }),
  race('d', 32, 2, 0),
  race('e', 64, 2, 0, { peers: true, runs: 5 }),
  race('f', 32, 4, 0.2),
  race('g', 64, 2, 0),
  race('G', 64, 2, 0),
]
