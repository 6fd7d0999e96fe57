/** Articles by the name of the dataset, where the address of the one that is gone does not repeat its title. */
import { z } from 'zod'
import type { Candidate, Question, Sought } from '#model/checker.ts'
import { isNamed, nameOf } from '../alike.ts'
import { askJson, postJson } from '../kit.ts'
import type { Target } from './link.ts'

const Hits = z.array(z.object({ id: z.int().transform(String), title: z.string(), url_public_html: z.url() }))

/** What was never for everybody, a private link, is not looked for. */
export function* suggest(target: Target, dataset: Sought): Question<readonly Candidate[]> {
  const name = nameOf(dataset)
  if (target.kind === 'private' || name === undefined) return []
  const hits = yield* askJson(postJson('https://api.figshare.com/v2/articles/search', { search_for: name }), Hits)
  return hits
    .filter(({ id, title }) => isNamed(title, dataset) && !(target.kind === 'article' && id === target.id))
    .map(({ url_public_html: url }) => ({ url, certain: false, why: 'the host lists an article of this title there' }))
}
