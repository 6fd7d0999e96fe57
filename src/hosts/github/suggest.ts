/** A repository that is missing, among the other repositories of its owner: GitHub itself leads on from names that were changed. */
import { z } from 'zod'
import type { Candidate, Question } from '#model/checker.ts'
import { lettersOf } from '../alike.ts'
import { json } from '../kit.ts'
import { api, askApi } from './api.ts'
import { addressOf, fullNameOf, type Target } from './target.ts'

const Search = z.object({ items: z.array(z.object({ full_name: z.string().regex(/^[^/\s]+\/[^/\s]+$/) })) })

/** A repository of the same owner whose name differs in case and punctuation alone. */
export function* suggest(target: Target): Question<readonly Candidate[]> {
  if (target.kind === 'gist') return []
  const { owner, name } = target
  const query = `${name.split(/[-_.]+/).join(' ')} in:name user:${owner}`
  const answer = yield* askApi(api(`/search/repositories?q=${encodeURIComponent(query)}&per_page=20`))
  if (!('status' in answer)) return []
  const alike = json(answer, Search).items.filter(({ full_name }) => {
    const [itsOwner = '', itsName = ''] = full_name.toLowerCase().split('/')
    return itsOwner === owner && lettersOf(itsName) === lettersOf(name) && full_name.toLowerCase() !== fullNameOf(target)
  })
  return alike.map(({ full_name }) => ({
    url: addressOf(target, full_name),
    certain: false,
    why: 'a repository of the same owner by nearly this name',
  }))
}
