/** How a link is asked: a page whole, a file as cheaply as something can be proved about it. */
import type { Question } from '#model/checker.ts'
import type { Request, Response } from '#model/http.ts'
import type { Reason } from '#model/verdict.ts'
import { ask, attempt, get, head, isHtml, NoAnswer } from '../kit.ts'
import { headSuffices, statedBytes } from './file.ts'
import { refreshOf } from './refresh.ts'
import { looksLikeFile } from './spelling.ts'

/** The statuses beyond 2xx that say something about the link. */
const TELLING = [401, 402, 404, 410, 451]

/** Servers that dislike `Range` say so with these (bezzad/Downloader#220, CocoaPods/Core#420); others send the whole file. */
const RANGE_REFUSED = [403, 404, 416, 503]

/** Enough of a file to know that it is served, and what it is. */
const PREFIX = 64 * 1024

/** Decided before the method is read, or by a limit that more questions would only make worse: GET would fare no better. */
const FINAL: ReadonlySet<Reason> = new Set<Reason>([
  'dns-not-found',
  'dns-failure',
  'connection-refused',
  'tls-error',
  'host-down',
  'rate-limited',
  'challenged',
  'forbidden-address',
  'unsupported-scheme',
])

/** The request for a page. HEAD would save nothing: it must be read before it is believed. */
export const forPage = (url: string): Request => get(url, { headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } })

/**
 * Asks for a link. A page that sends its reader on is followed once; what it leads to answers, the page itself is a hop.
 * @throws {NoAnswer} when there is none, on the last way that was tried
 */
export function* askFor(url: string): Question<Response> {
  const first = yield* askByKind(url)
  const onward = refreshOf(first)
  if (onward === undefined) return first
  const next = yield* ask(looksLikeFile(new URL(onward)) ? { ...forPage(onward), limit: PREFIX } : forPage(onward), TELLING)
  return { ...next, hops: [...first.hops, { url: first.url, status: first.status }, ...next.hops] }
}

const askByKind = (url: string) => (looksLikeFile(new URL(url)) ? askFile(url) : ask(forPage(url), TELLING))

/** HEAD first: it tells pages from files, and of a large file it may be all that is worth asking. Then the beginning, else the file itself. */
function* askFile(url: string): Question<Response> {
  const headers = { accept: '*/*' }
  const described = yield* attempt(head(url, { headers }))
  if (described instanceof NoAnswer) {
    if (FINAL.has(described.verdict.reason)) throw described
  } else if (isHtml(described)) {
    return yield* ask(forPage(url), TELLING)
  } else if (headSuffices(new URL(url), described)) {
    return described
  }
  const beginning = yield* ask(get(url, { headers: { ...headers, range: `bytes=0-${PREFIX - 1}` }, limit: PREFIX }), [...TELLING, ...RANGE_REFUSED])
  if (!RANGE_REFUSED.includes(beginning.status) || (beginning.status === 416 && (statedBytes(beginning) ?? 0) > 0)) return beginning
  return yield* ask(get(url, { headers, limit: PREFIX }), TELLING)
}
