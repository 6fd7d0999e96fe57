/** Dropbox shared files and folders: a file by its download, a folder by the list its own page asks for. */
import { z } from 'zod'
import type { Conversation, Question } from '#model/checker.ts'
import type { Request, Response } from '#model/http.ts'
import { type Facts, type Verdict, verdict } from '#model/verdict.ts'
import { fileNameIn } from '../disposition.ts'
import { ask, askJson, defineChecker, form, get, isHtml, text, Unrecognised } from '../kit.ts'
import { type Target, target, urls } from './link.ts'

const SITE = 'https://www.dropbox.com'

const CONTENT_HOST = /(?:^|\.)dropboxusercontent\.com$/

/** Enough of a file to know that it is served. */
const PREFIX = 64 * 1024

/** Its own status: "Restricted Content … no longer available" (an older plugin of JDownloader). */
const RESTRICTED = 460
const TELLING = [404, RESTRICTED]

const DOWNLOAD = { dl: '1' }

const Listing = z.object({
  folder: z.object({ filename: z.string().min(1) }),
  entries: z.array(z.unknown()),
  share_tokens: z
    .array(z.object({ linkKey: z.string() }))
    .optional()
    .catch(undefined),
})

export default defineChecker<Target>({
  title: 'Dropbox',
  homepage: SITE,
  urls,
  pace: { concurrency: 1, spacing: 2 },
  controls: { present: [], absent: [`${SITE}/scl/fi/000000000000000000000/none.zip?rlkey=0000000000000000000000000`] },

  match: target,

  *check(asked) {
    return yield* asked.kind === 'file' ? file(asked) : folder(asked)
  },
})

function* file(asked: Target): Conversation {
  const response = yield* askHere(download(asked))
  if (isFile(response)) return verdict('served', { facts: factsOf(response) })
  const refusal = refused(response, asked)
  if (refusal?.reason === 'not-found') return yield* missing(asked, page(asked))
  if (refusal !== undefined) return refusal
  throw new Unrecognised(`no download (HTTP ${response.status})`)
}

function* folder(asked: Target): Conversation {
  const shown = yield* askHere(page(asked))
  const refusal = refused(shown, asked)
  if (refusal?.reason === 'not-found') return yield* missing(asked, download(asked))
  if (refusal !== undefined) return refusal
  const found = target(new URL(shown.url))
  if (found === undefined || 'invalid' in found) throw new Unrecognised(`sent to ${new URL(shown.url).pathname}`)
  if (asked.path.startsWith('scl/') && found.path !== asked.path) throw new Unrecognised('sent to another folder')
  if (found.kind === 'file') return yield* file(found)

  const token = shown.cookies['__Host-js_csrf'] ?? shown.cookies.t
  if (token === undefined) throw new Unrecognised('a page that sets no token')
  const [hash = '', key = ''] = found.path.split('/').reverse()
  const fields = { is_xhr: 'true', t: token, link_key: key, link_type: 's', secure_hash: hash, sub_path: '', rlkey: found.rlkey ?? '' }
  const listing = yield* askJson(form(`${SITE}/list_shared_link_folder_entries`, fields, { headers: { origin: SITE } }), Listing)
  if (listing.share_tokens?.some(({ linkKey }) => linkKey !== key)) throw new Unrecognised('a list of another folder')
  return verdict('listed', { facts: { title: listing.folder.filename }, warnings: listing.entries.length === 0 ? ['empty'] : [] })
}

/** A link that made too much traffic may be a 404 for a day, too, and that need not be so at both of its addresses: the other one is asked. */
function* missing(asked: Target, elsewhere: Request): Conversation {
  const second = yield* askHere(elsewhere)
  const refusal = refused(second, asked)
  if (refusal === undefined) throw new Unrecognised(`HTTP 404 at one address, HTTP ${second.status} at the other`)
  return refusal
}

/** Asks, and lets no other site speak for this one. */
function* askHere(request: Request): Question<Response> {
  const response = yield* ask(request, TELLING)
  const { hostname } = new URL(response.url)
  if (!/(?:^|\.)dropbox\.com$/.test(hostname) && !CONTENT_HOST.test(hostname)) throw new Unrecognised(`sent to ${hostname}`)
  return response
}

/** Bytes under a name of their own, or from the host that has nothing else. */
const isFile = (response: Response) =>
  response.status === 200 && ('content-disposition' in response.headers || (CONTENT_HOST.test(new URL(response.url).hostname) && !isHtml(response)))

const download = (asked: Target) => get(addressOf(asked, DOWNLOAD), { limit: PREFIX })

const page = (asked: Target) => get(addressOf(asked), { headers: { accept: 'text/html' } })

function addressOf({ path, rlkey }: Target, more: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams({ ...(rlkey !== undefined && { rlkey }), ...more })
  return `${SITE}/${path}${query.size === 0 ? '' : `?${query}`}`
}

/** What an answer says against the link: nothing there, or only for people who are signed in. */
function refused(response: Response, asked: Target): Verdict | undefined {
  const { status } = response
  const { pathname, searchParams } = new URL(response.url)
  if (status === RESTRICTED) return verdict('taken-down', { detail: `HTTP ${RESTRICTED}` })
  if (pathname === '/login') return verdict('login-required', { detail: 'sent to /login' })
  if (isHtml(response) && text(response).includes('error_pages/no_access')) return verdict('login-required', { detail: 'error_pages/no_access' })
  const keyless = asked.path.startsWith('scl/') && asked.rlkey === undefined && !searchParams.has('rlkey')
  if (keyless && (isHtml(response) || status === 404)) return verdict('login-required', { detail: 'a link without rlkey' })
  return status === 404 ? verdict('not-found', { detail: 'HTTP 404' }) : undefined
}

function factsOf({ headers }: Response): Facts {
  const title = fileNameIn(headers['content-disposition'])
  const length = headers['content-encoding'] === undefined ? headers['content-length'] : undefined
  const bytes = /^[1-9]\d{0,14}$/.test(length ?? '') ? Number(length) : undefined
  return { ...(title && { title }), ...(bytes !== undefined && { bytes }) }
}
