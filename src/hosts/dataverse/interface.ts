/** Asks the interface of an installation; where it refuses us, DataCite at least knows whether the DOI is still shown. */
import type { Question } from '#model/checker.ts'
import type { Response } from '#model/http.ts'
import { type Verdict, verdict } from '#model/verdict.ts'
import { attempt, get, isHtml, NoAnswer, text } from '../kit.ts'
import type { Pid } from './link.ts'

/** The description lists every file; larger ones are asked for without. */
const LARGEST_ANSWER = 4 * 1024 * 1024

/**
 * Asks one question.
 * @throws {NoAnswer} when there is none; a refusal is not repeated
 */
export function* askInterface(host: string, path: string, pid?: Pid): Question<Response> {
  const request = get(`https://${host}/api/${path}`, { limit: LARGEST_ANSWER, headers: { accept: 'application/json' } })
  const response = yield* attempt(request, [400, 401, 403, 404])
  if (response instanceof NoAnswer) throw yield* noted(refusal(response.verdict), pid)
  if (response.status !== 403 || !isHtml(response)) return response
  throw yield* noted(verdict('refused', { detail: 'a page where JSON is due (HTTP 403)' }), pid)
}

/** Where walls stand, connections are cut, too. */
function refusal(said: Verdict): Verdict {
  return said.reason === 'connection-reset' ? verdict('refused', { detail: 'the connection was cut' }) : said
}

/** Says that the DOI is shown, for people: it vouches for a description somewhere, not for the data. */
function* noted(said: Verdict, pid: Pid | undefined): Question<NoAnswer> {
  const isRefused = said.reason === 'refused' || said.reason === 'challenged'
  if (!isRefused || pid?.scheme !== 'doi') return new NoAnswer(said)
  const name = pid.name.split('/').map(encodeURIComponent).join('/')
  const response = yield* attempt(get(`https://api.datacite.org/dois/${name}`, { headers: { accept: 'application/json' } }), [404])
  const findable = !(response instanceof NoAnswer) && /"state":\s*"findable"/.test(text(response))
  return new NoAnswer(findable ? { ...said, detail: `${said.detail ?? said.reason}; DataCite shows its DOI` } : said)
}
