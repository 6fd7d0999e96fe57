/** The latest capture of a page that is gone: whether there is any, then the index for one that was an answer and no error. */
import { z } from 'zod'
import type { Candidate, Question } from '#model/checker.ts'
import { ask, askJson, get } from '../kit.ts'
import { addressOf, indexOf, isSamePage, type Target, unclungFrom } from './link.ts'

/** The first row names the columns; no captures, no rows. */
const Index = z.array(z.tuple([z.string(), z.string(), z.string()]))

/** Captures are copies of what a page said, and of files only where the address was that of a file: never certain. */
export function* suggest({ original }: Target): Question<readonly Candidate[]> {
  const found = yield* capturesOf(original)
  const bare = unclungFrom(original)
  return found.length > 0 || bare === undefined ? found : yield* capturesOf(bare)
}

function* capturesOf(original: string): Question<readonly Candidate[]> {
  const latest = yield* ask(get(addressOf({ original, timestamp: '' }), { redirect: 'manual' }), [404])
  if (latest.status === 404) return []
  const [, ...rows] = yield* askJson(get(indexOf(original)), Index)
  return rows.flatMap(([timestamp, captured, type]) =>
    /^\d{14}$/.test(timestamp) && isSamePage(captured, original)
      ? [{ url: addressOf({ original: captured, timestamp }), certain: false, why: whyOf(timestamp, type) }]
      : [],
  )
}

function whyOf(timestamp: string, type: string): string {
  const day = timestamp.replace(/^(\d{4})(\d\d)(\d\d).*/, '$1-$2-$3')
  return /\bhtml\b/i.test(type) ? `archived copy of the page of ${day}, not necessarily of its files` : `archived copy of the file of ${day}`
}
