/** The data of a year whose page is gone: in the buckets that were behind it, or as a copy. */
import type { Candidate, Question } from '#model/checker.ts'
import { attempt, get, NoAnswer, text } from '../kit.ts'
import { archiveOf, BUCKET, trainingOf } from './files.ts'
import type { Target } from './link.ts'

/** Copies that other catalogues lead to. */
const COPIES: Readonly<Record<string, string>> = { '2019': 'https://www.kaggle.com/datasets/andrewmvd/isic-2019' }

export function* suggest(target: Target): Question<readonly Candidate[]> {
  const year = target.kind === 'page' ? target.fragment : target.year
  const key = trainingOf(year)
  if (key === undefined) return []
  const list = yield* attempt(get(`${BUCKET}?list-type=2&max-keys=100&prefix=${year}%2F`), [403, 404])
  const isListed = !(list instanceof NoAnswer) && text(list).includes(`<Key>${key}</Key>`)
  const copy = COPIES[year]
  return [
    ...(isListed ? [{ url: BUCKET + key, certain: false, why: 'the archive of the year in the bucket behind the page' }] : []),
    { url: archiveOf(key), certain: false, why: 'the archive of the year in the bucket of the ISIC archive' },
    ...(copy === undefined ? [] : [{ url: copy, certain: false, why: 'a copy on Kaggle' }]),
  ]
}
