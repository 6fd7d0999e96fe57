/** How long a night will take, as far as can be known before anybody is asked, and what makes it as long as that. */
import type { Pace } from '#model/checker.ts'
import type { LinkRecord, StatusDocument } from '#model/memory.ts'
import { GENERIC, type Unit } from './plan.ts'

export type Planned = {
  readonly seconds: number
  /** The host everybody else will be waiting for; undefined when it is the requests of all of them together. */
  readonly host?: { readonly name: string; readonly links: number; readonly pace: Pace }
  /** All links that are asked. */
  readonly links: number
}

/** Questions about a link of a host that was never asked: the mean over the project's own catalogue. */
const QUESTIONS = 2

/** Seconds until a reply: hosts are near and far, and this is far. */
const REPLY = 1

/** @param concurrency requests in flight at once, over all hosts */
export function planned(units: readonly Unit[], memory: StatusDocument | undefined, concurrency: number): Planned {
  const records = new Map(memory?.links.map((link) => [link.url, link]))
  const asked = units.map((unit) => ({ unit, questions: questionsFor(unit, records) }))
  const links = units.reduce((sum, { assignments }) => sum + assignments.length, 0)
  const together = (asked.reduce((sum, { questions }) => sum + questions, 0) * REPLY) / concurrency
  const alone = asked.map(({ unit, questions }) => ({ unit, seconds: secondsFor(questions, unit.checker.pace) }))
  const longest = alone.reduce((most, one) => (most === undefined || one.seconds > most.seconds ? one : most), alone[0])
  if (longest === undefined || together > longest.seconds) return { seconds: together, links }
  const { unit, seconds } = longest
  return { seconds, host: { name: hostNameOf(unit), links: unit.assignments.length, pace: unit.checker.pace }, links }
}

const secondsFor = (questions: number, { concurrency, spacing }: Pace) => Math.max(questions * spacing, (questions * REPLY) / concurrency)

/** As many as the last time, as the evidence has it; a link without any is taken as the mean of its host. */
function questionsFor({ assignments, checker }: Unit, records: ReadonlyMap<string, LinkRecord>): number {
  const evidence = assignments.map(({ link }) => records.get(link.url)?.evidence ?? []).filter(({ length }) => length > 0)
  const { present, absent } = checker.controls
  const likely = present.length + absent.length + assignments.length - evidence.length
  if (evidence.length === 0) return likely * QUESTIONS
  // what links share, such as a front page or a list, is asked once; of what is sent with a POST the evidence says nothing
  const lines = evidence.flat()
  const posts = lines.filter(({ method }) => method === 'POST').length
  const others = new Set(lines.filter(({ method }) => method !== 'POST').map(({ method, url }) => `${method} ${url}`)).size
  return posts + others + (likely * lines.length) / evidence.length
}

const hostNameOf = ({ host, name, checker }: Unit) => (host === GENERIC ? name : new URL(checker.homepage).hostname)
