/** A dataset of the same name: first by the same owner, then by others. The host itself leads on from names that were changed. */
import { z } from 'zod'
import type { Candidate, Question } from '#model/checker.ts'
import { lettersOf } from '../alike.ts'
import { askJson, get } from '../kit.ts'
import type { Target } from './link.ts'

const Found = z.array(z.object({ id: z.string().regex(/^[\w.-]+(?:\/[\w.-]+)?$/) }))

export function* suggest({ kind, id }: Target): Question<readonly Candidate[]> {
  if (kind !== 'datasets') return []
  const words = nameIn(id)
    .split(/[-_.]+/)
    .join(' ')
  const found = yield* askJson(get(`https://huggingface.co/api/datasets?search=${encodeURIComponent(words)}&limit=20`), Found)
  const alike = found.filter((other) => lettersOf(nameIn(other.id)) === lettersOf(nameIn(id)) && other.id.toLowerCase() !== id.toLowerCase())
  const own = alike.filter((other) => ownerIn(other.id) === ownerIn(id))
  const others = alike.filter((other) => !own.includes(other))
  return [
    ...own.map((other) => proposal(other.id, 'a dataset of the same owner by nearly this name')),
    ...others.map((other) => proposal(other.id, 'a dataset of this name by somebody else')),
  ]
}

const proposal = (id: string, why: string): Candidate => ({ url: `https://huggingface.co/datasets/${id}`, certain: false, why })

const nameIn = (id: string) => id.split('/').at(-1) ?? ''

const ownerIn = (id: string) => (id.includes('/') ? id.split('/')[0]?.toLowerCase() : undefined)
