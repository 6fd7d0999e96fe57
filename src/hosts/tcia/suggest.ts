/** Records of TCIA by nearly the name of a link, or by the name the catalogue has for it; names that differ in punctuation alone are in the verdict. */
import type { Candidate, Question, Sought } from '#model/checker.ts'
import { registeredAs } from './datacite.ts'
import { addressOf, keyOf, recordAt, type Target } from './link.ts'
import { everything, type Listed, named } from './listing.ts'

/** Two slips of the pen; of a shorter name they would leave nothing. */
const MOST_EDITS = 2
const SHORTEST = 6

export function* suggest(target: Target, { name, title }: Sought): Question<readonly Candidate[]> {
  const records = (yield* everything()).filter(({ hidden }) => !hidden)
  const key = keyIn(target)
  const near = key === undefined || key.length < SHORTEST ? [] : records.filter(({ slug }) => withinEdits(key, keyOf(slug)))
  const called = [title ?? '', name].map(keyOf).filter((one) => one !== '')
  const known = called.flatMap((one) => named(records, one)).filter((record) => !near.includes(record))
  if (near.length + known.length === 0) return yield* registered([title, name])
  return [
    ...near.map(proposal('a dataset of the archive by nearly this name')),
    ...[...new Set(known)].map(proposal('the dataset of the archive by this name')),
  ]
}

/** A few names of the archive's are another in its lists than at DataCite, which also knows those of before. */
function* registered(names: readonly (string | undefined)[]): Question<readonly Candidate[]> {
  const called = names.find((one) => one !== undefined && keyOf(one).length >= SHORTEST)
  if (called === undefined) return []
  const urls = (yield* registeredAs(called)).filter((url) => recordAt(url) !== undefined)
  return urls.map((url) => ({ url, certain: false, why: 'the dataset whose DOI has this name' }))
}

const proposal =
  (why: string) =>
  (record: Listed): Candidate => ({ url: addressOf(record), certain: false, why })

function keyIn(target: Target): string | undefined {
  switch (target.at) {
    case 'www':
      return keyOf(target.slug)
    case 'wiki':
      return 'name' in target ? keyOf(target.name) : undefined
    case 'nbia':
      return target.key
    default:
      return undefined
  }
}

/** Levenshtein distance, row by row, of two names of about the same length. */
function withinEdits(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > MOST_EDITS) return false
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1]
    for (const [j, other] of [...b].entries()) {
      next.push(Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, (row[j] ?? 0) + (letter === other ? 0 : 1)))
    }
    row = next
  }
  return (row.at(-1) ?? 0) <= MOST_EDITS
}
