/** The requests that may be in flight at once, over all hosts; whoever has the most to do gets the next free slot. */

type Waiting = { readonly urgency: number; readonly run: () => Promise<void> }

/** Runs tasks, so many at once; of those that wait, the most urgent first, and the first come among equals. Tasks never reject. */
export function slots(most: number): (urgency: number, run: () => Promise<void>) => void {
  const waiting: Waiting[] = []
  let busy = 0

  const next = () => {
    const task = mostUrgent(waiting)
    if (task === undefined) return
    busy += 1
    void task.run().then(() => {
      busy -= 1
      next()
    })
  }

  return (urgency, run) => {
    waiting.push({ urgency, run })
    if (busy < most) next()
  }
}

/** Takes it out. A lane waits at most once, so that there are never more than a few hundred to look at. */
function mostUrgent(waiting: Waiting[]): Waiting | undefined {
  let best = 0
  let most = Number.NEGATIVE_INFINITY
  for (const [i, { urgency }] of waiting.entries()) {
    if (urgency <= most) continue
    best = i
    most = urgency
  }
  return waiting.splice(best, 1)[0]
}
