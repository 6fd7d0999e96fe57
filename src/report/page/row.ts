/** One link in the table of the page: what it is, how it stands, and its nights. */
import { day } from '#report/dates.ts'
import { plain } from '#report/escape.ts'
import { type Html, html } from '#report/html.ts'
import { dayNumber, type Nights, type Stretch, statusChanges } from '#report/nights.ts'
import type { Row } from '#report/rows.ts'
import type { LinkView } from '#report/view.ts'
import { address } from './address.ts'
import { details } from './details.ts'
import { marked, type Speech } from './phrases.ts'
import { strip } from './pictures.ts'

/** What all parts of one page share. `groups`: the place of each group in the catalogue. */
export type Setting = Speech & { readonly nights: Nights; readonly groups: ReadonlyMap<string, number> }

/**
 * Two table rows in a body of their own, so that sorting and filtering keep them together. Thousands of them make the page: end
 * tags that HTML implies are left out, and a colour is named only where it is not the one of the row.
 */
export function tableRow(row: Row, setting: Setting): Html {
  const { link, seen, state, concern, datasets } = row
  const { say, groups } = setting
  const names = [...new Set(datasets.map(({ name }) => plain(name)))].join(', ')
  const about = [...new Set(datasets.flatMap(({ group, task }) => [group, ...task]).map(plain))].join(' · ')
  const within = [...new Set(datasets.map(({ group }) => groups.get(group)))].join(' ')
  const classes = concern === undefined ? state : `${state} ${concern}`
  const word = state === 'paused' || state === 'unchecked' ? say(state) : say(state)
  const believed = concern !== undefined && html` <small>${say(`page.${concern}`)}</small>`
  return html`<tbody class="${classes}" data-h="${seen?.host}" data-g="${within}"><tr><th scope="row">${names} <small>${about}</small>
<td>${address(link.url, row.hostTitle)}<td>${word}${believed}<td>${seen && day(seen.begun)}<td>${picture(row, setting)}
<tr><td colspan="5">${details(row, stretchesOf(link.url, seen, setting.nights), say)}
`
}

function picture({ link, seen, state }: Row, { text, nights }: Setting): Html | false {
  const stretches = stretchesOf(link.url, seen, nights)
  const changes = statusChanges(stretches).length - 1
  if (changes < 0) return false
  // A strip of one colour says no more than the status and the date beside it.
  const label = changes > 0 && html` role="img" aria-label="${text('page.changes', changes)}" data-l="${marked('page.changes', changes)}"`
  return strip(stretches, nights, state, label)
}

/** As the history tells it; of a link it does not know, since its status began. */
export const stretchesOf = (url: string, seen: LinkView | undefined, { strips }: Nights): readonly Stretch[] =>
  strips.get(url) ?? (seen === undefined ? [] : [{ from: dayNumber(seen.since), verdict: seen }])
