/** The top of the page: everything that somebody with ten seconds must know. */
import { STATUSES } from '#model/verdict.ts'
import { day, minute } from '#report/dates.ts'
import { plain } from '#report/escape.ts'
import { type Html, html } from '#report/html.ts'
import type { Row } from '#report/rows.ts'
import type { View } from '#report/view.ts'
import { chart } from './pictures.ts'
import { type Setting, stretchesOf } from './row.ts'
import type { Newest } from './words.ts'

/** The latest night in which a link that is broken now was found to be. */
export function newestOf({ broken }: View): Newest | undefined {
  const nights = broken.map(({ incident, begun }) => day(incident?.openedAt ?? begun)).sort()
  const latest = nights.at(-1)
  return latest === undefined ? undefined : { day: latest, links: nights.filter((night) => night === latest).length }
}

/** One sentence, when, how complete, whose word does not count, the counts, each a way to its links, and how it came to this. */
export function summary({ run, summary: { links, unjudged, counts }, hosts }: View, all: readonly Row[], setting: Setting): Html {
  const { say } = setting
  const shown = STATUSES.filter((status) => counts[status] > 0)
  return html`<div><p id="stale" role="alert" hidden></p>
<p class="headline">${say('headline')}</p>
<p id="run" data-at="${run.startedAt}">${say('run', minute(run.startedAt), plain(run.vantage), plain(run.tool))} <span id="ago"></span></p>
<p>${say('page.judged', links - unjudged, links)}${hosts.some(({ trusted }) => !trusted) && html` <strong>${say('untrusted')}</strong>`}</p>
<ul class="counts">${shown.map((status) => html`<li><a class="${status}" href="#status=${status}">${say(status)} ${counts[status]}</a>`)}</ul></div>
${trend(all, setting)}`
}

function trend(all: readonly Row[], { say, nights }: Setting): Html {
  const strips = all.flatMap(({ link, seen }) => (seen === undefined ? [] : [stretchesOf(link.url, seen, nights)]))
  const { picture, most } = chart(strips, nights)
  return html`<figure><figcaption>${say('page.trend', most)}</figcaption>${picture}<p class="scale">${say('page.ago')} ${say('page.tonight')}</figure>`
}
