/** What became of one link, told in Markdown: what happened, since when, on whose word, what to do. */
import type { LinkRecord } from '#model/memory.ts'
import { day } from './dates.ts'
import { code, link as linked, prose } from './escape.ts'
import { GLYPHS } from './glyphs.ts'
import { bullets, type Item, list } from './layout.ts'
import type { Entry, LinkView, Unjudged } from './view.ts'
import { findingOf, type Words } from './words.ts'

/** A section about one broken link: everything needed to act on it. */
export function broken(link: LinkView, words: Words): string {
  const lines = [...about(link, words), words.labelled(words.label.todo, findingOf(link, words).todo), ...replacement(link, words)]
  return [`### ${names(link)}`, happened(link, words), bullets(lines)].join('\n\n')
}

export const suspected = (link: LinkView, words: Words): Item => ({
  text: `**${names(link)}** · ${happened(link, words)}`,
  below: about(link, words),
})

/** A paragraph and a list for the links of one host that could not be checked for one reason. */
export function unjudged({ hostTitle, reason, links }: Unjudged, words: Words): string {
  const items = links.map((link) => ({ text: [`**${names(link)}**`, linked(link.url), ...silence(link, words), ...detail(link)].join(' · ') }))
  return [`**${prose(hostTitle)}** · ${words.links(links.length)} · ${words.advice(words.reason[reason])}`, ...list(items, words)].join('\n\n')
}

export const restricted = (link: LinkView, words: Words): Item => ({
  text: [`**${names(link)}**`, `${GLYPHS[link.status]} ${words.reason[link.reason].what}`, words.since(day(link.since))].join(' · '),
  below: [words.labelled(words.label.link, linked(link.url)), words.labelled(words.label.todo, words.reason[link.reason].todo)],
})

export const warned = (link: LinkView, words: Words): Item => ({
  text: `**${names(link)}** · ${linked(link.url)}`,
  below: [
    ...(link.facts.title === undefined ? [] : [words.labelled(words.label.title, prose(link.facts.title))]),
    ...link.warnings.map((warning) => words.advice(words.warning[warning])),
    ...replacement(link, words),
  ],
})

/** A link in the table of the whole catalogue. */
export function entry({ link, hostTitle, seen }: Entry, words: Words): string {
  const state = link.paused === undefined ? (seen?.status ?? 'unchecked') : 'paused'
  const word = state === 'paused' || state === 'unchecked' ? words[state] : words.status[state].word
  return `${GLYPHS[state]} ${word} ${linked(link.url, hostTitle)}`
}

/** Group, file and line of datasets. */
export const places = (datasets: readonly { readonly group: string; readonly file: string; readonly line: number }[]): string =>
  datasets.map(({ group, file, line }) => `${prose(group)} ${code(`${file}:${line}`)}`).join(', ')

/** The names of its datasets; of a link that is in none, the URL. */
const names = ({ url, datasets }: Pick<LinkRecord, 'url' | 'datasets'>): string =>
  datasets.length === 0 ? code(url) : [...new Set(datasets.map(({ name }) => prose(name)))].join(', ')

/** Status, reason and dates. */
function happened(link: LinkView, words: Words): string {
  const { status, lastAlive, standing, begun } = link
  const told = `${GLYPHS[status]} ${words.labelled(words.status[status].word, findingOf(link, words).what)}`
  return [told, ...(standing ? [] : [words.since(day(begun))]), alive(lastAlive, words)].join(' · ')
}

const about = (link: LinkView, words: Words): readonly string[] => [
  words.labelled(words.label.link, linked(link.url)),
  ...(link.datasets.length === 0 ? [] : [words.labelled(words.label.where, places(link.datasets))]),
  words.labelled(words.label.witness, witnessOf(link, words)),
]

function witnessOf(link: LinkView, words: Words): string {
  const from = link.vantage === undefined ? [] : [words.seenFrom(prose(link.vantage))]
  return [said(link, words), ...detail(link), ...from].join(' · ')
}

function said({ witness }: LinkView, words: Words): string {
  if (witness === undefined) return words.unasked
  const hostname = code(witness.hostname)
  return witness.failure === undefined ? words.answered(hostname, witness.status ?? 0) : words.unanswered(hostname, code(witness.failure))
}

const replacement = ({ replacement }: LinkView, words: Words): readonly string[] =>
  replacement === null
    ? []
    : [words.labelled(words.label.replacement, words.replaced(linked(replacement.url), replacement.certain, prose(replacement.why)))]

const detail = ({ detail }: LinkView) => (detail === undefined ? [] : [code(detail)])

const alive = (date: string | null, words: Words) => words.lastAlive(date === null ? undefined : day(date))

const silence = ({ silence, since, lastAlive }: LinkView, words: Words) => [words.since(day(silence?.since ?? since)), alive(lastAlive, words)]
