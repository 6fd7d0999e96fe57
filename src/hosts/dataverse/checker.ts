/** Datasets, files and collections of Dataverse installations, by the interface that each of them has: https://guides.dataverse.org */
import type { Conversation } from '#model/checker.ts'
import { verdict } from '#model/verdict.ts'
import { defineChecker, Unrecognised } from '../kit.ts'
import { CollectionRecord, read } from './answers.ts'
import { dataset } from './dataset.ts'
import { file } from './files.ts'
import { askInterface } from './interface.ts'
import { type Collection, parse, type Target, urls } from './link.ts'
import { suggest } from './suggest.ts'

export default defineChecker<Target>({
  title: 'Dataverse',
  homepage: 'https://dataverse.org',
  urls,
  pace: { concurrency: 1, spacing: 1 },
  controls: {
    // "Open Source at Harvard", the example of the manual and of many clients' tests.
    present: ['https://dataverse.harvard.edu/dataset.xhtml?persistentId=doi:10.7910/DVN/TJCLKP'],
    absent: ['https://dataverse.harvard.edu/dataset.xhtml?persistentId=doi:10.7910/DVN/NOSUCHDATASET'],
  },

  match: parse,

  *check(target, night) {
    switch (target.kind) {
      case 'dataset':
      case 'numbered-dataset':
        return yield* dataset(target, night)
      case 'file':
      case 'numbered-file':
        return yield* file(target)
      case 'collection':
        return yield* collection(target)
    }
  },

  suggest,
})

function* collection({ site, alias }: Collection): Conversation {
  const answer = read(yield* askInterface(site, `dataverses/${encodeURIComponent(alias)}`), CollectionRecord)
  if ('reason' in answer) return answer
  if ('denied' in answer) return verdict('not-found', { detail: answer.denied })
  if (answer.found.alias.toLowerCase() !== alias) throw new Unrecognised(`asked for collection ${alias}, got ${answer.found.alias}`)
  return verdict('listed', { facts: { title: answer.found.name } })
}
