/** Joins the parts of a night that ran in several places into the one night it was. */
import type { HostNight, NightRecord, Outcome } from '#model/night.ts'

/** The night of these parts; there must be at least one. A link that two parts judged counts as the later of them saw it. */
export function merged([first, ...others]: readonly [NightRecord, ...NightRecord[]]): NightRecord {
  const parts = [first, ...others].sort((a, b) => order(a.run.startedAt, b.run.startedAt))
  const outcomes = new Map<string, Outcome>()
  for (const outcome of parts.flatMap((part) => part.outcomes)) outcomes.set(outcome.url, outcome)
  const finished = parts.map(({ run }) => run.finishedAt).sort(order)
  return {
    schema: 1,
    run: {
      startedAt: parts[0]?.run.startedAt ?? first.run.startedAt,
      finishedAt: finished.at(-1) ?? first.run.finishedAt,
      tool: first.run.tool,
      vantage: [...new Set(parts.map(({ run }) => run.vantage))].join(', '),
    },
    watched: [...new Set(parts.flatMap(({ watched }) => watched))],
    hosts: joined(parts.flatMap(({ hosts }) => hosts)),
    outcomes: [...outcomes.values()],
    resting: [...new Set(parts.flatMap(({ resting }) => resting))].filter((url) => !outcomes.has(url)),
  }
}

/** Only links of no special host are spread over several parts; they have no controls. */
function joined(hosts: readonly HostNight[]): HostNight[] {
  const byId = new Map<string, HostNight>()
  for (const host of hosts) {
    const known = byId.get(host.id)
    byId.set(host.id, known === undefined ? host : { ...host, trusted: known.trusted && host.trusted })
  }
  return [...byId.values()]
}

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
