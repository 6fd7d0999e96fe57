/** Rows whose cells stand one column too far to the left, because the first two of them were written into one. */
import { said } from './columns.ts'

/** What the columns of a table are, and how often each value stands in one of a kind in the whole file. */
export type Known = { readonly kinds: readonly (string | undefined)[]; readonly counts: ReadonlyMap<string, ReadonlyMap<string, number>> }

/**
 * The words of a row in their places, or `unclear` when it is shifted but its first cell cannot be divided; undefined for a row in
 * order. A row is shifted when its last column is empty, two or more of its values are usual one column further on, and none is
 * where it stands.
 */
export function unshifted(words: readonly string[], known: Known): readonly string[] | 'unclear' | undefined {
  const { kinds, counts } = known
  const name = kinds.indexOf('name')
  const compared = kinds.flatMap((kind, i) => (kind !== undefined && i > name && counts.has(kind) ? [i] : []))
  const [first] = compared
  const last = compared.at(-1)
  if (name < 0 || first !== name + 1 || last === undefined || said(words[last] ?? '') !== undefined) return undefined

  let further = 0
  for (const i of compared) {
    const value = said(words[i] ?? '')
    if (value === undefined) continue
    const here = Math.max(0, count(value, kinds[i], known) - 1)
    const next = count(value, kinds[i + 1], known) || (kinds[i + 1] === 'count' && /^[~≈约]?\d[\d,.]*/.test(value) ? 1 : 0)
    if (next > here) further++
    else if (here > 0) return undefined
  }
  if (further < 2) return undefined

  const [, title, value = ''] = /^(.*\S)\s+(\S+)$/.exec(words[name] ?? '') ?? []
  if (title === undefined || count(value, kinds[first], known) === 0) return 'unclear'
  return [...words.slice(0, name), title, value, ...words.slice(first, last), ...words.slice(last + 1)]
}

/** How often a value stands in a column of this kind; the rarest of its parts decides. */
function count(value: string, kind: string | undefined, { counts }: Known): number {
  const column = kind === undefined ? undefined : counts.get(kind)
  const counted = parts(value).map((part) => column?.get(part) ?? 0)
  return counted.length === 0 ? 0 : Math.min(...counted)
}

/** A cell may give several values: 检测/分割. */
export const parts = (words: string): readonly string[] =>
  words
    .split(/[/、,，;；|]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
