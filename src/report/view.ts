/** What a reader needs to know about a night, in that order and in no language: the one source of every report. */
import type { EvidenceLine, HostRecord, LinkRecord, StatusDocument } from '#model/memory.ts'
import type { Dataset, Link } from '#model/registry.ts'
import type { Status } from '#model/verdict.ts'

/** On whose word a verdict stands: the last exchange of the conversation, and the host name that was asked. */
export type Witness = EvidenceLine & { readonly hostname: string }

export type LinkView = LinkRecord & {
  /** The host's title; for a link that no host folder claims, its host name. */
  readonly hostTitle: string
  /** Undefined when the link itself decided and nobody was asked. */
  readonly witness: Witness | undefined
  /** A problem seen before, about which nobody could be asked tonight: that neither confirms nor clears it. */
  readonly standing: boolean
  /** When the problem was first seen; without a problem, when the status began. */
  readonly begun: string
}

/** One link as a dataset names it; `seen` is undefined when it is paused or was never probed. */
export type Entry = { readonly link: Link; readonly hostTitle: string; readonly seen: LinkView | undefined }

export type DatasetView = { readonly dataset: Dataset; readonly entries: readonly Entry[] }

export type Group = { readonly name: string; readonly datasets: readonly DatasetView[]; readonly broken: number }

export type Summary = {
  readonly datasets: number
  /** Different URLs with a verdict. */
  readonly links: number
  readonly counts: Readonly<Record<Status, number>>
  readonly broken: number
  readonly suspected: number
  readonly unjudged: number
}

/** Links of one host that could not be checked for one reason. */
export type Unjudged = { readonly hostTitle: string; readonly reason: LinkView['reason']; readonly links: readonly LinkView[] }

export type View = {
  readonly title: string
  readonly run: StatusDocument['run']
  readonly summary: Summary
  /** Believed problems, the latest first. */
  readonly broken: readonly LinkView[]
  /** Problems seen and not believed yet. */
  readonly suspected: readonly LinkView[]
  /** Everything `blocked` or `unknown` tonight, by host and reason. */
  readonly unjudged: readonly Unjudged[]
  /** Restricted, though the catalogue promises open access. */
  readonly restricted: readonly LinkView[]
  readonly warned: readonly LinkView[]
  readonly hosts: readonly HostRecord[]
  /** Groups and datasets in the order of the catalogue. */
  readonly groups: readonly Group[]
  readonly linkless: readonly Dataset[]
  readonly paused: readonly { readonly dataset: Dataset; readonly url: string; readonly why: string }[]
  /** Links that stand in several datasets. */
  readonly shared: readonly LinkView[]
}

/** Sorts a status document and the catalogue it is about into what a reader needs. `title` names the catalogue. */
export function view(document: StatusDocument, datasets: readonly Dataset[], { title }: { readonly title: string }): View {
  const links = linkViews(document.links, document.hosts)
  const byUrl = new Map(links.map((link) => [link.url, link]))
  const named = datasets.flatMap((dataset) => dataset.links.map((link) => ({ dataset, link })))
  const promisedOpen = new Set(named.filter(({ link }) => link.access === 'open').map(({ link }) => link.url))
  const broken = links.filter(isBroken).sort(latestFirst)
  const suspected = links.filter((link) => !isBroken(link) && isSuspected(link))
  const unjudged = links.filter(isUnjudged)

  return {
    title,
    run: document.run,
    summary: {
      datasets: datasets.length,
      links: links.length,
      counts: document.run.counts,
      broken: broken.length,
      suspected: suspected.length,
      unjudged: unjudged.length,
    },
    broken,
    suspected,
    unjudged: byHostAndReason(unjudged),
    restricted: links.filter(({ status, url }) => status === 'restricted' && promisedOpen.has(url)),
    warned: links.filter(({ warnings }) => warnings.length > 0),
    hosts: document.hosts,
    groups: groupsOf(datasets, byUrl),
    linkless: datasets.filter((dataset) => dataset.links.length === 0),
    paused: named.flatMap(({ dataset, link }) => (link.paused === undefined ? [] : [{ dataset, url: link.url, why: link.paused }])),
    shared: links.filter((link) => link.datasets.length > 1),
  }
}

/** The links as every report sees them. */
export function linkViews(records: readonly LinkRecord[], hosts: readonly HostRecord[]): readonly LinkView[] {
  const titles = new Map(hosts.map((host) => [host.id, host.title]))
  return records.map((record) => linkView(record, titles))
}

function linkView(record: LinkRecord, titles: ReadonlyMap<string, string>): LinkView {
  const decisive = record.evidence.at(-1)
  return {
    ...record,
    hostTitle: (record.host === 'generic' ? hostnameOf(record.url) : undefined) ?? titles.get(record.host) ?? record.host,
    witness: decisive && { ...decisive, hostname: hostnameOf(decisive.url) ?? decisive.url },
    standing: record.incident !== null && isUnjudged(record),
    begun: record.incident?.firstSeenAt ?? record.since,
  }
}

const hostnameOf = (url: string) => URL.parse(url)?.hostname || undefined

const isBroken = (link: LinkRecord) => link.incident?.state === 'open'

const isSuspected = ({ incident, status }: LinkRecord) => incident !== null || status === 'gone' || status === 'invalid' || status === 'unreachable'

const isUnjudged = ({ status }: LinkRecord) => status === 'blocked' || status === 'unknown'

/** Newest incident first, then by URL, which is how the document is sorted. */
const latestFirst = (a: LinkRecord, b: LinkRecord) => (b.incident?.openedAt ?? '').localeCompare(a.incident?.openedAt ?? '')

function byHostAndReason(links: readonly LinkView[]): readonly Unjudged[] {
  const grouped = Map.groupBy(links, ({ hostTitle, reason }) => `${reason} ${hostTitle}`)
  return [...grouped.values()].flatMap((alike) => {
    const [first] = alike
    return first === undefined ? [] : [{ hostTitle: first.hostTitle, reason: first.reason, links: alike }]
  })
}

function groupsOf(datasets: readonly Dataset[], byUrl: ReadonlyMap<string, LinkView>): readonly Group[] {
  return [...Map.groupBy(datasets, ({ group }) => group)].map(([name, members]) => {
    const views = members.map((dataset) => ({ dataset, entries: dataset.links.map((link) => entry(link, byUrl)) }))
    const broken = new Set(views.flatMap(({ entries }) => entries.flatMap(({ seen }) => (seen && isBroken(seen) ? [seen.url] : []))))
    return { name, datasets: views, broken: broken.size }
  })
}

function entry(link: Link, byUrl: ReadonlyMap<string, LinkView>): Entry {
  const seen = link.paused === undefined ? byUrl.get(link.url) : undefined
  return { link, hostTitle: seen?.hostTitle ?? hostnameOf(link.url) ?? link.url, seen }
}
