/** Small catalogues and the status documents about them, written down tersely. */
import type { Digest } from '#model/mail.ts'
import type { HostRecord, LinkRecord, StatusDocument } from '#model/memory.ts'
import type { Dataset, Link } from '#model/registry.ts'
import { type Reason, STATUSES, type Status, statusOf } from '#model/verdict.ts'

/** The night of every document that does not say otherwise. */
export const NIGHT = '2026-11-23T19:17:00.000Z'

/** A dataset at line 1 of `registry/<group in lower case>.yaml`; a link is a URL, or a URL with what else is written there. */
export function dataset(
  name: string,
  group: string,
  links: readonly (string | (Partial<Link> & Pick<Link, 'url'>))[],
  more: Partial<Dataset> = {},
): Dataset {
  const position = { file: `registry/${group.toLowerCase()}.yaml`, line: 1, column: 1, ...more.position }
  const written = links.map((link) => ({ access: 'open' as const, position, ...(typeof link === 'string' ? { url: link } : link) }))
  return { name, group, task: [], ...more, links: written, position }
}

/** A record of a link; its status follows from the reason. */
export function record(url: string, reason: Reason, more: Partial<Omit<LinkRecord, 'url' | 'reason' | 'status'>> = {}): LinkRecord {
  return {
    url,
    host: 'generic',
    status: statusOf({ reason }),
    reason,
    since: NIGHT,
    lastAlive: null,
    warnings: [],
    facts: {},
    replacement: null,
    evidence: [],
    incident: null,
    datasets: [],
    ...more,
  }
}

/** A problem that is believed since a night. */
export const open = (openedAt: string, firstSeenAt = openedAt) => ({ state: 'open' as const, firstSeenAt, openedAt, notifiedAt: openedAt })

/** A problem seen in a night and not believed yet. */
export const suspected = (firstSeenAt: string) => ({ state: 'suspected' as const, firstSeenAt, openedAt: null, notifiedAt: null })

/** A host that passed its controls, unless `more` says otherwise. */
export const host = (id: string, title: string, more: Partial<HostRecord> = {}): HostRecord => ({
  id,
  title,
  links: 0,
  trusted: true,
  controls: { present: 'ok', absent: 'ok' },
  ...more,
})

/** A document about a catalogue: links sorted, each with the datasets it stands in, links counted by status and by host. */
export function documentOf(
  datasets: readonly Dataset[],
  records: readonly LinkRecord[],
  { hosts = [], run = {} }: { readonly hosts?: readonly HostRecord[]; readonly run?: Partial<StatusDocument['run']> } = {},
): StatusDocument {
  const links = records.map((link) => ({ ...link, datasets: standing(link.url, datasets) })).sort((a, b) => (a.url < b.url ? -1 : 1))
  const counts = Object.fromEntries(STATUSES.map((status) => [status, links.filter((link) => link.status === status).length]))
  return {
    schema: 1,
    run: {
      startedAt: NIGHT,
      finishedAt: NIGHT,
      tool: 'stillthere/1.0.0',
      vantage: 'github-actions',
      counts: counts as Record<Status, number>,
      ...run,
    },
    hosts: hosts.map((one) => ({ ...one, links: links.filter((link) => link.host === one.id).length })),
    links,
  }
}

const standing = (url: string, datasets: readonly Dataset[]) =>
  datasets
    .filter(({ links }) => links.some((link) => link.url === url))
    .map(({ name, group, owner = null, position: { file, line } }) => ({ name, group, file, line, owner }))

/** A digest for you@example.org with nothing in it but what is given. */
export const digest = (news: Partial<Digest> = {}): Digest => ({
  to: 'you@example.org',
  opened: [],
  resolved: [],
  silent: [],
  reminded: [],
  standing: [],
  ...news,
})
