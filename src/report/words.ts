/** Every phrase people read, as a type: a phrase that one language lacks does not compile. */
import type { News } from '#model/mail.ts'
import type { ControlState } from '#model/memory.ts'
import type { Facts, Reason, Status, Warning } from '#model/verdict.ts'
import { day } from './dates.ts'
import type { LinkView, Summary } from './view.ts'
import { en } from './words.en.ts'
import { zh } from './words.zh.ts'

export type Lang = 'en' | 'zh-CN'

/** `what` continues a sentence ("gone: …"); `todo` is one short imperative sentence. */
type Finding = { readonly what: string; readonly todo: string }

/** The sections of the report, in its order. */
export type Section =
  | 'broken'
  | 'suspected'
  | 'unjudged'
  | 'restricted'
  | 'warnings'
  | 'hosts'
  | 'paused'
  | 'linkless'
  | 'shared'
  | 'catalogue'
  | 'legend'

type Label = 'link' | 'where' | 'witness' | 'todo' | 'replacement' | 'detail' | 'warning' | 'report' | keyof Facts

/** The phrases of the nightly mail alone. */
type MailWords = {
  readonly section: Readonly<Record<News, string>>
  /** Parts of a subject. */
  recovered(count: number): string
  stillBroken(count: number): string
  uncheckable(count: number): string
  /** The first line: what to do about how many links, and the first few of their names. */
  act(links: number, names: string): string
  look(links: number, names: string): string
  rest(recovered: number, standing: number): string
  /** A few names, and how many more there are. */
  names(first: readonly string[], more: number): string
  /** Problems that were told in an earlier mail and are not listed again. */
  standing(count: number): string
  brokenSince(date: string): string
  unjudgedSince(date: string): string
  /** Ends a mail that would be too long. */
  inReport(count: number): string
}

type Column = 'dataset' | 'task' | 'region' | 'format' | 'count' | 'links' | 'status' | 'meaning'
type HostColumn = 'id' | 'host' | 'trusted' | 'present' | 'absent' | 'pace' | 'controls'

/** Plain text without markup. Functions take numbers and dates, or parts that the caller has made safe for its medium. */
export type Words = {
  readonly status: Readonly<Record<Status, { readonly word: string; readonly meaning: string }>>
  readonly reason: Readonly<Record<Reason, Finding>>
  readonly warning: Readonly<Record<Warning, Finding>>
  readonly control: Readonly<Record<ControlState, string>>
  readonly section: Readonly<Record<Section, { readonly title: string; readonly about?: string }>>
  readonly label: Readonly<Record<Label, string>>
  readonly column: Readonly<Record<Column | HostColumn, string>>
  readonly paused: string
  readonly unchecked: string
  readonly linkless: string
  /** Stands where a host would be named, when nobody was asked. */
  readonly unasked: string
  /** What to do about a problem that could not be asked about tonight. */
  readonly byHand: string

  /** Answers "must I act?" in one sentence. */
  headline(summary: Summary): string
  /** When, from where and by what the night was run. */
  run(at: string, vantage: string, tool: string): string
  /** Links on strong evidence are asked every so many nights. */
  recheck(nights: string): string
  size(links: number, datasets: number): string
  links(count: number): string
  datasets(count: number): string
  broken(count: number): string
  redirects(count: number): string
  /** Ends a list that is cut. */
  more(count: number): string
  /** In place of a catalogue that would be too long. */
  readonly inPage: string
  trusted(yes: boolean): string
  untrusted(hosts: readonly string[]): string

  labelled(label: string, text: string): string
  /** A `what` as a sentence of its own. */
  sentence(what: string): string
  /** A finding as two sentences. */
  advice(finding: Finding): string
  since(date: string): string
  /** The last night a link was vouched for; undefined when there was none. */
  lastAlive(date: string | undefined): string
  /** A problem seen before that could not be asked about tonight. */
  standing(since: string, what: string): string
  answered(hostname: string, status: number): string
  unanswered(hostname: string, failure: string): string
  /** Where a verdict was seen from, if not where the run looked from. */
  seenFrom(vantage: string): string
  replaced(url: string, certain: boolean, why: string): string
  /** Requests at once, and seconds between the starts of two. */
  pace(concurrency: number, spacing: number): string
  /** How many controls a host has. */
  controls(present: number, absent: number): string

  readonly mail: MailWords
}

const LANGUAGES: Readonly<Record<Lang, Words>> = { en, 'zh-CN': zh }

export const wordsIn = (lang: Lang): Words => LANGUAGES[lang]

/** What became of a link, and what to do. A problem that stands, although tonight nobody could be asked about it, says both. */
export function findingOf({ reason, standing, begun }: LinkView, words: Words): Finding {
  const { what, todo } = words.reason[reason]
  return standing ? { what: words.standing(day(begun), what), todo: words.byHand } : { what, todo }
}
