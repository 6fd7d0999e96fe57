/** Every link of the catalogue once, with all the datasets it stands in and all its places, broken ones first. */
import type { Dataset, Link, Position } from '#model/registry.ts'
import type { Status } from '#model/verdict.ts'
import type { LinkView, View } from './view.ts'

/** What a row shows of a link's standing; paused and unchecked links have no status. */
export type State = Status | 'paused' | 'unchecked'

/** Whether a problem is believed, or only suspected. */
export type Concern = 'broken' | 'suspected' | undefined

export type Row = {
  readonly link: Link
  readonly hostTitle: string
  readonly datasets: readonly Dataset[]
  readonly positions: readonly Position[]
  readonly state: State
  readonly concern: Concern
  /** Undefined when the link is paused or was never probed. */
  readonly seen: LinkView | undefined
}

/** Every link of the catalogue: what needs somebody first, the latest on top; the rest in the order of the catalogue. */
export function rows(view: View): readonly Row[] {
  const entries = view.groups.flatMap(({ datasets }) => datasets.flatMap(({ dataset, entries }) => entries.map((entry) => ({ ...entry, dataset }))))
  const latest = new Map(view.broken.map(({ url }, i) => [url, i]))
  const suspected = new Set(view.suspected.map(({ url }) => url))
  const byUrl = Map.groupBy(entries, ({ link }) => link.url)
  const all = [...byUrl.values()].flatMap((alike): readonly Row[] => {
    const first = alike.find(({ seen }) => seen !== undefined) ?? alike[0]
    if (first === undefined) return []
    const { link, hostTitle, seen } = first
    const state = seen?.status ?? (link.paused === undefined ? 'unchecked' : 'paused')
    const concern = latest.has(link.url) ? 'broken' : suspected.has(link.url) ? 'suspected' : undefined
    return [
      {
        link,
        hostTitle,
        seen,
        state,
        concern: seen && concern,
        datasets: alike.map(({ dataset }) => dataset),
        positions: alike.map(({ link }) => link.position),
      },
    ]
  })
  const latestFirst = (a: Row, b: Row) => (latest.get(a.link.url) ?? 0) - (latest.get(b.link.url) ?? 0)
  return all.sort((a, b) => urgency(a) - urgency(b) || (a.concern === 'broken' ? latestFirst(a, b) : 0))
}

/** What needs somebody comes first, what nobody could judge before what is well. */
function urgency({ concern, state }: Row): number {
  if (concern !== undefined) return concern === 'broken' ? 0 : 1
  return 2 + ['blocked', 'unknown', 'restricted', 'alive'].indexOf(state) + (state === 'paused' || state === 'unchecked' ? 5 : 0)
}
