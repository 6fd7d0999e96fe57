/** What the page says about one host: whether its word counts, at which pace it is asked, and how its links fared. */
import type { Pace } from '#model/checker.ts'
import type { HostRecord } from '#model/memory.ts'
import type { Reason, Status } from '#model/verdict.ts'
import { encoded } from '#report/encoded.ts'
import { plain } from '#report/escape.ts'
import { type Html, html } from '#report/html.ts'
import { dayOf, type Stretch } from '#report/nights.ts'
import type { Row } from '#report/rows.ts'
import type { Say } from './phrases.ts'
import { chart } from './pictures.ts'
import { type Setting, stretchesOf } from './row.ts'

/** More of the past is in the history file. */
const LATEST = 5

export function hostSection(host: HostRecord, all: readonly Row[], pace: Pace | undefined, setting: Setting): Html {
  const { id, title, trusted, controls } = host
  const { say, nights } = setting
  const seen = all.flatMap((row) => (row.seen?.host === id ? [row.seen] : []))
  const strips = seen.map((link) => stretchesOf(link.url, link, nights))
  const { picture, most } = chart(strips, nights)
  const reasons = [...Map.groupBy(seen, ({ reason }) => reason)].sort(([, a], [, b]) => b.length - a.length)
  return html`<details class="host"><summary><b>${plain(title)}</b> ${seen.length}${!trusted && html` <strong>${say('page.untrusted')}</strong>`}${reasons
    .filter(([, [first]]) => first?.status !== 'alive')
    .map(([reason, links]) => html` <span class="${links[0]?.status}">${links.length} × ${say(reason)}</span>`)}</summary>
<dl>
<dt>${say('column.present')}<dd>${say(`control.${controls.present}`)}
<dt>${say('column.absent')}<dd>${say(`control.${controls.absent}`)}
${pace && html`<dt>${say('column.pace')}<dd>${say('page.pace', pace.concurrency, pace.spacing)}`}
<dt>${say('column.links')}<dd><ul>${reasons.map(([reason, links]) => html`<li>${links.length} × ${say(reason)}`)}</ul> <a href="#host=${encoded(id)}">${say('page.showLinks')}</a>
${most > 0 && html`<dt>${say('page.nights')}<dd>${picture}`}
${latest(strips, say)}
</dl></details>
`
}

/** How often the links of the host came to a verdict, by night, the latest first. What they were at the beginning is no change. */
function latest(strips: readonly (readonly Stretch[])[], say: Say): Html | false {
  const changes = strips.flatMap((stretches) =>
    stretches.slice(1).flatMap(({ from, verdict }) => (verdict === undefined ? [] : [{ from, ...verdict }])),
  )
  const alike = [...Map.groupBy(changes, ({ from, reason }) => `${from} ${reason}`).values()].sort((a, b) => (b[0]?.from ?? 0) - (a[0]?.from ?? 0))
  if (alike.length === 0) return false
  return html`<dt>${say('page.latest')}<dd><ol>${alike.slice(0, LATEST).map((some) => changeItem(some, say))}</ol>`
}

function changeItem(some: readonly { readonly from: number; readonly status: Status; readonly reason: Reason }[], say: Say): Html | false {
  const [first] = some
  return first !== undefined && html`<li>${dayOf(first.from)} ${some.length} × ${say(first.status)}: ${say(first.reason)}`
}
