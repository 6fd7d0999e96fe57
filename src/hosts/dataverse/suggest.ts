/** A dataset of the same title in the same installation. */
import { z } from 'zod'
import type { Candidate, Question, Sought } from '#model/checker.ts'
import { isNamed, nameOf } from '../alike.ts'
import { askJson, get } from '../kit.ts'
import type { Target } from './link.ts'

const Found = z.object({ data: z.object({ items: z.array(z.object({ name: z.string(), global_id: z.string() })) }) })

export function* suggest(target: Target, dataset: Sought): Question<readonly Candidate[]> {
  const name = nameOf(dataset)
  if (target.kind === 'collection' || name === undefined) return []
  const query = `q=${encodeURIComponent(`title:"${name}"`)}&type=dataset&per_page=10`
  const { data } = yield* askJson(get(`${target.site}/api/search?${query}`), Found)
  const own = target.kind === 'dataset' ? `${target.scheme}:${target.name}`.toLowerCase() : ''
  return data.items
    .filter((item) => isNamed(item.name, dataset) && item.global_id.toLowerCase() !== own)
    .map((item) => ({
      url: `${target.site}/dataset.xhtml?persistentId=${encodeURIComponent(item.global_id).replaceAll('%3A', ':').replaceAll('%2F', '/')}`,
      certain: false,
      why: 'the installation lists a dataset of this title there',
    }))
}
