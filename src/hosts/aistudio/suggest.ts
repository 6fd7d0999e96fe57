/** Datasets of the same name on AI Studio, where popular sets were uploaded by many. */
import { z } from 'zod'
import type { Candidate, Question, Sought } from '#model/checker.ts'
import { isNamed, nameOf } from '../alike.ts'
import { askJson, postJson } from '../kit.ts'

const Found = z.object({
  result: z.object({
    data: z.array(z.object({ datasetId: z.union([z.int().transform(String), z.string().regex(/^\d+$/)]), datasetName: z.string() })),
  }),
})

/** The list of the site's own page. Public clients send its `kw` empty: should it not be a filter, the first page is compared and nothing else. */
export function* suggest({ id }: { readonly id: string }, dataset: Sought): Question<readonly Candidate[]> {
  const name = nameOf(dataset)
  if (name === undefined) return []
  const wanted = { tags: [], orderType: 1, kw: name, pageSize: 20, p: 1, topic: 0 }
  const { result } = yield* askJson(postJson('https://aistudio.baidu.com/studio/dataset/v2/publiclist', wanted), Found)
  return result.data
    .filter(({ datasetId, datasetName }) => datasetId !== id && isNamed(datasetName, dataset))
    .map(({ datasetId }) => ({
      url: `https://aistudio.baidu.com/datasetdetail/${datasetId}`,
      certain: false,
      why: 'the host lists a dataset of this name there',
    }))
}
