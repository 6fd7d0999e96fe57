/** Offsets into a text as lines and columns. */
import type { Position } from '#model/registry.ts'

/** The place of an offset. */
export type At = (offset: number) => Position

/** Places in the text of a file; line and column count from 1. */
export function placesOf(text: string, file: string): At {
  const starts = startsOf(text)
  return (offset) => {
    const line = lastAtMost(starts, offset)
    return { file, line: line + 1, column: offset - (starts[line] ?? 0) + 1 }
  }
}

/** The offsets of places in a text. */
export function offsetsOf(text: string): (place: Position) => number {
  const starts = startsOf(text)
  return ({ line, column }) => (starts[line - 1] ?? text.length) + column - 1
}

function startsOf(text: string): readonly number[] {
  const starts = [0]
  for (const { index, 0: end } of text.matchAll(/\r\n|\r|\n/g)) starts.push(index + end.length)
  return starts
}

/** The index of the last number that is not above the given one; the first number is 0. */
function lastAtMost(sorted: readonly number[], most: number): number {
  let low = 0
  let high = sorted.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((sorted[middle] ?? 0) <= most) low = middle
    else high = middle - 1
  }
  return low
}
