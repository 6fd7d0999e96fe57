/** Gists. Secret ones are served to everybody who has the address, so what is missing has been deleted. */
import { z } from 'zod'
import type { Conversation } from '#model/checker.ts'
import { verdict } from '#model/verdict.ts'
import { Day } from '../day.ts'
import { json, Unrecognised } from '../kit.ts'
import { api, askApi } from './api.ts'
import type { Gist } from './target.ts'

const Described = z.object({
  id: z.string(),
  description: z.string().nullish().catch(undefined),
  updated_at: Day,
  files: z.record(z.string(), z.object({ size: z.int().nonnegative().optional().catch(undefined) }).nullable()),
})

/** The check of a gist. */
export function* gist({ id }: Gist): Conversation {
  const answer = yield* askApi(api(`/gists/${id}`))
  if ('blocked' in answer) return answer.blocked
  if ('missing' in answer) return verdict('not-found', { detail: answer.missing })
  if (answer.status >= 300) throw new Unrecognised(`HTTP ${answer.status} for a gist`)
  const described = json(answer, Described)
  if (described.id !== id) throw new Unrecognised(`asked for gist ${id}, got ${described.id}`)
  const names = Object.keys(described.files)
  const bytes = Object.values(described.files).reduce((sum, file) => sum + (file?.size ?? Number.NaN), 0)
  const title = described.description || names[0]
  return verdict('listed', {
    facts: {
      ...(title && { title }),
      ...(names.length > 0 && { files: names.length }),
      ...(bytes > 0 && { bytes }),
      ...(described.updated_at && { updatedAt: described.updated_at }),
    },
    warnings: names.length === 0 ? ['empty'] : [],
  })
}
