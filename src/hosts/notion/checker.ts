/** Notion pages, by the interface behind them: the page itself answers 200 with an empty shell, whoever asks for whatever. */
import type { Question } from '#model/checker.ts'
import type { Request, Response } from '#model/http.ts'
import { verdict } from '#model/verdict.ts'
import { ask, defineChecker, NoAnswer, postJson, Unrecognised } from '../kit.ts'
import { accessOf, contentOf } from './answers.ts'
import { FORMS, parse, type Target } from './link.ts'

/** Base of the interface since Notion moved it in late 2025; the older names still answer for some, and 400 for others. */
const MOVED = 'app.notion.com'

/** A page of a hundred blocks with all their formatting. */
const LARGEST_CHUNK = 4 * 1024 * 1024

/** The statuses that come with words about the page. */
const REFUSALS = [400, 401, 403, 404, 410]

export default defineChecker<Target>({
  title: 'Notion',
  homepage: 'https://www.notion.so',
  urls: FORMS,
  pace: { concurrency: 1, spacing: 1 },
  controls: { present: [], absent: ['https://www.notion.so/ffffffffffff4fff8fffffffffffffff'] },

  match: parse,

  *check({ site, id }) {
    if (id === '') throw new Unrecognised(`a page of ${site} without its id: the interface knows pages by id alone`)
    let base = site
    let response: Response = yield* answer(publicPage(base, id), REFUSALS)
    if (response.status === 400) {
      base = MOVED
      response = yield* answer(publicPage(base, id), REFUSALS)
    }
    const access = accessOf(response, id)
    return access === 'open' ? contentOf(yield* answer(chunk(base, id)), id) : access
  },
})

/** Here a 503 is a way to say "not so often", like 429: clients cool down for a minute. */
function* answer(request: Request, accept: readonly number[] = []): Question<Response> {
  const response = yield* ask(request, [...accept, 503])
  if (response.status === 503) throw new NoAnswer(verdict('rate-limited', { detail: 'HTTP 503' }))
  return response
}

const publicPage = (base: string, id: string) => postJson(`https://${base}/api/v3/getPublicPageData`, { blockId: id })

const chunk = (base: string, id: string) =>
  postJson(
    `https://${base}/api/v3/loadPageChunk`,
    { pageId: id, limit: 100, chunkNumber: 0, cursor: { stack: [] }, verticalColumns: false },
    { limit: LARGEST_CHUNK },
  )
