/** `history.ndjson`: what a night adds to it, and how it is read again. */
import { InputError } from '#model/errors.ts'
import { type Changed, HistoryLine } from '#model/history.ts'
import type { Event, StatusDocument } from '#model/memory.ts'
import { nightsBetween } from '#model/night.ts'

/**
 * The lines of a night: nights missed before it, links that changed, links that left. None when there is no news; that the
 * night was watched shows in the document's own date until the next one.
 */
export function historyLines(before: StatusDocument | undefined, document: StatusDocument, events: readonly Event[]): readonly HistoryLine[] {
  const at = document.run.startedAt
  const present = new Set(document.links.map(({ url }) => url))
  const left = (before?.links ?? []).filter(({ url }) => !present.has(url))
  return [
    ...(before !== undefined && nightsBetween(before.run.startedAt, at) > 1 ? [{ at, missedSince: before.run.startedAt }] : []),
    ...Map.groupBy(events, ({ link }) => link.url)
      .values()
      .map((ofLink) => changed(at, ofLink)),
    ...left.map(({ url }) => ({ at, url, left: true as const })),
  ]
}

/** What happened to one link in one night, in one line. */
function changed(at: string, events: readonly Event[]): Changed {
  const [{ link }] = events as readonly [Event]
  const incident = events.map(({ kind }) => kind).find((kind) => kind !== 'changed')
  return { at, url: link.url, status: link.status, reason: link.reason, ...(incident && { incident }) }
}

/** Lines as they are appended to the file. */
export const historyTexts = (lines: readonly HistoryLine[]): Iterable<string> => lines.values().map((line) => `${JSON.stringify(line)}\n`)

/** Reads the lines of the file again. `file` is its name as the user knows it. @throws {InputError} naming the line that cannot be read */
export function readHistory(written: Iterable<string>, file: string): readonly HistoryLine[] {
  const lines: HistoryLine[] = []
  let number = 0
  for (const text of written) {
    number += 1
    if (text === '') continue
    const read = HistoryLine.safeParse(parsed(text))
    if (!read.success) {
      throw new InputError({
        message: 'This line is no line of the history.',
        where: { file, line: number },
        hint: 'Restore the file from version control, or take the line out.',
      })
    }
    lines.push(read.data)
  }
  return lines
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
