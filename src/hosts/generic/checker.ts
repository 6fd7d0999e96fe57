/** Any URL that no host folder claims: what HTTP itself and the page say, and not a word more. */
import type { Question } from '#model/checker.ts'
import type { Response } from '#model/http.ts'
import { ask, defineChecker, isHtml, NoAnswer } from '../kit.ts'
import { readPage } from '../page.ts'
import { askFor, forPage } from './asking.ts'
import { judge, type Target } from './judge.ts'
import { landing } from './landing.ts'
import { otherScheme } from './scheme.ts'
import { isHome, looksLikeFile } from './spelling.ts'
import { suggest } from './suggest.ts'
import { settle, settleDenial } from './suspicion.ts'

export default defineChecker<Target>({
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
    const response = yield* asked(target)
    const found = judge(target, response)
    if ('sign' in found) return yield* settle(target, response, found)
    const url = new URL(target.url)
    if (found.reason === 'login-required' && landing(url, response) === 'login' && !isHome(url)) yield* siteStands(target)
    if (mayBeTheApplication(url, response)) return yield* settleDenial(target, response, found)
    return found
  },

  suggest,
})

/** Hosts of files serve an application to every path that is no file, with status 404 where they were told to. */
const mayBeTheApplication = (url: URL, response: Response) =>
  response.status === 404 && !isHome(url) && !looksLikeFile(url) && isHtml(response) && readPage(response).isShell

/** An address that fails may only have the wrong scheme; that is told with the failure. */
function* asked(target: Target): Question<Response> {
  try {
    return yield* askFor(target.url)
  } catch (error) {
    throw error instanceof NoAnswer ? yield* otherScheme(target, error) : error
  }
}

/** A login page of somebody else says nothing about a site that is not there any more: its own front page must answer. */
function* siteStands({ url }: Target): Question<Response> {
  return yield* ask(forPage(new URL('/', url).href), [401, 403, 404])
}
