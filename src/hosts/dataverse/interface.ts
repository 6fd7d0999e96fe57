/** Asks the interface of an installation; where it refuses us, DataCite at least knows whether the DOI is still shown. */
import type { Question } from '#model/checker.ts'
import type { Response } from '#model/http.ts'
import { type Verdict, verdict } from '#model/verdict.ts'
import { noted } from '../datacite.ts'
import { attempt, get, isHtml, NoAnswer } from '../kit.ts'
import type { Pid } from './link.ts'

/** The description lists every file; larger ones are asked for without. */
const LARGEST_ANSWER = 4 * 1024 * 1024

/**
 * Asks one question.
 * @throws {NoAnswer} when there is none; a refusal is not repeated
 */
export function* askInterface(site: string, path: string, pid?: Pid): Question<Response> {
  const request = get(`${site}/api/${path}`, { limit: LARGEST_ANSWER, headers: { accept: 'application/json' } })
  const response = yield* attempt(request, [400, 401, 403, 404])
  if (response instanceof NoAnswer) throw yield* noAnswer(refusal(response.verdict), pid)
  if (response.status !== 403 || !isHtml(response)) return response
  throw yield* noAnswer(verdict('refused', { detail: 'a page where JSON is due (HTTP 403)' }), pid)
}

/** Where walls stand, connections are cut, too. */
function refusal(said: Verdict): Verdict {
  return said.reason === 'connection-reset' ? verdict('refused', { detail: 'the connection was cut' }) : said
}

/** A refusal is noted with what DataCite shows of a DOI; other identifiers it does not know. */
function* noAnswer(said: Verdict, pid: Pid | undefined): Question<NoAnswer> {
  const none = new NoAnswer(said)
  const isRefused = said.reason === 'refused' || said.reason === 'challenged'
  return isRefused && pid?.scheme === 'doi' ? yield* noted(none, pid.name) : none
}
