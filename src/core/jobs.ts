/** Cuts a night into jobs for other machines, one for each host: a host in two jobs would be asked at twice its pace. */
import type { Job } from '#model/job.ts'
import type { LinkRecord, StatusDocument } from '#model/memory.ts'
import type { Dataset } from '#model/registry.ts'
import type { Plan } from './plan.ts'

type Night = Pick<Job, 'at' | 'settings'> & { readonly datasets: readonly Dataset[]; readonly memory: StatusDocument | undefined }

/** The jobs of a night, the largest host first. What a host's links decide by their own text goes with the others of that host. */
export function jobsOf({ units, decided }: Plan, { datasets, memory, at, settings }: Night): Job[] {
  const hosts = new Map<string, string>()
  for (const { name, assignments } of units) for (const { link } of assignments) hosts.set(link.url, name)
  for (const { url, host } of decided) hosts.set(url, host)

  const known = Map.groupBy(memory?.links ?? [], ({ url }) => hosts.get(url))
  const standing = dealt(datasets, hosts)
  return [...new Set(hosts.values())].map((host) => ({
    schema: 1,
    at,
    host,
    datasets: standing.get(host) ?? [],
    ...(memory !== undefined && {
      memory: { ...memory, hosts: memory.hosts.filter(({ id }) => id === host), links: (known.get(host) ?? []).map(unowned) },
    }),
    settings,
  }))
}

/** The datasets as each host's job sees them: with that host's links alone, and with nothing that asking does not take. */
function dealt(datasets: readonly Dataset[], hosts: ReadonlyMap<string, string>): ReadonlyMap<string, Job['datasets']> {
  const byHost = new Map<string, Job['datasets']>()
  for (const { name, group, position, links } of datasets) {
    const asked = links.flatMap(({ paused, ...link }) => (paused === undefined ? [link] : []))
    for (const [host, own] of Map.groupBy(asked, ({ url }) => hosts.get(url))) {
      if (host === undefined) continue // ignored, or not asked tonight
      const standing = byHost.get(host) ?? []
      standing.push({ name, group, task: [], links: own, position })
      byHost.set(host, standing)
    }
  }
  return byHost
}

/** Addresses of owners stay at home: workers send no mail. */
const unowned = (link: LinkRecord): LinkRecord => ({ ...link, datasets: [] })
