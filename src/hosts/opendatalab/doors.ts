/** The three front doors of the one catalogue: a question that one of them refuses is put to the next. */
import type { Question } from '#model/checker.ts'
import type { Request, Response } from '#model/http.ts'
import { verdict } from '#model/verdict.ts'
import { attempt, isHtml, NoAnswer } from '../kit.ts'

/** The first is also the one proposed in replacements: OpenXLab announced in 2026 that it winds down. */
export const DOORS = ['https://opendatalab.com', 'https://opendatalab.org.cn', 'https://openxlab.org.cn'] as const
export const XLAB = DOORS[2]

/** For `get` and `postJson`. From abroad these hosts are slow; the official client waits 30 s. */
export const OPTIONS = { timeout: 30_000, limit: 1024 * 1024, headers: { accept: 'application/json' } }

/**
 * The first answer that is data, or the first door's non-answer when there is none. A rate limit ends the round: asking
 * the same catalogue at another door would be a way around it.
 */
export function* askDoors(question: (door: string) => Request): Question<Response | NoAnswer> {
  const [front, ...others] = DOORS
  const first = yield* askDoor(question(front))
  if (settles(first)) return first
  for (const door of others) {
    const heard = yield* askDoor(question(door))
    if (settles(heard)) return heard
  }
  return first
}

const settles = (heard: Response | NoAnswer) => !(heard instanceof NoAnswer) || heard.verdict.reason === 'rate-limited'

/** Puts a question to one door alone. */
export function* askDoor(request: Request): Question<Response | NoAnswer> {
  const answer = yield* attempt(request, [401, 403, 404, 405])
  return answer instanceof NoAnswer ? answer : data(answer)
}

/** Every path that is not the interface answers the application shell, and the firewall 405 with a page of its own. */
function data(response: Response): Response | NoAnswer {
  const { status } = response
  if (status === 405 || (status === 403 && isHtml(response))) return new NoAnswer(verdict('refused', { detail: `HTTP ${status}` }))
  if (isHtml(response)) return new NoAnswer(verdict('challenged', { detail: `a page where JSON is due (HTTP ${status})` }))
  return response
}
