/** Datasets of the same name on the Chinese site, whose search is the one that is known. */
import { z } from 'zod'
import type { Candidate, Question, Sought } from '#model/checker.ts'
import { isNamed, lettersOf } from '../alike.ts'
import { askJson, get } from '../kit.ts'
import type { Target } from './link.ts'

const Text = z.string().nullish().catch(undefined)
const Found = z.object({ Data: z.array(z.object({ Namespace: z.string().min(1), Name: z.string().min(1), ChineseName: Text })) })

/** `Name=` is ignored there, `Query=` is not (measured 2026-10-03). */
export function* suggest({ site, owner, name }: Target, dataset: Sought): Question<readonly Candidate[]> {
  if (site !== 'www.modelscope.cn') return []
  const url = `https://modelscope.cn/api/v1/dolphin/datasets?PageSize=30&PageNumber=1&Target=&Query=${encodeURIComponent(name)}`
  const { Data } = yield* askJson(get(url), Found)
  return Data.filter((found) => found.Namespace.toLowerCase() !== owner.toLowerCase() || found.Name.toLowerCase() !== name.toLowerCase())
    .filter((found) => lettersOf(found.Name) === lettersOf(name) || isNamed(found.ChineseName ?? '', dataset))
    .map((found) => ({
      url: `https://www.modelscope.cn/datasets/${encodeURIComponent(found.Namespace)}/${encodeURIComponent(found.Name)}`,
      certain: false,
      why: 'the host lists a dataset of this name there',
    }))
}
