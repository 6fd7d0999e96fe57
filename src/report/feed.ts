/** `feed.xml`: an Atom feed of incidents, one entry when one is opened and one when it is resolved (RFC 4287). */
import type { Changed, HistoryLine } from '#model/history.ts'
import { day } from './dates.ts'
import { encoded } from './encoded.ts'
import { type Html, html } from './html.ts'
import { rows } from './rows.ts'
import type { View } from './view.ts'
import { type Lang, type Words, wordsIn } from './words.ts'
import { inXml } from './xml.ts'

/** Feed readers ask every few hours at most; older incidents are in the history. */
const LATEST = 100

export type FeedOptions = {
  readonly lang: Lang
  /** Where the report is published. Without it entries lead to the links themselves. */
  readonly reportUrl?: string | undefined
}

type Incident = Changed & { readonly incident: NonNullable<Changed['incident']> }

/** The latest incidents of the history. Ids and dates come from there, so that an entry stays what it was. */
export function feed(view: View, history: readonly HistoryLine[], { lang, reportUrl }: FeedOptions): string {
  const words = wordsIn(lang)
  const incidents = history.filter((line): line is Incident => 'incident' in line)
  const entries = incidents.slice(-LATEST).toReversed()
  // A link that left the catalogue has no name.
  const names = new Map(rows(view).map(({ link, datasets }) => [link.url, datasets.map(({ name }) => inXml(name)).join(', ')]))
  const updated = entries[0]?.at ?? history[0]?.at ?? view.run.startedAt
  return html`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${lang}">
<id>urn:stillthere:feed:${encoded(view.title)}</id>
<title>${inXml(view.title)}</title>
<author><name>stillthere</name></author>
<updated>${updated}</updated>
${reportUrl !== undefined && html`<link rel="alternate" type="text/html" href="${reportUrl}"/>\n`}${entries.map((line) => {
  const begun = incidents.findLast(({ url, incident, at }) => url === line.url && incident === 'opened' && at < line.at)?.at
  const told = words.labelled(words.mail.section[line.incident], names.get(line.url) ?? inXml(line.url))
  return html`<entry>
<id>urn:stillthere:${line.incident}:${line.at}:${encoded(line.url)}</id>
<title>${told}</title>
<updated>${line.at}</updated>
${alternate(line.url, reportUrl)}<content type="text">${content(line, begun, words)}</content>
</entry>
`
})}</feed>
`.text
}

/** What was found that night, what to do, and about which link. */
function content({ url, status, reason, incident }: Incident, begun: string | undefined, words: Words): string {
  const found = words.sentence(words.labelled(words.status[status].word, words.reason[reason].what))
  const rest = incident === 'opened' ? words.reason[reason].todo : begun === undefined ? '' : words.sentence(words.mail.brokenSince(day(begun)))
  return [found, rest, inXml(url)].filter(Boolean).join(' ')
}

/** The row of the link in the report; without a report, the link itself when a reader can follow it. */
function alternate(url: string, reportUrl: string | undefined): Html | false {
  const target = URL.parse(url)
  const web = target?.protocol === 'https:' || target?.protocol === 'http:' ? target.href : undefined
  const href = reportUrl === undefined ? web : `${reportUrl}#q=${encoded(url)}`
  return href !== undefined && html`<link rel="alternate" type="text/html" href="${href}"/>\n`
}
