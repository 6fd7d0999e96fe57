/** Any URL that no host folder claims: what HTTP itself and the page say, and not a word more. */
import type { Question } from '#model/checker.ts'
import type { Response } from '#model/http.ts'
import type { Reason } from '#model/verdict.ts'
import { ask, attempt, defineChecker, get, head, isHtml, NoAnswer } from '../kit.ts'
import { judge, statedBytes } from './judge.ts'
import { looksLikeFile } from './spelling.ts'

/** The statuses beyond 2xx that say something about the link. */
const TELLING = [401, 402, 404, 410, 451]

/** Servers that dislike `Range` say so with these (bezzad/Downloader#220, CocoaPods/Core#420); others send the whole file. */
const RANGE_REFUSED = [403, 404, 416, 503]

/** Enough of a file to know that it is served. */
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

export default defineChecker<{ url: string; fragment: string }>({
  title: 'Any other site',
  homepage: 'https://www.rfc-editor.org/rfc/rfc9110',
  urls: [{ form: 'https://:host/*', match: ({ protocol, hostname }) => (/^https?:$/.test(protocol) ? { host: hostname } : undefined) }],
  pace: { concurrency: 2, spacing: 1 },
  controls: { present: [], absent: [] },

  match(url) {
    if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined
    const whole = new URL(url)
    whole.hash = ''
    return { url: whole.href, fragment: url.hash.slice(1) }
  },

  *check(target) {
    const response = looksLikeFile(new URL(target.url)) ? yield* askFile(target.url) : yield* askPage(target.url)
    return judge(target, response)
  },
})

/** HEAD would save nothing: a page must be read before it is believed. */
const askPage = (url: string) => ask(get(url, { headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } }), TELLING)

/** The cheapest request that proves something: HEAD when its answer is beyond doubt, else the beginning, else the file itself. */
function* askFile(url: string): Question<Response> {
  const headers = { accept: '*/*' }
  const described = yield* attempt(head(url, { headers }))
  if (described instanceof NoAnswer) {
    if (FINAL.has(described.verdict.reason)) throw described
  } else if (isHtml(described)) {
    return yield* askPage(url)
  } else if (described.status === 200 && (statedBytes(described) ?? 0) > 0) {
    return described
  }
  const beginning = yield* ask(get(url, { headers: { ...headers, range: `bytes=0-${PREFIX - 1}` }, limit: PREFIX }), [...TELLING, ...RANGE_REFUSED])
  if (!RANGE_REFUSED.includes(beginning.status) || (beginning.status === 416 && (statedBytes(beginning) ?? 0) > 0)) return beginning
  return yield* ask(get(url, { headers, limit: PREFIX }), TELLING)
}
