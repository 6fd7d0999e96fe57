/** The least time a night can take, whoever schedules it. */
import type { PlannedLink } from './plan.ts'

/** Requests in flight over all hosts and to one host, and seconds between two starts at one host. */
export type Politeness = { readonly all: number; readonly concurrency: number; readonly spacing: number }

/** Seconds. `cpu`: seconds that the tool computes altogether, on one core. */
export function bound(links: readonly PlannedLink[], { all, concurrency, spacing }: Politeness, cpu: number): number {
  const hosts = Map.groupBy(links, ({ host }) => host)
  let latencies = 0
  let slowest = 0
  for (const own of hosts.values()) {
    const waits = own.reduce((sum, { latency, requests }) => sum + latency * requests, 0) / 1000
    const requests = own.reduce((sum, link) => sum + link.requests, 0)
    const least = own.reduce((min, { latency }) => Math.min(min, latency), Number.POSITIVE_INFINITY) / 1000
    latencies += waits
    slowest = Math.max(slowest, (requests - 1) * spacing + least, waits / concurrency)
  }
  return Math.max(latencies / all, slowest, cpu)
}
