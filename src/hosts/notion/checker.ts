/** Notion pages, by the interface behind them: the page itself answers 200 with an empty shell, whoever asks for whatever. */
import type { Response } from '#model/http.ts'
import { ask, defineChecker, postJson, Unrecognised } from '../kit.ts'
import { accessOf, contentOf } from './answers.ts'
import { FORMS, parse, type Target } from './link.ts'

/** Base of the interface since Notion moved it in late 2025; the older names still answer for some, and 400 for others. */
const MOVED = 'app.notion.com'

/** A page of a hundred blocks with all their formatting. */
const LARGEST_CHUNK = 4 * 1024 * 1024

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
    let response: Response = yield* ask(publicPage(base, id), [400, 401, 403, 404, 410])
    if (response.status === 400) {
      base = MOVED
      response = yield* ask(publicPage(base, id), [400, 401, 403, 404, 410])
    }
    const access = accessOf(response, id)
    return access === 'open' ? contentOf(yield* ask(chunk(base, id)), id) : access
  },
})

const publicPage = (base: string, id: string) => postJson(`https://${base}/api/v3/getPublicPageData`, { blockId: id })

const chunk = (base: string, id: string) =>
  postJson(
    `https://${base}/api/v3/loadPageChunk`,
    { pageId: id, limit: 100, chunkNumber: 0, cursor: { stack: [] }, verticalColumns: false },
    { limit: LARGEST_CHUNK },
  )
