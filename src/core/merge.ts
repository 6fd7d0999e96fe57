/** Joins the parts of a night that ran in several places into the one night it was. */
import type { HostNight, NightRecord, Outcome } from '#model/night.ts'
import { type Status, statusOf } from '#model/verdict.ts'

type Parts = readonly [NightRecord, ...NightRecord[]]

/**
 * The night of these parts. A link that was seen from several vantages counts as `weight` says, and from one of them as it was
 * seen last; of the same weight, the same vantage counts every night. `here` is the vantage that the night is told from, if a part
 * has it, so that it does not depend on which part began first; what was seen from elsewhere says so. A link that rests in one part
 * stays as it was, whatever another saw: the vantage that would have vouched for it was not asked.
 */
export function merged(given: Parts, here?: string): NightRecord {
  const elsewhere = ({ run }: NightRecord) => (run.vantage === here ? 0 : 1)
  const parts = given.toSorted(
    (a, b) => elsewhere(a) - elsewhere(b) || order(a.run.vantage, b.run.vantage) || order(a.run.startedAt, b.run.startedAt),
  )
  const { tool, vantage } = (parts[0] ?? given[0]).run
  const resting = new Set(parts.flatMap((part) => part.resting))
  const judged = (outcomes: readonly Outcome[]) => outcomes.filter(({ url }) => !resting.has(url))
  const sightings = parts.flatMap(({ run, outcomes }) => judged(outcomes).map((outcome) => ({ outcome, vantage: run.vantage })))
  const outcomes = [...Map.groupBy(sightings, ({ outcome }) => outcome.url).values()].map(weightiest)
  const startedAt = Math.min(...parts.map(({ run }) => Date.parse(run.startedAt)))
  const finishedAt = Math.max(...parts.map(({ run }) => Date.parse(run.finishedAt)))
  return {
    schema: 1,
    run: { startedAt: new Date(startedAt).toISOString(), finishedAt: new Date(finishedAt).toISOString(), tool, vantage },
    watched: [...new Set(parts.flatMap(({ watched }) => watched))],
    hosts: joined(parts.flatMap(({ hosts }) => hosts)),
    outcomes: outcomes.map((seen) => (seen.vantage === vantage ? seen.outcome : { ...seen.outcome, vantage: seen.vantage })),
    resting: [...resting],
  }
}

type Sighting = { readonly outcome: Outcome; readonly vantage: string }

function weightiest(sightings: readonly Sighting[]): Sighting {
  const latest = [...new Map(sightings.map((seen) => [seen.vantage, seen])).values()]
  return latest.reduce((best, seen) => (weight(seen.outcome) > weight(best.outcome) ? seen : best))
}

const WEIGHT: Readonly<Record<Status, number>> = { alive: 5, restricted: 4, gone: 3, invalid: 3, blocked: 2, unknown: 2, unreachable: 1 }

/**
 * Nothing is called gone that somebody can still get: a host may deny to one country what it shows to another. Nor is a host called
 * unreachable that answered somewhere, if only with a wall; but a vantage that heard nothing at all has nothing to say against it.
 */
function weight({ verdict, evidence }: Outcome): number {
  const status = statusOf(verdict)
  const unheard = (status === 'blocked' || status === 'unknown') && !evidence.some((line) => line.status !== undefined)
  return unheard ? 0 : WEIGHT[status]
}

/** A host that was asked in one part may have links in another that were decided without it. Where it proved itself, it is believed. */
function joined(hosts: readonly HostNight[]): HostNight[] {
  const asked = ({ controls }: HostNight) => controls.present !== 'none' || controls.absent !== 'none'
  const worth = (host: HostNight) => (asked(host) ? 2 : 0) + (host.trusted ? 1 : 0)
  const best = new Map<string, HostNight>()
  for (const host of hosts) {
    const known = best.get(host.id)
    if (known === undefined || worth(host) > worth(known)) best.set(host.id, host)
  }
  return [...best.values()]
}

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
