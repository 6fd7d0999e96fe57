/** What one place of Kaggle says: a verdict, a denial that needs a second witness, or nothing that counts. */
import { z } from 'zod'
import type { Question } from '#model/checker.ts'
import type { Request, Response } from '#model/http.ts'
import type { Reason } from '#model/verdict.ts'
import { ask, BROWSER, get, heard, json, NoAnswer, type Silence, Unrecognised } from '../kit.ts'

/** "There is no such thing for you." Closed interfaces, throttles and outages say the same, so it is never believed alone. */
export type Denial = { readonly denied: 'not-public' | 'not-found'; readonly words: string }

/** Everything without `Mozilla/` gets 404 for live pages (dvc.org#1242, Daft#5725); pages come in the language asked for. */
export const HEADERS = { 'user-agent': BROWSER, 'accept-language': 'en' }

/** A question to the interface of the site, `v1` for everybody or `i` for its own pages. */
export const api = (path: string): Request => get(`https://www.kaggle.com/api/${path}`, { headers: { ...HEADERS, accept: 'application/json' } })

/** The line to the host is down: no other place of the site will answer either. */
const LINE: readonly Reason[] = ['dns-not-found', 'dns-failure', 'connection-refused', 'connection-reset', 'timeout', 'tls-error', 'host-down']

/** Asks the first of several places: a line that is down ends the conversation. */
export function* opening<Answer>(question: Question<Answer>): Question<Answer | Silence> {
  const word = yield* heard(question)
  if (word instanceof NoAnswer && LINE.includes(word.verdict.reason)) throw word
  return word
}

/** What a place said, for the report. */
export function wordsOf(word: Denial | Silence): string {
  if (word instanceof NoAnswer) return word.verdict.detail ?? word.verdict.reason
  return word instanceof Unrecognised ? word.message : word.words
}

/**
 * Asks the interface for a description.
 * @returns the description, or the denial of `permission` (`datasets.get` …)
 */
export function* described<Shape extends z.ZodType>(request: Request, shape: Shape, permission: string): Question<z.output<Shape> | Denial> {
  return description(yield* ask(request, [403, 404]), shape, permission)
}

/** Reads the answer of the interface, a 403 or 404 as the denial of `permission`. */
export const description = <Shape extends z.ZodType>(response: Response, shape: Shape, permission: string): z.output<Shape> | Denial =>
  response.status === 403 || response.status === 404 ? denial(response, permission) : json(response, shape)

/** The three shapes of an error: today's, the one before 2022, and that of the site's own interface. */
const Refusal = z.union([
  z.object({ error: z.object({ message: z.string() }) }).transform(({ error }) => error.message),
  z.object({ message: z.string() }).transform(({ message }) => message),
  z.object({ errors: z.tuple([z.string()], z.string()) }).transform(({ errors }) => errors[0]),
])

/** The message of an error, in the host's words. */
export const refusal = (response: Response): string => json(response, Refusal).slice(0, 200)

function denial(response: Response, permission: string): Denial {
  const words = refusal(response)
  if (response.status === 403 && words.includes(`Permission '${permission}' was denied`)) return { denied: 'not-public', words }
  if (response.status === 404 && /not ?found/i.test(words)) return { denied: 'not-found', words }
  throw new Unrecognised(`HTTP ${response.status}: ${words}`)
}
