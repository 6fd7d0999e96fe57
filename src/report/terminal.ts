/** What the command line prints: one verdict explained, the night in a few lines, the hosts. */
import type { Checkers } from '#model/checker.ts'
import type { EvidenceLine, LinkRecord } from '#model/memory.ts'
import { STATUSES } from '#model/verdict.ts'
import { type Cell, columns, type Paint } from './columns.ts'
import { minute } from './dates.ts'
import { plain } from './escape.ts'
import type { LinkView, View } from './view.ts'
import { findingOf, type Lang, type Words, wordsIn } from './words.ts'

/** One exchange for people to read: without secrets, with milliseconds and the number of redirects on the way. */
export type Told = EvidenceLine & { readonly ms: number; readonly redirects: number }

/** A verdict to explain. */
export type Explained = Pick<LinkRecord, 'url' | 'status' | 'reason' | 'detail' | 'warnings' | 'facts' | 'replacement'> & {
  readonly hostTitle: string
  readonly exchanges: readonly Told[]
}

/** Broken links told in full at the end of a night: two lines each, so that all of it fits a small terminal. */
const MOST_BROKEN = 8

/** The verdict on one link in words, what to do, and every exchange it rests on. */
export function explained(link: Explained, lang: Lang, paint: Paint): string {
  const words = wordsIn(lang)
  const { status, reason, hostTitle } = link
  const findings = columns(findingsOf(link, words), paint)
  const exchanges = columns(
    link.exchanges.map((told) => exchange(told, words)),
    paint,
  )
  return paragraphs([
    [
      `${paint(status, words.status[status].word)}  ${paint('bold', plain(link.url))}`,
      `${plain(hostTitle)} · ${words.sentence(words.reason[reason].what)}`,
      paint('dim', words.status[status].meaning),
    ],
    findings,
    exchanges.length === 0 ? [paint('dim', words.sentence(words.unasked))] : exchanges,
  ])
}

function findingsOf({ reason, detail, warnings, facts, replacement }: Explained, words: Words): readonly (readonly Cell[])[] {
  const row = (label: string, text: string): readonly Cell[] => [{ text: label, style: 'dim' }, { text: plain(text) }]
  const known = Object.entries(facts) as readonly [keyof typeof facts, string | number | undefined][]
  return [
    ...(detail === undefined ? [] : [row(words.label.detail, detail)]),
    ...known.flatMap(([fact, value]) => (value === undefined ? [] : [row(words.label[fact], String(value))])),
    ...warnings.map((warning) => row(words.label.warning, words.advice(words.warning[warning]))),
    ...(replacement === null ? [] : [row(words.label.replacement, words.replaced(replacement.url, replacement.certain, replacement.why))]),
    row(words.label.todo, words.reason[reason].todo),
  ]
}

const exchange = ({ method, url, status, failure, ms, redirects }: Told, words: Words): readonly Cell[] => [
  { text: method },
  { text: plain(failure ?? String(status)), style: failure === undefined ? 'bold' : 'unreachable' },
  { text: `${Math.round(ms)} ms`, style: 'dim' },
  { text: redirects === 0 ? '' : words.redirects(redirects), style: 'dim' },
  { text: plain(url) },
]

/** The end of `check`, at most 25 lines: must I act, what is broken, whom nobody believes, where the report is. */
export function night(view: View, report: string, lang: Lang, paint: Paint): string {
  const words = wordsIn(lang)
  const { summary, broken, hosts, run } = view
  const told = broken.slice(0, MOST_BROKEN)
  const doubted = hosts.filter(({ trusted }) => !trusted).map(({ title }) => plain(title))
  const counts = STATUSES.filter((status) => summary.counts[status] > 0)
  return paragraphs([
    [
      paint('bold', words.headline(summary)),
      [
        words.size(summary.links, summary.datasets),
        ...counts.map((status) => paint(status, `${summary.counts[status]} ${words.status[status].word}`)),
      ].join(' · '),
    ],
    [
      ...told.flatMap((link) => brokenLines(link, words, paint)),
      ...(told.length < broken.length ? [paint('dim', words.more(broken.length - told.length))] : []),
    ],
    [
      ...(doubted.length === 0 ? [] : [words.untrusted(doubted)]),
      paint('dim', words.run(minute(run.startedAt), plain(run.vantage), plain(run.tool))),
      words.labelled(words.label.report, report),
    ],
  ])
}

/** Two lines: what it is and where it is written, then what happened and what to do. */
function brokenLines(link: LinkView, words: Words, paint: Paint): readonly string[] {
  const { url, status, datasets } = link
  const [first] = datasets
  const names = [...new Set(datasets.map(({ name }) => plain(name)))].join(', ')
  const place = first === undefined ? [] : [paint('bold', names), paint('dim', plain(`${first.file}:${first.line}`))]
  return [[paint(status, words.status[status].word), ...place, plain(url)].join('  '), `    ${words.advice(findingOf(link, words))}`]
}

/** The host checkers: what each declares on a line, and its URL forms below. */
export function hostsTable(checkers: Checkers, lang: Lang, paint: Paint): string {
  const { column, pace, controls } = wordsIn(lang)
  const rows = [...checkers].map(([id, checker]): readonly Cell[] => [
    { text: id, style: 'bold' },
    { text: checker.title },
    { text: pace(checker.pace.concurrency, checker.pace.spacing) },
    { text: controls(checker.controls.present.length, checker.controls.absent.length) },
  ])
  const heads = [column.id, column.host, column.pace, column.controls].map((text): Cell => ({ text, style: 'dim' }))
  const [head, ...lines] = columns([heads, ...rows], paint)
  const forms = [...checkers.values()].map(({ urls }) => urls.map(({ form }) => `  ${form}`))
  return paragraphs([[head ?? ''], ...lines.map((line, i) => [line, ...(forms[i] ?? [])])])
}

/** Lines in paragraphs, with a blank line between; empty paragraphs are left out. */
const paragraphs = (parts: readonly (readonly string[])[]): string =>
  `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
