/** Drawings that a night without news leaves as they are: days are x, counted from 1970, and one rule of style moves the window. */
import { STATUSES, type Status } from '#model/verdict.ts'
import { type Html, html } from '#report/html.ts'
import { type Nights, SHOWN, type Stretch, statusChanges } from '#report/nights.ts'

/** A day in the year 2243, beyond the right edge of every picture: what lasts has no end. */
const NO_END = 99_999

/** One bar per run of nights with one status; missed nights are drawn over them. A status that is `around` has its colour already. */
export function strip(stretches: readonly Stretch[], { missed }: Nights, around: string, label: Html | false): Html {
  const bars = statusRuns(stretches).map(({ from, to, status }) => html`<path${status !== around && html` class="${status}"`} d="M${from} 0H${to}"/>`)
  return html`<svg${label}>${bars}${missed.length > 0 && html`<use href="#m"/>`}</svg>`
}

type Run = { readonly from: number; readonly to: number; readonly status: Status }

function statusRuns(stretches: readonly Stretch[]): readonly Run[] {
  const changes = statusChanges(stretches)
  return changes.flatMap(({ from, verdict }, i) =>
    verdict === undefined ? [] : [{ from, to: changes[i + 1]?.from ?? NO_END, status: verdict.status }],
  )
}

/** What every picture of the page shares: how nights without a run look, and where they are. */
export const shared = ({ missed }: Nights): Html => html`<svg class="shared" aria-hidden="true"><defs>
<pattern id="hatch" width="1" height=".15" patternUnits="userSpaceOnUse"><path class="ground" d="M0 0h1v1H0z"/><path class="line" d="M0 .075h1"/></pattern>
<path id="m" d="${missed.map(({ first, last }) => `M${first} 0H${last + 1}v1H${first}z`).join('')}"/>
</defs></svg>`

/** The rule of style that moves every picture to the nights that are shown. */
export const windowRule = ({ tonight }: Nights): string => `:root{--first:${tonight - SHOWN + 1}}`

/** Statuses from the bottom of the chart up. */
const STACK: readonly Status[] = STATUSES.filter((status) => status !== 'alive')

export type Chart = { readonly picture: Html; readonly most: number }

/** How many links had which status, but for the living ones: steps stacked on each other, as high as the most there were. */
export function chart(strips: readonly (readonly Stretch[])[], { missed }: Nights): Chart {
  const levels = levelsOf(strips)
  const most = Math.max(0, ...levels.map(({ counts }) => sum(counts)))
  // The highest comes first and the lower ones are drawn over it, so that each needs no more than its upper edge.
  const areas = STACK.map((status, i) => ({ status, edge: upperEdge(levels, i) })).filter(({ edge }) => edge !== '')
  const paths = areas.toReversed().map(({ status, edge }) => html`<path class="${status}" d="${edge}"/>`)
  const picture = html`<svg class="chart" aria-hidden="true"><g><g transform="matrix(1 0 0 ${-1 / (most || 1)} 0 1)">${paths}</g></g>${
    missed.length > 0 && html`<use href="#m"/>`
  }</svg>`
  return { picture, most }
}

/** From a day on, the number of links by the statuses of the stack. */
type Level = { readonly from: number; readonly counts: readonly number[] }

function levelsOf(strips: readonly (readonly Stretch[])[]): readonly Level[] {
  const changes = new Map<number, number[]>()
  for (const runs of strips.map(statusRuns)) {
    for (const { from, to, status } of runs) {
      const i = STACK.indexOf(status)
      if (i === -1) continue
      for (const [day, by] of [
        [from, 1],
        [to, -1],
      ] as const) {
        const counts = changes.get(day) ?? STACK.map(() => 0)
        counts[i] = (counts[i] ?? 0) + by
        changes.set(day, counts)
      }
    }
  }
  let counts: readonly number[] = STACK.map(() => 0)
  const days = [...changes].sort(([a], [b]) => a - b)
  return days.map(([from, by]) => {
    counts = counts.map((count, i) => count + (by[i] ?? 0))
    return { from, counts }
  })
}

/** Where the links with this status and those below it in the stack reach to; empty when it has none. */
function upperEdge(levels: readonly Level[], status: number): string {
  if (levels.every(({ counts }) => counts[status] === 0)) return ''
  const heights = levels.map(({ from, counts }) => ({ from, height: sum(counts.slice(0, status + 1)) }))
  const steps = heights.filter(({ height }, i) => height !== (heights[i - 1]?.height ?? 0))
  return steps.map(({ from, height }, i) => `${i === 0 ? `M${from} 0` : `H${from}`}V${height}`).join('')
}

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0)
