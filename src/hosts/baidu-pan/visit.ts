/** Walks from a share's address to the page that stands for it; some of the addresses on the way are answers themselves. */
import type { Question } from '#model/checker.ts'
import type { Request, Response } from '#model/http.ts'
import { verdict } from '#model/verdict.ts'
import { ask, NoAnswer, Unrecognised } from '../kit.ts'
import { type Share, shareAt } from './address.ts'
import { byErrorType, type Page, readPage } from './page.ts'
import { page } from './requests.ts'

/** Share → code page → phone page is the longest way seen. */
const MOST_HOPS = 2

/**
 * What the share's page says.
 * @throws {NoAnswer} `challenged` when the way leads to another host: the security check
 * @throws {Unrecognised} when it leads to another share
 */
export function* visit(share: Share, first: Request): Question<Page> {
  let request = first
  for (let hops = 0; hops <= MOST_HOPS; hops++) {
    const response = yield* ask(request, [404])
    const next = destination(response)
    if (next === undefined) return pageOf(share, response)
    const said = byAddress(share, next)
    if (said !== undefined) return said
    next.searchParams.delete('pwd') // a code belongs into no address we ask
    request = page(next.href)
  }
  return { says: 'nothing', words: `more than ${MOST_HOPS} redirects` }
}

/** Where a redirect leads, when the answer is one. */
export function destination({ status, headers, url }: Response): URL | undefined {
  const to = headers.location
  return status >= 300 && status < 400 && to !== undefined ? (URL.parse(to, url) ?? undefined) : undefined
}

/** The security check: another host, whatever it shows. */
export const sentAway = (to: URL) => new NoAnswer(verdict('challenged', { detail: `sent to ${to.hostname || to.protocol}` }))

function byAddress(share: Share, to: URL): Page | undefined {
  if (to.hostname !== 'pan.baidu.com') throw sentAway(to)
  if (to.pathname === '/error/404.html') return { says: 'gone', reason: 'not-found', words: 'sent to /error/404.html' }
  if (to.pathname === '/error/core.html') return { says: 'unclear', words: 'sent to /error/core.html: the service is out of order' }
  if (to.pathname === '/wap/error') return byErrorType(to.searchParams.get('errortype') ?? undefined, 'sent to /wap/error, errortype')
  const other = shareAt(to)
  if (other !== undefined && !agree(share, other)) throw new Unrecognised('sent to another share')
  return undefined
}

/** False when both are named in the same way and are not the same. */
export function agree(asked: Share, answered: Share): boolean {
  if ('surl' in asked) return !('surl' in answered) || asked.surl === answered.surl
  return !('shareid' in answered) || (asked.shareid === answered.shareid && asked.uk === answered.uk)
}

/** The code page answers 404 for cancelled shares; elsewhere a 404 comes and goes, so that only the page's words count. */
function pageOf(share: Share, response: Response): Page {
  const said = readPage(response)
  if (said.says === 'open' && said.shareid !== undefined && 'shareid' in share && said.shareid !== share.shareid)
    throw new Unrecognised(`asked for share ${share.shareid}, got the page of ${said.shareid}`)
  if (response.status !== 404 || said.says === 'gone' || said.says === 'unclear') return said
  const words = `HTTP 404 from ${new URL(response.url).pathname}`
  return response.url.includes('/share/init?') ? { says: 'hint', reason: 'removed', words } : { says: 'nothing', words }
}
