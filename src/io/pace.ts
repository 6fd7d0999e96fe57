/** Politeness: how many requests a host has to bear at once, how far apart they start, and when it wants to be left alone. */
import pLimit, { type LimitFunction } from 'p-limit'
import type { Pace } from '#model/checker.ts'
import type { Clock } from './clock.ts'
import { pauseAsked } from './rate-limits.ts'
import { slots } from './slots.ts'
import type { Reply, Step, Unanswered, Wire } from './step.ts'

/** Milliseconds; a host that asks for a longer pause is not waited for. */
export const LONGEST_PAUSE = 120_000

type Lane = {
  readonly id: string
  readonly slots: LimitFunction
  /** One after the other: waiting for the next start. */
  readonly turns: LimitFunction
  readonly pace: Pace
  users: number
  /** Milliseconds of all its replies, and how many those were. */
  took: number
  replies: number
  /** No request starts before. */
  opensAt: number
  /** No request is made before, and none waits. */
  closedUntil: number
}

/** A step that is under way; wrapped, so that its turn ends before its reply. */
type Started = { readonly reply: Reply | Promise<Reply> }

export type PaceOptions = {
  readonly concurrency: number
  readonly laneOf: (hostname: string) => { readonly id: string; readonly pace: Pace }
  readonly clock: Clock
  /** The answer that is known without asking; looked up again when a step's turn has come. */
  readonly known: (step: Step) => Unanswered | undefined
  /** Links of a lane that are still to come. */
  readonly ahead: (lane: string) => number
  /** Told when a host begins to want a pause of these milliseconds from all its links. */
  readonly paused: (lane: string, pause: number) => void
}

/** Milliseconds that a host may take for a reply, as long as it has not given one: the slow ones must not be found out last. */
const SLOW = 10_000

/** Queues steps by lane, then for one of the slots all hosts share. A lane's waiting holds none of those. */
export function paced(wire: Wire, { concurrency, laneOf, clock, known, ahead, paused }: PaceOptions): Wire {
  const everywhere = slots(concurrency)
  const lanes = new Map<string, Lane>()
  let crowded = 1024

  const laneFor = (hostname: string): Lane => {
    const { id, pace } = laneOf(hostname)
    const found = lanes.get(id)
    if (found !== undefined) return found
    if (lanes.size >= crowded) {
      dropIdle(lanes, clock.now())
      crowded = Math.max(1024, 2 * lanes.size)
    }
    const lane: Lane = { id, slots: pLimit(pace.concurrency), turns: pLimit(1), pace, users: 0, took: 0, replies: 0, opensAt: 0, closedUntil: 0 }
    lanes.set(id, lane)
    return lane
  }

  /** Starts when a slot is free; undefined when the lane has been told to wait in the meantime. */
  const start = (lane: Lane, step: Step): Promise<Started | undefined> =>
    new Promise((tell) => {
      everywhere(workLeft(lane, ahead(lane.id)), async () => {
        const now = clock.now()
        if (lane.opensAt > now || lane.closedUntil > now) return tell(undefined)
        lane.opensAt = now + lane.pace.spacing * 1000
        const asked = wire(step)
        tell({ reply: asked })
        // heard before the slot goes to the next, which may be of this lane
        const reply = await asked
        lane.took += reply.ms
        lane.replies += 1
        const pause = park(lane, reply, clock.now())
        if (pause !== undefined) paused(lane.id, pause)
      })
    })

  /** Waits for the lane, then for a slot. The next turn comes when this step has started. */
  const turn = async (lane: Lane, step: Step): Promise<Started> => {
    for (;;) {
      const refused = known(step) ?? closed(lane, clock.now())
      if (refused !== undefined) return { reply: refused }
      const wait = lane.opensAt - clock.now()
      if (wait > 0) {
        await clock.sleep(wait)
        continue
      }
      const started = await start(lane, step)
      if (started !== undefined) return started
    }
  }

  return async (step) => {
    const refused = known(step)
    if (refused !== undefined) return refused
    const lane = laneFor(step.url.hostname)
    lane.users += 1
    try {
      return await lane.slots(async () => {
        const { reply } = await lane.turns(() => turn(lane, step))
        return reply
      })
    } finally {
      lane.users -= 1
    }
  }
}

/** Milliseconds until a lane is through at its own pace, if it never has to wait for others. */
function workLeft({ pace, users, took, replies }: Lane, ahead: number): number {
  const questions = ahead + users
  const reply = replies === 0 ? SLOW : took / replies
  return Math.max(reply, questions * pace.spacing * 1000, replies === 0 ? 0 : (questions * reply) / pace.concurrency)
}

/** Holds the lane back as the reply asks; gives the pause back when it is a new one. */
function park(lane: Lane, reply: Reply, now: number): number | undefined {
  const pause = 'status' in reply ? pauseAsked(reply, now) : undefined
  if (pause === undefined) return undefined
  const wasParked = Math.max(lane.opensAt - lane.pace.spacing * 1000, lane.closedUntil) > now
  if (pause > LONGEST_PAUSE) lane.closedUntil = Math.max(lane.closedUntil, now + pause)
  else lane.opensAt = Math.max(lane.opensAt, now + pause)
  return wasParked ? undefined : pause
}

function closed({ closedUntil }: Lane, now: number): Unanswered | undefined {
  if (closedUntil <= now) return undefined
  return { failure: 'rate-limited', detail: 'the host asked for a longer pause', connected: false, ms: 0 }
}

/** Forgets the lanes nobody waits in and nothing holds back: a million links on as many hosts leave nothing behind. */
function dropIdle(lanes: Map<string, Lane>, now: number): void {
  for (const [id, { users, opensAt, closedUntil }] of lanes) if (users === 0 && opensAt <= now && closedUntil <= now) lanes.delete(id)
}
