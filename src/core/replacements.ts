/** When replacements are searched for in a night, and for which of its links. */
import type { Incident, StatusDocument } from '#model/memory.ts'
import type { Outcome } from '#model/night.ts'
import type { Dataset, Link } from '#model/registry.ts'
import type { Replacement } from '#model/verdict.ts'
import type { Asking } from './ask-host.ts'
import { type Confirm, nextIncident } from './incident.ts'
import { captured, isArchivable, isRepairable, ownPlace } from './repair.ts'

/** Between two searches for one link: what is not found in a night is seldom found in the next. */
const INTERVAL = 21 * 24 * 60 * 60 * 1000

/** What the search of a night rests on. */
export type Searching = {
  readonly datasets: readonly Dataset[]
  readonly links: readonly Link[]
  readonly memory: StatusDocument | undefined
  /** The time of the night. */
  readonly at: string
  readonly confirm: Confirm
  /** Ends the search early, with what was found so far. */
  readonly interrupted: AbortSignal
}

/**
 * Whether a search is due: in the night the problem is believed, and again every three weeks. It follows from dates that are
 * there anyway, so that nothing about searches need be remembered. `lastRun`: when the memory was written.
 */
export function isDue(incident: Incident | null, at: string, lastRun: string | undefined): boolean {
  if (incident?.state !== 'open' || incident.openedAt === null) return false
  const since = Date.parse(incident.openedAt)
  const intervals = (time: string) => Math.floor((Date.parse(time) - since) / INTERVAL)
  return lastRun === undefined || intervals(lastRun) < intervals(at)
}

/**
 * The outcomes of a night, with replacements where a search was due and found one. Link after link, the hosts first: an archive
 * that refuses is not asked again tonight.
 */
export async function withReplacements(outcomes: readonly Outcome[], searching: Searching, asking: Asking): Promise<Outcome[]> {
  const links = new Map(searching.links.map((link) => [link.url, link]))
  const records = new Map(searching.memory?.links.map((record) => [record.url, record]))
  const names = namesOf(searching.datasets)
  const due = outcomes.flatMap((outcome) => {
    const { url, verdict, confirmed } = outcome
    const link = links.get(url)
    if (link === undefined || !isRepairable(verdict)) return []
    const record = records.get(url)
    const incident = nextIncident(record, { reason: verdict.reason, confirmed: confirmed === true }, searching.at, searching.confirm)
    if (!isDue(incident, searching.at, searching.memory?.run.startedAt)) return []
    const title = record?.facts.title
    return [{ outcome, link, sought: { name: names.get(url) ?? '', ...(title !== undefined && { title }) } }]
  })
  const hosts = due.length === 0 ? [] : searching.links.flatMap(({ url }) => URL.parse(url)?.hostname ?? [])
  const found = new Map<string, Replacement>()
  for (const { link, sought } of due) {
    if (searching.interrupted.aborted) break
    const place = await ownPlace(link, { ...sought, hosts }, asking)
    if (place !== undefined) found.set(link.url, place)
  }
  for (const { outcome, link, sought } of due) {
    if (searching.interrupted.aborted) break
    if (found.has(link.url) || !isArchivable(link, outcome.verdict)) continue
    const capture = await captured(link, sought, asking)
    if (capture.refused) break
    if (capture.found !== undefined) found.set(link.url, capture.found)
  }
  return outcomes.map((outcome) => {
    const replacement = found.get(outcome.url)
    return replacement === undefined ? outcome : { ...outcome, verdict: { ...outcome.verdict, replacement } }
  })
}

/** A link is searched for by the name of the first dataset it stands in. */
function namesOf(datasets: readonly Dataset[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  for (const { name, links } of datasets) for (const { url } of links) if (!names.has(url)) names.set(url, name)
  return names
}
