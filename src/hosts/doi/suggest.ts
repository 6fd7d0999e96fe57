/** Another DOI for the dataset of one that is gone: by the title under which DataCite knows it, or the catalogue does. */
import { z } from 'zod'
import type { Candidate, Question, Sought } from '#model/checker.ts'
import { isNamed, nameOf } from '../alike.ts'
import { escaped } from '../datacite.ts'
import { askJson, get } from '../kit.ts'
import { descriptionOf } from './record.ts'

const Found = z.object({
  data: z.array(z.object({ attributes: z.object({ doi: z.string(), titles: z.array(z.object({ title: z.string().nullish() })).nullish() }) })),
})

export function* suggest({ doi }: { readonly doi: string }, dataset: Sought): Question<readonly Candidate[]> {
  const title = (yield* descriptionOf(doi))?.facts.title ?? dataset.title
  const sought: Sought = { name: dataset.name, ...(title !== undefined && { title }) }
  const name = nameOf(sought)
  if (name === undefined) return []
  const query = `query=${encodeURIComponent(`titles.title:"${name}"`)}&resource-type-id=dataset&page[size]=10`
  const { data } = yield* askJson(get(`https://api.datacite.org/dois?${query}`), Found)
  return data.flatMap(({ attributes }) => {
    const another = attributes.doi.toLowerCase()
    const isIt = another !== doi && attributes.titles?.some((one) => isNamed(one.title ?? '', sought))
    return isIt ? [{ url: `https://doi.org/${escaped(another)}`, certain: false, why: 'a dataset of this title under another DOI' }] : []
  })
}
