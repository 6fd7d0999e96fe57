/** What became of the links of a mail, told once for both of its parts: one entry each, or one for many of a host. */
import type { News } from '#model/mail.ts'
import type { LinkRecord } from '#model/memory.ts'
import type { Status } from '#model/verdict.ts'
import { day } from './dates.ts'
import type { LinkView } from './view.ts'
import { findingOf, type Words } from './words.ts'

/** How a part of the mail writes what strangers say, so that it stays text. */
export type Medium = {
  text(words: string): string
  url(url: string): string
  /** A status: its glyph and its word. */
  status(status: Status, word: string): string
}

/** A link with its news; `brokenSince` is known of one that works again. */
export type Told = { readonly link: LinkView; readonly brokenSince?: string }

/** Text that is safe for its medium: a title, lines below it, and the links when there are several, each in lines of its own. */
export type Entry = { readonly title: string; readonly lines: readonly string[]; readonly items: readonly (readonly string[])[] }

/** From so many on, links of one host with one reason are one entry. */
const MANY = 3

/** The entries of a section that tell of `most` links at most. */
export function entries(news: News, told: readonly Told[], most: number, words: Words, medium: Medium): readonly Entry[] {
  const listed: Entry[] = []
  let left = most
  for (const alike of Map.groupBy(told, ({ link: { hostTitle, reason, standing } }) => `${reason} ${standing} ${hostTitle}`).values()) {
    const some = alike.slice(0, left)
    left -= some.length
    if (alike.length < MANY) listed.push(...some.map((one) => single(news, one, words, medium)))
    else if (some.length > 0) listed.push(group(news, alike, some, words, medium))
  }
  return listed
}

function single(news: News, told: Told, words: Words, medium: Medium): Entry {
  const { link } = told
  return {
    title: names(link, medium),
    lines: [
      [happened(link, words, medium), ...dates(news, told, words)].join(' · '),
      words.labelled(words.label.link, medium.url(link.url)),
      ...todo(news, link, words),
      ...replacement(link, words, medium),
      words.labelled(words.label.witness, [said(link, words, medium), ...detail(link, medium)].join(' · ')),
      ...(link.datasets.length === 0 ? [] : [words.labelled(words.label.where, places(link, medium))]),
    ],
    items: [],
  }
}

/** Many links of one host and with one reason, of which `some` are listed. */
function group(news: News, alike: readonly Told[], some: readonly Told[], words: Words, medium: Medium): Entry {
  const [oldest] = alike.map(({ link }) => link).sort((a, b) => a.begun.localeCompare(b.begun))
  if (oldest === undefined) throw new RangeError('a group without links')
  const witnesses = new Set(alike.map(({ link }) => said(link, words, medium)))
  return {
    title: `${medium.text(oldest.hostTitle)} · ${words.links(alike.length)}`,
    lines: [happened(oldest, words, medium), ...todo(news, oldest, words), words.labelled(words.label.witness, [...witnesses].join(', '))],
    items: some.map((told) => [
      [names(told.link, medium), ...dates(news, told, words), ...detail(told.link, medium), places(told.link, medium)].filter(Boolean).join(' · '),
      medium.url(told.link.url),
      ...replacement(told.link, words, medium),
    ]),
  }
}

const happened = (link: LinkView, words: Words, medium: Medium): string =>
  words.labelled(medium.status(link.status, words.status[link.status].word), findingOf(link, words).what)

/** Since when, and when it was last alive. A standing problem says itself since when. */
function dates(news: News, { link, brokenSince }: Told, words: Words): readonly string[] {
  if (brokenSince !== undefined) return [words.mail.brokenSince(day(brokenSince))]
  const alive = words.lastAlive(link.lastAlive === null ? undefined : day(link.lastAlive))
  if (news === 'silent') return [words.mail.unjudgedSince(day(link.silence?.since ?? link.since)), alive]
  return link.standing ? [alive] : [words.since(day(link.begun)), alive]
}

/** Of a link that works for everybody again, nothing. */
const todo = (news: News, link: LinkView, words: Words): readonly string[] =>
  link.status === 'alive' ? [] : [words.labelled(words.label.todo, news === 'silent' ? words.byHand : findingOf(link, words).todo)]

function said({ witness }: LinkView, words: Words, medium: Medium): string {
  if (witness === undefined) return words.unasked
  const hostname = medium.text(witness.hostname)
  return witness.failure === undefined ? words.answered(hostname, witness.status ?? 0) : words.unanswered(hostname, medium.text(witness.failure))
}

const detail = ({ detail }: LinkView, medium: Medium): readonly string[] => (detail === undefined ? [] : [medium.text(detail)])

/** The space ends the URL: a mail reader would take the bracket that follows in Chinese into the link. */
const replacement = ({ replacement }: LinkView, words: Words, medium: Medium): readonly string[] =>
  replacement === null
    ? []
    : [words.labelled(words.label.replacement, words.replaced(`${medium.url(replacement.url)} `, replacement.certain, medium.text(replacement.why)))]

/** The names of its datasets; of a link that is in none, the URL. */
export const names = ({ url, datasets }: Pick<LinkRecord, 'url' | 'datasets'>, medium: Medium): string =>
  medium.text(datasets.length === 0 ? url : [...new Set(datasets.map(({ name }) => name))].join(', '))

const places = ({ datasets }: LinkView, medium: Medium): string =>
  medium.text(datasets.map(({ group, file, line }) => `${group} ${file}:${line}`).join(', '))
