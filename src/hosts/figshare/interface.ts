/** What figshare's interface says: https://docs.figshare.com */
import { z } from 'zod'
import type { Question } from '#model/checker.ts'
import type { Response } from '#model/http.ts'
import { type Verdict, verdict } from '#model/verdict.ts'
import { ask, get, json, Unrecognised } from '../kit.ts'

/** An article may list hundreds of files. */
const LARGEST_ANSWER = 2 * 1024 * 1024

/** A question to the interface; figshare.com itself answers scripts with an empty 202 (scUTRquant#100). */
export const api = (path: string) => get(`https://api.figshare.com/v2/${path}`, { limit: LARGEST_ANSWER, headers: { accept: 'application/json' } })

const Refusal = z.object({ message: z.string(), code: z.string().optional() })

/**
 * Asks for something by its number.
 * @returns its description, or the verdict that there is none for the public
 */
export function* describe<Shape extends z.ZodType<{ id: string }>>(path: string, id: string, shape: Shape): Question<z.output<Shape> | Verdict> {
  const response = yield* ask(api(path), [400, 404, 422])
  if (response.status === 404) return denial(response)
  if (response.status === 400 || response.status === 422) return verdict('malformed-url', { detail: words(response) })
  const found = json(response, shape)
  if (found.id !== id) throw new Unrecognised(`asked for ${path}, got ${found.id}`)
  return found
}

/** What only a key opens was never published. */
export const PRIVATE = 'a private link: the interface denies all of them'

/** Removed, unpublished and made private are one answer. */
export function denial(response: Response): Verdict {
  const { message, code } = json(response, Refusal)
  if (code !== 'EntityNotFound') throw new Unrecognised(`HTTP 404: ${code ?? message.slice(0, 200)}`)
  return verdict('not-public', { detail: message.slice(0, 200) })
}

function words(response: Response): string {
  const { message, code } = json(response, Refusal)
  return `HTTP ${response.status}: ${[code, message].filter(Boolean).join(': ').slice(0, 200)}`
}
