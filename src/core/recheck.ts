/** Which links rest tonight: what is vouched for on strong evidence need not be asked every night. */
import type { HostRecord, LinkRecord, StatusDocument } from '#model/memory.ts'

/** Nights from one question about a link to the next. */
export type Recheck = { readonly alive: number }

/** Whether a link rests tonight; `host` is the checker that claims it. */
export type Rests = (url: string, host: string) => boolean

const DAY = 24 * 60 * 60 * 1000

/**
 * Each link that may rest is due on one day in every so many; which one follows from its URL, so that they spread evenly. Those
 * that fell due since the last complete night are due tonight: an interrupted night, a part of one, or one that did not take
 * place lets none slip through. So each is asked in any row of `recheck.alive` nights on successive days; after a gap, in the
 * first night that takes place.
 */
export function resting(memory: StatusDocument | undefined, at: string, { alive }: Recheck): Rests {
  const complete = memory && lastComplete(memory)
  if (memory === undefined || complete === undefined) return () => false
  const links = new Map(memory.links.map((link) => [link.url, link]))
  const hosts = new Map(memory.hosts.map((host) => [host.id, host]))
  // a second run of one day asks again what was due that day
  const covered = Math.min(dayOf(complete), dayOf(at) - 1)
  return (url, host) => {
    const link = links.get(url)
    return link?.host === host && isStrong(link, hosts.get(host)) && dueDay(url, dayOf(at), alive) <= covered
  }
}

/** The time of the last night, at the latest, in which a link was asked that was alive in it. */
export function lastAsked(link: LinkRecord, memory: StatusDocument, { alive }: Recheck): string {
  const complete = lastComplete(memory)
  if (complete === undefined) return link.since
  const host = memory.hosts.find(({ id }) => id === link.host)
  const rested = isStrong(link, host) ? dayOf(complete) - dueDay(link.url, dayOf(complete), alive) : 0
  return new Date(Math.max(Date.parse(complete) - rested * DAY, Date.parse(link.since))).toISOString()
}

/** The last run that asked everything that was due; undefined when there was none. */
export const lastComplete = ({ run }: StatusDocument): string | undefined =>
  run.lastComplete === undefined ? run.startedAt : (run.lastComplete ?? undefined)

/**
 * Only what its host's own interface describes, without a word of warning, on a host that told its controls apart when it was
 * last asked. A page that is merely `served` may be about anything tomorrow; a `restricted` link hides behind a page that a
 * deleted one may hide behind, too; and what has just changed is not settled yet.
 */
const isStrong = ({ reason, warnings }: LinkRecord, host: HostRecord | undefined): boolean =>
  reason === 'listed' && warnings.length === 0 && host?.trusted === true && host.controls.present === 'ok'

const dayOf = (time: string) => Math.floor(Date.parse(time) / DAY)

/** The last day, this one at the latest, on which a link is due. */
const dueDay = (url: string, day: number, nights: number) => day - modulo(day - hash(url), nights)

const modulo = (number: number, divisor: number) => ((number % divisor) + divisor) % divisor

/** FNV-1a: the same on every machine, and even. */
function hash(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}
