/** heywhale (formerly Kesci): datasets by the index behind the site; its pages are an application shell that says 200 to anything. */
import { verdict } from '#model/verdict.ts'
import { defineChecker, Unrecognised } from '../kit.ts'
import { parse, type Target, urls } from './link.ts'
import { described, inIndex } from './places.ts'
import { judged } from './record.ts'
import { suggest } from './suggest.ts'

export default defineChecker<Target>({
  title: 'heywhale',
  homepage: 'https://www.heywhale.com',
  urls,
  pace: { concurrency: 1, spacing: 1.5 },
  controls: {
    present: ['https://www.heywhale.com/mw/dataset/646fffd1df77d23a6dc9fa0f'],
    absent: ['https://www.heywhale.com/mw/dataset/ffffffffffffffffffffffff'],
  },

  match: parse,

  *check({ id }) {
    const place = yield* inIndex(id)
    if ('record' in place) return judged(place.record)
    const word = yield* described(id) // some datasets are not shown in the index
    if ('record' in word) return judged(word.record)
    if ('reason' in word) return word
    // The index is of what is shown: even a complete one is no second witness of a denial.
    if (!(yield* describes(place.example))) throw new Unrecognised(`${word.denied}, and no dataset of the index is described`)
    return verdict('not-found', { detail: word.denied })
  },

  suggest,
})

/** Whether descriptions are to be had at all tonight: a dataset of the index must have one. */
function* describes(example: string | undefined) {
  return example !== undefined && 'record' in (yield* described(example))
}
