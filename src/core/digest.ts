/** What the night's mail tells, and to whom: every piece of news once, and no mail without any. */
import type { Digest, Message, News } from '#model/mail.ts'
import type { Event, LinkRecord, StatusDocument } from '#model/memory.ts'

const DAY = 24 * 60 * 60 * 1000

export type Telling = {
  readonly document: StatusDocument
  /** Tonight's events, for what was resolved. */
  readonly events: readonly Event[]
  /** Messages that wait in the outbox: what they tell is told. */
  readonly waiting: readonly Message[]
  /** Get all the news. */
  readonly to: readonly string[]
  /** Nights without a usable answer after which that is news. */
  readonly silence: number
  readonly remindDays: number
}

/** The digests of tonight, one per recipient with news. Owners of datasets get the news of their own links. */
export function digests({ document, events, waiting, to, silence, remindDays }: Telling): Digest[] {
  const at = Date.parse(document.run.startedAt)
  const pending = new Set(waiting.flatMap(({ tells }) => tells.map(({ url, news }) => `${news} ${url}`)))
  const isPending = (link: LinkRecord, ...news: readonly News[]) => news.some((one) => pending.has(`${one} ${link.url}`))

  const open = document.links.filter(({ incident }) => incident?.state === 'open')
  const opened = open.filter((link) => link.incident?.notifiedAt === null && !isPending(link, 'opened'))
  const told = open.filter((link) => !opened.includes(link))
  const reminded = told.filter((link) => isDue(link.incident?.notifiedAt, at, remindDays) && !isPending(link, 'opened', 'reminded'))
  const news = {
    opened,
    reminded,
    standing: told.filter((link) => !reminded.includes(link)),
    silent: document.links.filter((link) => isSilent(link, at, silence) && !isPending(link, 'silent')),
    resolved: events.flatMap(({ kind, link, incident }) =>
      kind === 'resolved' && incident && (incident.notifiedAt !== null || isPending(link, 'opened'))
        ? [{ link, brokenSince: incident.firstSeenAt }]
        : [],
    ),
  }
  const owners = document.links.flatMap(({ datasets }) => datasets.flatMap(({ owner }) => (owner === null ? [] : [owner])))
  const recipients = [...new Set([...to, ...owners])]
  return recipients.map((recipient) => digestFor(recipient, to.includes(recipient), news)).filter(hasNews)
}

function digestFor(to: string, everything: boolean, news: Omit<Digest, 'to'>): Digest {
  const concerns = (link: LinkRecord) => everything || link.datasets.some(({ owner }) => owner === to)
  return {
    to,
    opened: news.opened.filter(concerns),
    resolved: news.resolved.filter(({ link }) => concerns(link)),
    silent: news.silent.filter(concerns),
    reminded: news.reminded.filter(concerns),
    standing: news.standing.filter(concerns),
  }
}

const hasNews = ({ opened, resolved, silent, reminded }: Digest) => opened.length + resolved.length + silent.length + reminded.length > 0

/** What a digest tells, for the outbox. */
export const tellingOf = ({ opened, resolved, silent, reminded }: Digest): Message['tells'] => [
  ...opened.map(({ url }) => ({ url, news: 'opened' as const })),
  ...resolved.map(({ link }) => ({ url: link.url, news: 'resolved' as const })),
  ...silent.map(({ url }) => ({ url, news: 'silent' as const })),
  ...reminded.map(({ url }) => ({ url, news: 'reminded' as const })),
]

/** The memory after a server took these messages: only that makes news told. */
export function notified(document: StatusDocument, taken: readonly Message[], at: string): StatusDocument {
  const tells = taken.flatMap((message) => message.tells)
  const incidents = new Set(tells.filter(({ news }) => news === 'opened' || news === 'reminded').map(({ url }) => url))
  const silences = new Set(tells.filter(({ news }) => news === 'silent').map(({ url }) => url))
  return {
    ...document,
    links: document.links.map((link) => ({
      ...link,
      incident: link.incident?.state === 'open' && incidents.has(link.url) ? { ...link.incident, notifiedAt: at } : link.incident,
      ...(link.silence && silences.has(link.url) && { silence: { ...link.silence, notifiedAt: at } }),
    })),
  }
}

/** Days by the calendar of nights: a run that starts an hour earlier than the last one is a night later all the same. */
const nightsBetween = (from: string, at: number) => Math.round((at - Date.parse(from)) / DAY)

const isDue = (notifiedAt: string | null | undefined, at: number, days: number) =>
  typeof notifiedAt === 'string' && nightsBetween(notifiedAt, at) >= days

/** The first silent night counts as one. A problem that is believed is told as one. */
const isSilent = ({ silence, incident }: LinkRecord, at: number, nights: number) =>
  silence !== undefined && silence.notifiedAt === null && incident?.state !== 'open' && nightsBetween(silence.since, at) + 1 >= nights
