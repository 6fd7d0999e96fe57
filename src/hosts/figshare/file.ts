/** Files by their number: the download host sends those that are there on to signed storage; where it refuses, the interface has a door of its own. */
import type { Conversation, Question } from '#model/checker.ts'
import type { Response } from '#model/http.ts'
import { type Verdict, verdict } from '#model/verdict.ts'
import { ask, attempt, get, isHtml, NoAnswer, Unrecognised } from '../kit.ts'
import { denial, PRIVATE } from './interface.ts'
import { downloadOf, type File } from './link.ts'

/** The redirect is the answer; should the bytes come at once, a few are enough. */
const OPTIONS = { redirect: 'manual', limit: 4096 } as const

/** The check of a file. */
export function* file(target: File): Conversation {
  const response = yield* attempt(get(downloadOf(target), OPTIONS), [404])
  if (!(response instanceof NoAnswer) && response.status !== 404) return served(response)
  if (target.key === undefined) return yield* byInterface(target.id, response)
  throw response instanceof NoAnswer ? response : new Unrecognised(`HTTP 404 for ${PRIVATE}`)
}

/** Asked when the download host refuses (nginx 403 since August 2026, real-colon-dataset#3) or denies, which the interface must confirm. */
function* byInterface(id: string, before: Response | NoAnswer): Question<Verdict> {
  if (before instanceof NoAnswer && before.verdict.reason === 'rate-limited') throw before
  const response = yield* ask(get(`https://api.figshare.com/v2/file/download/${id}`, OPTIONS), [404])
  return response.status === 404 ? denial(response) : served(response)
}

/** @throws {Unrecognised} when the redirect does not lead to signed storage, or a page comes instead of bytes */
function served(response: Response): Verdict {
  const { status, headers } = response
  if (status >= 300) {
    const place = URL.parse(headers.location ?? '')
    if (place?.searchParams.has('X-Amz-Signature') || place?.hostname.endsWith('.amazonaws.com')) return verdict('served')
    throw new Unrecognised(`HTTP ${status} to ${place?.hostname ?? 'nowhere'}`)
  }
  if (status !== 200 || isHtml(response) || response.body.length === 0) throw new Unrecognised(`no file (HTTP ${status})`)
  return verdict('served')
}
