/** Folds a night into the memory. A night without news changes nothing but the run itself: the memory holds dates, not counters. */
import type { Event, HostRecord, LinkRecord, StatusDocument } from '#model/memory.ts'
import type { HostNight, NightRecord, Outcome, Run } from '#model/night.ts'
import type { Dataset } from '#model/registry.ts'
import { type Facts, STATUSES, type Status, statusOf, type Verdict, vouchesFor, type Warning } from '#model/verdict.ts'
import { type Confirm, nextIncident } from './incident.ts'
import { lastAsked, lastComplete, type Recheck } from './recheck.ts'

/** What the memory is to be folded with: a night, the catalogue it was about, when a problem is believed, and how often was asked. */
export type Folding = {
  readonly night: NightRecord
  readonly datasets: readonly Dataset[]
  readonly confirm: Confirm
  readonly recheck: Recheck
}

/** The memory after the night, and what changed. Independent of the order in which links and outcomes come. */
export function fold(
  memory: StatusDocument | undefined,
  { night, datasets, confirm, recheck }: Folding,
): { document: StatusDocument; events: readonly Event[] } {
  const before = new Map(memory?.links.map((link) => [link.url, link]))
  const outcomes = new Map(night.outcomes.map((outcome) => [outcome.url, outcome]))
  const places = whereabouts(datasets)
  const asked = (link: LinkRecord) => (memory === undefined ? link.since : lastAsked(link, memory, recheck))
  const links: LinkRecord[] = []
  const events: Event[] = []
  for (const url of [...new Set(night.watched)].sort()) {
    const known = before.get(url)
    const outcome = outcomes.get(url)
    const standing = places.get(url) ?? []
    if (outcome === undefined) {
      if (known !== undefined) links.push(seenFrom(known.vantage ?? memory?.run.vantage, { ...known, datasets: standing }, night.run))
      continue
    }
    const after = remembered(known, outcome, { standing, at: night.run.startedAt, asked, confirm })
    const link = seenFrom(outcome.vantage, after, night.run)
    links.push(link)
    events.push(...news(known, link))
  }
  const run = { ...night.run, counts: count(links), ...completeness(night, memory) }
  return { document: { schema: 1, run, hosts: hostsAfter(memory, night.hosts, links), links }, events }
}

/** Nothing, for a night that asked all that was due: then its own date says it. */
function completeness({ watched, outcomes, resting }: NightRecord, memory: StatusDocument | undefined): Pick<StatusDocument['run'], 'lastComplete'> {
  const settled = new Set([...outcomes.map(({ url }) => url), ...resting])
  if (watched.every((url) => settled.has(url))) return {}
  return { lastComplete: (memory && lastComplete(memory)) ?? null }
}

type Circumstances = {
  readonly standing: LinkRecord['datasets']
  readonly at: string
  /** When a link was last asked. */
  readonly asked: (link: LinkRecord) => string
  readonly confirm: Confirm
}

function remembered(known: LinkRecord | undefined, outcome: Outcome, { standing, at, asked, confirm }: Circumstances): LinkRecord {
  const { verdict: said, host } = outcome
  const status = statusOf(said)
  const same = known !== undefined && known.reason === said.reason
  const detail = same ? known.detail : said.detail
  const silence = silenceAfter(known, said, at)
  return {
    url: outcome.url,
    host,
    status,
    reason: said.reason,
    ...(detail === undefined ? {} : { detail }),
    since: known?.status === status ? known.since : at,
    lastAlive: status === 'alive' ? null : known?.status === 'alive' ? asked(known) : (known?.lastAlive ?? null),
    warnings: warningsAfter(known, said),
    facts: factsAfter(known, outcome),
    replacement: said.replacement ?? (status === 'gone' || status === 'invalid' ? (known?.replacement ?? null) : null),
    evidence: same ? known.evidence : outcome.evidence.map(({ ms: _, ...line }) => line),
    incident: nextIncident(known, { reason: said.reason, confirmed: outcome.confirmed === true }, at, confirm),
    datasets: [...standing],
    ...(silence === undefined ? {} : { silence }),
  }
}

/** The link with its vantage, if that is not the one the run is told from. */
const seenFrom = (vantage: string | undefined, { vantage: _, ...link }: LinkRecord, run: Run): LinkRecord =>
  vantage === undefined || vantage === run.vantage ? link : { ...link, vantage }

/** Set while nobody can judge the link. What is never asked (a scheme, a forbidden address) is no silence of a host's. */
function silenceAfter(known: LinkRecord | undefined, said: Verdict, at: string): LinkRecord['silence'] {
  const status = statusOf(said)
  const unheard = status === 'blocked' || (status === 'unknown' && said.reason !== 'unsupported-scheme' && said.reason !== 'forbidden-address')
  return unheard ? (known?.silence ?? { since: at, notifiedAt: null }) : undefined
}

/** Facts are what was last seen: a link that is gone keeps its title, and what one night leaves out is no news, as long as it is the same thing. */
function factsAfter(known: LinkRecord | undefined, { host, verdict: said }: Outcome): LinkRecord['facts'] {
  if (!vouchesFor(said)) return defined(known?.facts ?? said.facts)
  const { title } = said.facts
  const isSame = known?.host === host && (title === undefined || known.facts.title === undefined || title === known.facts.title)
  return defined(isSame ? { ...known.facts, ...said.facts } : said.facts)
}

function warningsAfter(known: LinkRecord | undefined, said: Verdict): Warning[] {
  const changed = known !== undefined && vouchesFor(said) && differs(known.facts, said.facts)
  return changed && !said.warnings.includes('changed') ? [...said.warnings, 'changed'] : [...said.warnings]
}

/** A fact that appears or is missing tonight is no change: only two values that contradict each other are. */
const differs = (known: Facts, now: Facts) =>
  (['title', 'bytes', 'version'] as const).some((name) => known[name] !== undefined && now[name] !== undefined && known[name] !== now[name])

/** The facts in the order of the schema, so that a checker's own order never makes a difference. */
function defined({ title, bytes, files, version, licence, updatedAt }: Facts): Facts {
  const facts = { title, bytes, files, version, licence, updatedAt }
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined))
}

function news(known: LinkRecord | undefined, link: LinkRecord): Event[] {
  const before = known === undefined ? {} : { before: { status: known.status, reason: known.reason, since: known.since } }
  const events: Event[] = []
  if (known?.reason !== link.reason) events.push({ kind: 'changed', link, ...before })
  if (known?.incident?.state !== 'open' && link.incident?.state === 'open') events.push({ kind: 'opened', link, incident: link.incident, ...before })
  if (known?.incident?.state === 'open' && link.incident === null) events.push({ kind: 'resolved', link, incident: known.incident, ...before })
  return events
}

/** Hosts asked tonight as they answered; the others that still have links as they were. */
function hostsAfter(memory: StatusDocument | undefined, hosts: readonly HostNight[], links: readonly LinkRecord[]): HostRecord[] {
  const sizes = new Map<string, number>()
  for (const { host } of links) sizes.set(host, (sizes.get(host) ?? 0) + 1)
  const latest = new Map<string, HostNight>([...(memory?.hosts ?? []), ...hosts].map((host) => [host.id, host]))
  return [...latest.values()]
    .map(({ id, title, trusted, controls }) => ({ id, title, links: sizes.get(id) ?? 0, trusted, controls }))
    .filter(({ links }) => links > 0)
    .sort((a, b) => (a.id < b.id ? -1 : 1))
}

function whereabouts(datasets: readonly Dataset[]): ReadonlyMap<string, LinkRecord['datasets']> {
  const standing = new Map<string, LinkRecord['datasets']>()
  for (const { name, group, owner, links } of datasets) {
    for (const { url, position } of links) {
      const place = { name, group, file: position.file, line: position.line, owner: owner ?? null }
      standing.set(url, [...(standing.get(url) ?? []), place])
    }
  }
  return standing
}

function count(links: readonly LinkRecord[]): Record<Status, number> {
  const counts = Object.fromEntries(STATUSES.map((status) => [status, 0])) as Record<Status, number>
  for (const { status } of links) counts[status] += 1
  return counts
}
