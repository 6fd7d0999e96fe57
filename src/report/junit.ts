/** JUnit XML, for test dashboards: every link is a test case, and the suites are the hosts. */
import { type Html, html } from './html.ts'
import { type Row, rows } from './rows.ts'
import type { View } from './view.ts'
import { findingOf, type Lang, type Words, wordsIn } from './words.ts'
import { inXml } from './xml.ts'

/** Believed problems are failures. What nobody could judge, and what is paused, is skipped: it has not been tested. */
export function junit(view: View, lang: Lang): string {
  const words = wordsIn(lang)
  const all = rows(view)
  const suites = Map.groupBy(all, ({ hostTitle }) => hostTitle)
  return html`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="${inXml(view.title)}"${counts(all)}>
${suites
  .entries()
  .map(
    ([hostTitle, links]) => html`<testsuite name="${inXml(hostTitle)}"${counts(links)} timestamp="${view.run.startedAt}">
${links.map((link) => testcase(link, words))}</testsuite>
`,
  )
  .toArray()}</testsuites>
`.text
}

const failed = ({ concern }: Row) => concern === 'broken'

const skipped = ({ seen }: Row) => seen === undefined || (seen.incident?.state !== 'open' && (seen.status === 'blocked' || seen.status === 'unknown'))

const counts = (links: readonly Row[]) =>
  html` tests="${links.length}" failures="${links.filter(failed).length}" errors="0" skipped="${links.filter(skipped).length}"`

function testcase(row: Row, words: Words): Html {
  const { link, seen, hostTitle, datasets, positions } = row
  const name = [...datasets.map(({ name }) => inXml(name)), inXml(link.url)].join(' ')
  const place = positions[0]
  return html`<testcase classname="${inXml(seen?.host ?? hostTitle)}" name="${name}"${place && html` file="${inXml(place.file)}" line="${place.line}"`}>${result(row, words)}</testcase>
`
}

function result(row: Row, words: Words): Html | false {
  const { link, seen, concern } = row
  if (seen === undefined) return html`<skipped message="${inXml(link.paused ?? words.unchecked)}"/>`
  const { what, todo } = findingOf(seen, words)
  const told = words.labelled(words.status[seen.status].word, what)
  if (failed(row)) return html`<failure type="${seen.status}/${seen.reason}" message="${told}">${todo} ${inXml(seen.detail ?? '')}</failure>`
  if (skipped(row)) return html`<skipped message="${told}"/>`
  return concern === 'suspected' && html`<system-out>${told}</system-out>`
}
