/** The address without the end of the sentence it was copied from: as it is written, the host knows no such page. */
import type { Candidate, Question } from '#model/checker.ts'
import { unclungAddress } from '../kit.ts'
import type { Target } from './judge.ts'

// biome-ignore lint/correctness/useYield: a search that needs to ask nobody
export function* suggest({ url }: Target): Question<readonly Candidate[]> {
  const bare = unclungAddress(url)
  return bare === url || !URL.canParse(bare) ? [] : [{ url: bare, certain: false, why: 'the same address without the punctuation at its end' }]
}
