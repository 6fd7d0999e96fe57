/** The words checkers are written in: make a request, ask it, read the answer. */
import { type CheerioAPI, load } from 'cheerio/slim'
import type { z } from 'zod'
import { type Checker, type Invalid, type InvalidReason, NoAnswer, type Question, Unrecognised } from '#model/checker.ts'
import type { Request, Response } from '#model/http.ts'
import { type Reason, verdict } from '#model/verdict.ts'
import { shallow } from './shallow.ts'
import { isHtml, text } from './text.ts'
import { triage } from './triage.ts'

export { endsInEllipsis, isCutOff, segmentsOf, unclung, unclungAddress, unpunctuated } from './clinging.ts'
export { decoded, pattern } from './pattern.ts'
export { isHtml, text } from './text.ts'
export { NoAnswer, Unrecognised }

type Options = Partial<Omit<Request, 'method' | 'url' | 'body'>>

/** Many hosts answer 404 or a login page to an honest user agent; a checker that needs this says where it learned so. */
export const BROWSER = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36'

export const get = (url: string, options: Options = {}): Request => ({ ...options, method: 'GET', url })

export const head = (url: string, options: Options = {}): Request => ({ ...options, method: 'HEAD', url })

/** A POST as an HTML form sends it. */
export const form = (url: string, fields: Readonly<Record<string, string>>, options: Options = {}): Request =>
  post(url, new URLSearchParams(fields).toString(), 'application/x-www-form-urlencoded', options)

/** A POST with a JSON body. */
export const postJson = (url: string, value: unknown, options: Options = {}): Request => post(url, JSON.stringify(value), 'application/json', options)

const post = (url: string, body: string, type: string, options: Options): Request => ({
  ...options,
  method: 'POST',
  url,
  body,
  headers: { 'content-type': type, ...options.headers },
})

/**
 * Asks, and ends the conversation when there is no answer. `accept`: the statuses beyond 2xx that the checker reads itself.
 * @throws {NoAnswer} on failures, walls, rate limits, server errors and statuses not accepted
 */
export function* ask(request: Request, accept: readonly number[] = []): Question<Response> {
  const answer = yield* attempt(request, accept)
  if (answer instanceof NoAnswer) throw answer
  return answer
}

/** Asks, and gives the non-answer back, for a checker that knows a second place to ask (or throws it in the end). */
export function* attempt(request: Request, accept: readonly number[] = []): Question<Response | NoAnswer> {
  const judged = triage(yield request, accept)
  return 'none' in judged ? new NoAnswer(judged.none) : judged.answer
}

/** No usable answer, as a value: nobody answered, or with something never seen. */
export type Silence = NoAnswer | Unrecognised

/**
 * Puts a question of several steps to one of several places: its silence comes back as a value, so that another can be asked.
 * Silences of the reasons in `final` end the conversation all the same: a rate limit may be meant for all of them.
 */
export function* heard<Answer>(question: Question<Answer>, final: readonly Reason[] = []): Question<Answer | Silence> {
  try {
    return yield* question
  } catch (error) {
    if (error instanceof NoAnswer && final.includes(error.verdict.reason)) throw error
    if (error instanceof NoAnswer || error instanceof Unrecognised) return error
    throw error
  }
}

/** Asks for JSON of a given shape; see `ask` and `json`. */
export function* askJson<Shape extends z.ZodType>(request: Request, shape: Shape, accept: readonly number[] = []): Question<z.output<Shape>> {
  return json(yield* ask({ ...request, headers: { accept: 'application/json', ...request.headers } }, accept), shape)
}

/**
 * Reads an answer as JSON of a given shape.
 * @throws {NoAnswer} `challenged` when a page came where JSON is due: a wall that the table does not know
 * @throws {Unrecognised} when it is no JSON, or of another shape
 */
export function json<Shape extends z.ZodType>(response: Response, shape: Shape): z.output<Shape> {
  const body = text(response)
  let value: unknown
  try {
    value = JSON.parse(body)
  } catch {
    if (isHtml(response)) throw new NoAnswer(verdict('challenged', { detail: `a page where JSON is due (HTTP ${response.status})` }))
    throw new Unrecognised(response.truncated ? `JSON cut off after ${response.body.length} bytes` : `no JSON (HTTP ${response.status})`)
  }
  const read = shape.safeParse(value)
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw new Unrecognised(`unexpected JSON (HTTP ${response.status}): ${issue?.path.join('.') || 'root'}: ${issue?.message}`)
}

/** Reads an answer as a page; one that nests absurdly deep is cut off there. */
export const html = (response: Response): CheerioAPI => load(shallow(text(response)))

/** A link that cannot work as it is written. */
export const invalid = (reason: InvalidReason, detail?: string): Invalid => (detail === undefined ? { invalid: reason } : { invalid: reason, detail })

/** Declares a checker. */
export const defineChecker = <Target extends object>(checker: Checker<Target>): Checker<Target> => checker
