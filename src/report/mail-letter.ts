/** What a mail says and in which order, before it is text or HTML. */
import type { Digest, News } from '#model/mail.ts'
import type { LinkRecord, StatusDocument } from '#model/memory.ts'
import { minute } from './dates.ts'
import { type Entry, entries, type Medium, names, type Told } from './mail-entry.ts'
import { linkViews } from './view.ts'
import type { Words } from './words.ts'

/** Text that is safe for its medium. */
export type Letter = {
  /** Answers "must I act?" in one sentence. */
  readonly lead: string
  readonly sections: readonly Section[]
  readonly closing: readonly string[]
}

export type Section = { readonly title: string; readonly about: string | undefined; readonly entries: readonly Entry[] }

/** What a letter is written from: `most` is how many links it lists at most. */
export type Telling = {
  readonly digest: Digest
  readonly document: StatusDocument
  readonly reportUrl: string | undefined
  readonly most: number
}

/** Names in the first line, which a phone shows of a mail before it is opened. */
const NAMED = 3

export function letter({ digest, document, reportUrl, most }: Telling, words: Words, medium: Medium): Letter {
  const about: Partial<Record<News, string | undefined>> = {
    reminded: digest.standing.length === 0 ? undefined : words.mail.standing(digest.standing.length),
    silent: words.section.unjudged.about,
  }
  const sections: Section[] = []
  let left = most
  let untold = 0
  for (const [news, told] of Object.entries(newsOf(digest, document)) as [News, readonly Told[]][]) {
    const section = { title: words.mail.section[news], about: about[news], entries: entries(news, told, left, words, medium) }
    if (section.entries.length > 0 || (news === 'reminded' && section.about !== undefined)) sections.push(section)
    untold += Math.max(0, told.length - left)
    left = Math.max(0, left - told.length)
  }
  const { startedAt, vantage, tool } = document.run
  return {
    lead: lead(digest, words, medium),
    sections,
    closing: [
      ...(untold === 0 ? [] : [words.mail.inReport(untold)]),
      ...(reportUrl === undefined ? [] : [words.labelled(words.label.report, medium.url(reportUrl))]),
      words.run(minute(startedAt), medium.text(vantage), medium.text(tool)),
    ],
  }
}

/** The links of every section, in the order of the mail. */
function newsOf({ opened, resolved, reminded, silent }: Digest, document: StatusDocument): Readonly<Record<News, readonly Told[]>> {
  const told = (links: readonly LinkRecord[]) => linkViews(links, document.hosts).map((link) => ({ link }))
  const brokenSince = new Map(resolved.map(({ link, brokenSince }) => [link.url, brokenSince]))
  return {
    opened: told(opened),
    resolved: told(resolved.map(({ link }) => link)).map(({ link }) => ({ link, brokenSince: brokenSince.get(link.url) ?? link.since })),
    reminded: told(reminded),
    silent: told(silent),
  }
}

function lead({ opened, reminded, silent, resolved, standing }: Digest, words: Words, medium: Medium): string {
  const broken = [...opened, ...reminded]
  if (broken.length > 0) return words.mail.act(broken.length, few(broken, words, medium))
  if (silent.length > 0) return words.mail.look(silent.length, few(silent, words, medium))
  return words.mail.rest(resolved.length, standing.length)
}

function few(links: readonly LinkRecord[], words: Words, medium: Medium): string {
  const all = [...new Set(links.map((link) => names(link, medium)))]
  return words.mail.names(all.slice(0, NAMED), Math.max(0, all.length - NAMED))
}
