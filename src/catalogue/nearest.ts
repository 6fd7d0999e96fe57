/** The word that was probably meant. */

/**
 * The candidate that begins with the word, or is fewest edits away; undefined when none is near enough to be a slip: a third of the
 * word, and two edits for short ones.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  let found: string | undefined
  let least = Math.max(2, Math.floor(word.length / 3)) + 1
  for (const candidate of candidates) {
    const edits = word.length > 1 && candidate.startsWith(word) ? 0 : distance(word.toLowerCase(), candidate.toLowerCase())
    if (edits >= least || edits >= candidate.length) continue
    least = edits
    found = candidate
  }
  return found
}

/** Levenshtein distance, row by row. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1]
    for (const [j, other] of [...b].entries()) {
      next.push(Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, (row[j] ?? 0) + (letter === other ? 0 : 1)))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
