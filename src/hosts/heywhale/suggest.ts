/** Datasets of the same title, by the search of the host. */
import { z } from 'zod'
import type { Candidate, Question, Sought } from '#model/checker.ts'
import { isNamed, nameOf } from '../alike.ts'
import { askJson, get } from '../kit.ts'
import type { Target } from './link.ts'

const Found = z.object({ data: z.array(z.object({ _id: z.string().regex(/^[0-9a-f]{24}$/), Title: z.string() })) })

export function* suggest({ id }: Target, dataset: Sought): Question<readonly Candidate[]> {
  const name = nameOf(dataset)
  if (name === undefined) return []
  const url = `https://www.heywhale.com/api/datasets?page=1&perPage=20&Visible=true&sort=-UpdateDate&Title=${encodeURIComponent(name)}`
  const { data } = yield* askJson(get(url), Found)
  return data
    .filter(({ _id, Title }) => _id !== id && isNamed(Title, dataset))
    .map(({ _id }) => ({ url: `https://www.heywhale.com/mw/dataset/${_id}`, certain: false, why: 'the host lists a dataset of this title there' }))
}
