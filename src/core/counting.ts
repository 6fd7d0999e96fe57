/** How far a night is, and on whom it waits. */
import type { Outcome } from '#model/night.ts'
import type { Unit } from './plan.ts'

/** Told when a link is through. `waitingFor`: who has the most links left, and how many, of those who are being asked. */
export type Progress = (done: number, total: number, waitingFor: () => Waiting | undefined) => void

export type Waiting = { readonly name: string; readonly left: number }

/** Counts the links of these units as they are asked. */
export function counting(units: readonly Unit[], progress: Progress) {
  const left = new Map<string, number>()
  let done = 0
  let total = units.reduce((sum, { assignments }) => sum + assignments.length, 0)

  const waitingFor = () => {
    let most: Waiting | undefined
    for (const [name, count] of left) if (most === undefined || count > most.left) most = { name, left: count }
    return most
  }

  return {
    begin: ({ name, assignments }: Unit) => void left.set(name, assignments.length),
    /** The links of the unit that rest are asked after all. */
    more({ name, resting }: Unit): void {
      total += resting.length
      left.set(name, (left.get(name) ?? 0) + resting.length)
    },
    /** Passes the outcome on. */
    told({ name }: Unit, outcome: Outcome): Outcome {
      done += 1
      const before = left.get(name) ?? 0
      if (before > 1) left.set(name, before - 1)
      else left.delete(name)
      progress(done, total, waitingFor)
      return outcome
    },
  }
}
