/** What the night's mail tells, and to whom: every piece of news once, and no mail without any. */
import type { Digest, Message, News } from '#model/mail.ts'
import type { Event, Incident, LinkRecord, StatusDocument } from '#model/memory.ts'
import { nightsBetween } from '#model/night.ts'

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
  const at = document.run.startedAt
  const pending = new Set(waiting.flatMap(({ tells }) => tells.map(keyOf)))
  const isPending = (url: string, of: string, ...news: readonly News[]) => news.some((one) => pending.has(keyOf({ url, news: one, of })))

  const open = document.links.flatMap((link) => (link.incident?.state === 'open' ? [{ link, incident: link.incident }] : []))
  const untold = open.filter(({ link, incident }) => incident.notifiedAt === null && !isPending(link.url, storyOf(incident), 'opened'))
  const told = open.filter((one) => !untold.includes(one))
  const due = told.filter(
    ({ link, incident }) => isDue(incident.notifiedAt, at, remindDays) && !isPending(link.url, storyOf(incident), 'opened', 'reminded'),
  )
  const ended = events.flatMap(({ kind, link, incident }) => (kind === 'resolved' && incident ? [{ link, incident }] : []))
  const news = {
    opened: untold.map(({ link }) => link),
    reminded: due.map(({ link }) => link),
    standing: told.filter((one) => !due.includes(one)).map(({ link }) => link),
    silent: document.links.filter((link) => isSilent(link, at, silence) && !isPending(link.url, link.silence?.since ?? '', 'silent')),
    resolved: ended
      .filter(({ link, incident }) => incident.notifiedAt !== null || isPending(link.url, storyOf(incident), 'opened'))
      .filter(({ link, incident }) => !isPending(link.url, storyOf(incident), 'resolved'))
      .map(({ link, incident }) => ({ link, brokenSince: incident.firstSeenAt, openedAt: storyOf(incident) })),
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

/** What of a night's digests no later night can tell, if tonight has no mail: what is broken is in the memory, what recovered is not. */
export const onlyTonight = (news: readonly Digest[]): Digest[] =>
  news.map((digest) => ({ ...digest, opened: [], silent: [], reminded: [] })).filter(hasNews)

/** What a digest tells, for the outbox. */
export const tellingOf = ({ opened, resolved, silent, reminded }: Digest): Message['tells'] => [
  ...opened.map(({ url, incident }) => ({ url, news: 'opened' as const, of: storyOf(incident) })),
  ...resolved.map(({ link, openedAt }) => ({ url: link.url, news: 'resolved' as const, of: openedAt })),
  ...silent.map((link) => ({ url: link.url, news: 'silent' as const, of: link.silence?.since ?? '' })),
  ...reminded.map(({ url, incident }) => ({ url, news: 'reminded' as const, of: storyOf(incident) })),
]

/** The memory after a server took these messages: only that makes news told. */
export function notified(document: StatusDocument, taken: readonly Message[], at: string): StatusDocument {
  const tells = new Set(taken.flatMap((message) => message.tells.map(keyOf)))
  const has = (url: string, of: string, ...news: readonly News[]) => news.some((one) => tells.has(keyOf({ url, news: one, of })))
  return {
    ...document,
    links: document.links.map((link) => {
      const { url, incident, silence } = link
      const isTold = incident?.state === 'open' && has(url, storyOf(incident), 'opened', 'reminded')
      return {
        ...link,
        incident: isTold ? { ...incident, notifiedAt: at } : incident,
        ...(silence && has(url, silence.since, 'silent') && { silence: { ...silence, notifiedAt: at } }),
      }
    }),
  }
}

/** A link can break, recover and break again while no server takes the mails: what tells the stories apart is when they began. */
const storyOf = (incident: Incident | null) => incident?.openedAt ?? ''

const keyOf = ({ url, news, of }: Message['tells'][number]) => `${news} ${of} ${url}`

const isDue = (notifiedAt: string | null | undefined, at: string, days: number) =>
  typeof notifiedAt === 'string' && nightsBetween(notifiedAt, at) >= days

/** The first silent night counts as one. A problem that is believed is told as one. */
const isSilent = ({ silence, incident }: LinkRecord, at: string, nights: number) =>
  silence !== undefined && silence.notifiedAt === null && incident?.state !== 'open' && nightsBetween(silence.since, at) + 1 >= nights
