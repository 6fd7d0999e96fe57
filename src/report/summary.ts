/** What a workflow run shows on its own page: the text for `$GITHUB_STEP_SUMMARY`. */
import { minute } from './dates.ts'
import { prose } from './escape.ts'
import { list } from './layout.ts'
import { broken, suspected } from './stories.ts'
import type { View } from './view.ts'
import { type Lang, wordsIn } from './words.ts'

/** GitHub refuses a summary of more than 1 MiB; long before that nobody reads on. */
const MOST = 30

/** Markdown: must I act, whose word did not count, and what is broken. */
export function stepSummary(view: View, lang: Lang): string {
  const words = wordsIn(lang)
  const { title, run, summary, hosts } = view
  const untrusted = hosts.filter(({ trusted }) => !trusted).map((host) => prose(host.title))
  const rest = view.broken.length - MOST
  const blocks = [
    `## ${prose(title)}`,
    `**${words.headline(summary)}**`,
    [words.size(summary.links, summary.datasets), words.run(minute(run.startedAt), prose(run.vantage), prose(run.tool))].join(' · '),
    ...(untrusted.length > 0 ? [words.untrusted(untrusted)] : []),
    ...view.broken.slice(0, MOST).map((link) => broken(link, words)),
    ...(rest > 0 ? [words.more(rest)] : []),
    ...(view.suspected.length > 0 ? [`### ${words.section.suspected.title}`] : []),
    ...list(
      view.suspected.slice(0, MOST).map((link) => suspected(link, words)),
      words,
    ),
  ]
  return `${blocks.join('\n\n')}\n`
}
