/** The report for people: what the forge shows when somebody opens the reports folder. */
import type { HostRecord } from '#model/memory.ts'
import { STATUSES } from '#model/verdict.ts'
import { minute } from './dates.ts'
import { link, prose } from './escape.ts'
import { GLYPHS } from './glyphs.ts'
import { folded, list, MOST, table } from './layout.ts'
import { broken, entry, places, restricted, suspected, unjudged, warned } from './stories.ts'
import type { DatasetView, Group, Summary, View } from './view.ts'
import { type Lang, type Section, type Words, wordsIn } from './words.ts'

/** Links of a catalogue that is still shown whole; `index.html` shows longer ones. */
const LONGEST = 2_000

/**
 * `reports/README.md`. Between two nights without news one line differs: the one that tells when the run was.
 * @param recheck nights from one question about a link to the next, where the evidence is strong
 */
export function markdown(view: View, lang: Lang, recheck: number): string {
  const words = wordsIn(lang)
  const { title, run, summary } = view
  const head = [
    `# ${prose(title)}`,
    `**${words.headline(summary)}**`,
    words.run(minute(run.startedAt), prose(run.vantage), prose(run.tool)),
    ...(recheck > 1 ? [words.recheck(String(recheck))] : []),
    counts(summary, words),
  ]
  const body = Object.entries(sections(view, words)).flatMap(([key, blocks]) => {
    const { title, about } = words.section[key as Section]
    return blocks.length === 0 ? [] : [`## ${title}`, ...(about === undefined ? [] : [about]), ...blocks]
  })
  return `${[...head, ...body].join('\n\n')}\n`
}

/** The blocks of every section, in the order of the page; a section without any is left out. */
function sections(view: View, words: Words): Readonly<Record<Section, readonly string[]>> {
  return {
    broken: [...view.broken.slice(0, MOST).map((one) => broken(one, words)), ...beyond(view.broken, words)],
    suspected: list(
      view.suspected.map((one) => suspected(one, words)),
      words,
    ),
    unjudged: view.unjudged.map((group) => unjudged(group, words)),
    restricted: list(
      view.restricted.map((one) => restricted(one, words)),
      words,
    ),
    warnings: list(
      view.warned.map((one) => warned(one, words)),
      words,
    ),
    hosts: view.hosts.length === 0 ? [] : [hostTable(view.hosts, words)],
    paused: list(
      view.paused.map(({ dataset, url, why }) => ({ text: [`**${prose(dataset.name)}**`, link(url), prose(why)].join(' · ') })),
      words,
    ),
    linkless: list(
      view.linkless.map(({ name, group, position }) => ({ text: `**${prose(name)}** · ${places([{ group, ...position }])}` })),
      words,
      words.datasets,
    ),
    shared: list(
      view.shared.map(({ url, datasets }) => ({
        text: `${link(url)} · ${datasets.map(({ name, group }) => `${prose(name)} (${prose(group)})`).join(', ')}`,
      })),
      words,
    ),
    catalogue: view.summary.links > LONGEST ? [words.inPage] : view.groups.map((group) => groupTable(group, words)),
    legend: [legend(words)],
  }
}

const beyond = ({ length }: readonly unknown[], words: Words) => (length > MOST ? [words.more(length - MOST)] : [])

function counts({ links, datasets, counts }: Summary, words: Words): string {
  const present = STATUSES.filter((status) => counts[status] > 0)
  return [words.size(links, datasets), ...present.map((status) => `${GLYPHS[status]} ${counts[status]} ${words.status[status].word}`)].join(' · ')
}

function hostTable(hosts: readonly HostRecord[], words: Words): string {
  const { host, links, trusted, present, absent } = words.column
  return table(
    [host, links, trusted, present, absent],
    hosts.map(({ title, links, trusted, controls }) => [
      prose(title),
      String(links),
      trusted ? words.trusted(true) : `**${words.trusted(false)}**`,
      words.control[controls.present],
      words.control[controls.absent],
    ]),
  )
}

function groupTable({ name, datasets, broken }: Group, words: Words): string {
  const { dataset, task, region, format, count, links } = words.column
  const size = [words.datasets(datasets.length), ...(broken > 0 ? [words.broken(broken)] : [])].join(' · ')
  const rows = datasets.map((one) => datasetRow(one, words))
  return `### ${prose(name)}\n\n${folded(size, table([dataset, task, region, format, count, links], rows))}`
}

const datasetRow = ({ dataset: { name, task, region, format, count }, entries }: DatasetView, words: Words): readonly string[] => [
  prose(name),
  prose(task.join('/')),
  prose(region ?? ''),
  prose(format ?? ''),
  prose(count ?? ''),
  entries.map((one) => entry(one, words)).join('<br>') || words.linkless,
]

const legend = (words: Words): string =>
  table(
    [words.column.status, words.column.meaning],
    STATUSES.map((status) => [`${GLYPHS[status]} ${words.status[status].word}`, words.status[status].meaning]),
  )
