/** Changes of a text at places that do not touch each other. */

/** A link that is to be replaced: where its URL is written, and what is to be written there. */
export type Edit = { readonly start: number; readonly end: number; readonly with: string; readonly from: string; readonly to: string }

export function edited(text: string, edits: readonly Edit[]): string {
  let result = text
  for (const { start, end, with: written } of edits.toSorted((a, b) => b.start - a.start)) {
    result = `${result.slice(0, start)}${written}${result.slice(end)}`
  }
  return result
}
