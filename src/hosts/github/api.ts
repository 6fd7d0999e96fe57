/** Asks GitHub's REST interface, and tells apart the several things that one refusal can mean. */
import { z } from 'zod'
import type { Question } from '#model/checker.ts'
import type { Request, Response } from '#model/http.ts'
import { type Verdict, verdict } from '#model/verdict.ts'
import { ask, get, json, NoAnswer, Unrecognised } from '../kit.ts'

export const TOKEN = 'GITHUB_TOKEN'

/** Files up to a megabyte come with their content, a release with up to a thousand assets. */
const LARGEST_ANSWER = 4 * 1024 * 1024

/** A question to the interface. A redirect is an answer: it says that a repository has moved. */
export const api = (path: string, accept = 'application/vnd.github+json'): Request =>
  get(`https://api.github.com${path}`, {
    headers: { accept, 'x-github-api-version': '2022-11-28' },
    credential: TOKEN,
    limit: LARGEST_ANSWER,
    redirect: 'manual',
  })

/** No such thing, or not for us: the interface does not say which. */
type Missing = { readonly missing: string }
/** Closed to everybody by GitHub itself. */
type Blocked = { readonly blocked: Verdict }

const Refusal = z.object({
  message: z.string().min(1),
  block: z.object({ reason: z.string(), html_url: z.string().nullish().catch(undefined) }).nullish(),
})
type Refusal = z.output<typeof Refusal>

const MISSING = /^(?:Not Found|No commit found for the ref|This repository is empty)/

/**
 * Asks, and reads a refusal.
 * @throws {NoAnswer} when it is about us
 * @throws {Unrecognised} when our token is refused, or for words that no public source explains
 */
export function* askApi(request: Request): Question<Response | Missing | Blocked> {
  const response = yield* ask(request, [401, 403, 404, 451])
  if (response.status < 400) return response
  const refusal = json(response, Refusal)
  const detail = `HTTP ${response.status}: ${refusal.message}`
  switch (response.status) {
    case 404:
      if (!MISSING.test(refusal.message)) throw new Unrecognised(detail)
      return { missing: detail }
    case 401:
      throw new Unrecognised(`the interface refuses our ${TOKEN}: ${refusal.message}`)
    case 451:
      if (!refusal.block && !/access blocked/i.test(refusal.message)) throw new Unrecognised(detail)
      return { blocked: verdict('taken-down', { detail: words(refusal) }) }
    default:
      if (refusal.block && !CLOSED.has(refusal.block.reason)) throw new Unrecognised(`${detail} (${refusal.block.reason})`)
      if (refusal.block) return { blocked: verdict('not-public', { detail: words(refusal) }) }
      throw new NoAnswer(verdict(isLimit(response, refusal) ? 'rate-limited' : 'refused', { detail }))
  }
}

/**
 * With 403 the public sees nothing, and why is not certain: `unavailable` was met for repositories that their owners had deleted
 * (PyGithub#1015), `tos` for what GitHub closed (fork-cleaner#99, gitxray#9). Unlike a takedown by law it is not believed at once.
 */
const CLOSED = new Set(['tos', 'unavailable'])

const words = ({ message, block }: Refusal) => [message, block && `(${block.reason})`, block?.html_url].filter(Boolean).join(' ')

/** The quota of the hour, or the secondary limit, which leaves the quota as it is. */
const isLimit = ({ headers }: Response, { message }: Refusal) =>
  headers['x-ratelimit-remaining'] === '0' || 'retry-after' in headers || /rate limit|abuse detection/i.test(message)
