/** The last ninety nights of every link, run-length coded: when its status began, and which nights nobody looked. */
import type { HistoryLine } from '#model/history.ts'
import { type Reason, type Status, statusOf } from '#model/verdict.ts'

/** Nights that a report shows, tonight included. */
export const SHOWN = 90

const DAY = 24 * 60 * 60 * 1000

/** Days from 1970-01-01 to the UTC day of a date. */
export const dayNumber = (date: string): number => Math.floor(Date.parse(date) / DAY)

/** `2026-11-23` of a day number. */
export const dayOf = (number: number): string => new Date(number * DAY).toISOString().slice(0, 10)

/** From a day on (as a number) a link had one verdict, until the next stretch; `undefined` while it was not in the catalogue. */
export type Stretch = { readonly from: number; readonly verdict: { readonly status: Status; readonly reason: Reason } | undefined }

export type Nights = {
  /** The day of the last run. */
  readonly tonight: number
  /** Days without any run, first and last included. */
  readonly missed: readonly { readonly first: number; readonly last: number }[]
  /** By URL, in the order of time. The last stretch has no end: a night without news changes none of them. */
  readonly strips: ReadonlyMap<string, readonly Stretch[]>
}

/**
 * Reads the history for a report of the run at `tonight` (ISO 8601). What is too old to be shown is left out, as of the latest
 * news: so it is dropped in a night with news, and a night without any changes nothing but `tonight`.
 */
export function nights(history: readonly HistoryLine[], tonight: string): Nights {
  const lines = history.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  const oldest = dayNumber(lines.at(-1)?.at ?? tonight) - SHOWN
  const missed: { first: number; last: number }[] = []
  const strips = new Map<string, Stretch[]>()
  for (const line of lines) {
    if ('missedSince' in line) missed.push({ first: dayNumber(line.missedSince) + 1, last: dayNumber(line.at) - 1 })
    else add(strips, line.url, { from: dayNumber(line.at), verdict: 'left' in line ? undefined : { status: statusOf(line), reason: line.reason } })
  }
  return {
    tonight: dayNumber(tonight),
    missed: missed.filter(({ first, last }) => first <= last && last >= oldest),
    strips: new Map(strips.entries().map(([url, stretches]) => [url, stretches.filter((_, i) => (stretches[i + 1]?.from ?? Infinity) > oldest)])),
  }
}

/** The last run of a day speaks for it, and a verdict that stays the same goes on. */
function add(strips: Map<string, Stretch[]>, url: string, stretch: Stretch): void {
  const before = (strips.get(url) ?? []).filter(({ from }) => from < stretch.from)
  if (before.length === 0 || before.at(-1)?.verdict?.reason !== stretch.verdict?.reason) before.push(stretch)
  strips.set(url, before)
}

/** The stretches that begin with another status than the one before: those that differ only in their reason are one. */
export const statusChanges = (stretches: readonly Stretch[]): readonly Stretch[] =>
  stretches.filter(({ verdict }, i) => i === 0 || verdict?.status !== stretches[i - 1]?.verdict?.status)
