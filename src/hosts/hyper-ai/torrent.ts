/** Torrents, by the bytes of their file and by where their magnet link leads: either is proof, a page is none. */
import type { Conversation, Question } from '#model/checker.ts'
import type { Response } from '#model/http.ts'
import { type Facts, type Verdict, verdict } from '#model/verdict.ts'
import { type Bencoded, bdecode, type Dictionary, words } from '../bencode.ts'
import { ask, get, text, Unrecognised } from '../kit.ts'
import { isVerdict, tried } from '../witness.ts'
import { isLogin } from './link.ts'
import { type Denial, isDenial, mirrored, upheld } from './word.ts'

/** The scripts of recent years download from the first; those before them did from the second. */
const TRACKER = 'https://orion.hyper.ai/tracker'
const MIRROR = 'https://hyper.ai/tracker'

/** CoNSeP, downloaded and compared by a public project. */
const LIVING = '21960'

/** Of a large dataset the torrent is larger than this: what it says of itself stands before the checksums. */
const BEGINNING = 1024 * 1024

/** A redirect to `magnet:` cannot be followed, and is the answer. */
const READABLE = [301, 302, 303, 307, 308, 404, 410]

/** What the file says about a torrent, and for a denial a living one beside it. */
export function* torrent(id: string): Conversation {
  const word = yield* file(id)
  return isDenial(word) ? yield* upheld(word, file(LIVING)) : word
}

/** What a magnet link says. No public code uses these links, so the file of the same number is asked, too. */
export function* magnet(id: string): Conversation {
  const behind = yield* tried(file(id))
  const link = yield* tried(ofAnswer(`${TRACKER}/magnet?torrent=${id}`))
  if (isVerdict(behind) && behind.reason === 'served') return isDenial(link) ? deadLink(id, link) : behind
  if (isVerdict(link)) return link
  if (isVerdict(behind)) return behind
  if (behind instanceof Error) throw behind
  if (link instanceof Error) throw link
  return yield* upheld(link, file(LIVING))
}

/** The torrent lives, but the link to it does not: two answers of one host that nobody can reconcile. */
const deadLink = (id: string, { words }: Denial): Verdict =>
  verdict('unrecognised', {
    detail: `magnet link: ${words}, but the torrent of this number is there`,
    replacement: { url: `${TRACKER}/download?torrent=${id}`, certain: false, why: 'the file of the torrent with this number' },
  })

const file = (id: string): Question<Verdict | Denial> =>
  mirrored(ofAnswer(`${TRACKER}/download?torrent=${id}`), ofAnswer(`${MIRROR}/download?torrent=${id}`))

function* ofAnswer(url: string): Question<Verdict | Denial> {
  const response = yield* ask(get(url, { limit: BEGINNING }), READABLE)
  if (isLogin(response.url)) return verdict('login-required', { detail: 'redirected to the login' })
  if (response.status === 404 || response.status === 410) return { denied: 'not-found', words: `HTTP ${response.status}` }
  if (isMagnet(response)) return verdict('served', { detail: 'a magnet link' })
  if (response.status !== 200 || response.body[0] !== 'd'.charCodeAt(0))
    throw new Unrecognised(`neither a torrent nor a magnet link (HTTP ${response.status})`)
  return verdict('served', { facts: factsOf(response) })
}

/** A magnet link as the place to go on to, or as the text of the answer. */
function isMagnet(response: Response): boolean {
  const link = response.headers.location ?? (response.body.length < 64 * 1024 ? text(response).trim() : '')
  if (!link.startsWith('magnet:?')) return false
  return new URLSearchParams(link.slice('magnet:?'.length))
    .getAll('xt')
    .some((topic) => /^urn:bt(?:ih:(?:[\da-f]{40}|[2-7a-z]{32})|mh:[\da-f]+)$/i.test(topic))
}

/** @throws {Unrecognised} when the bytes are no torrent */
function factsOf({ body, truncated }: Response): Facts {
  const root = bdecode(body)
  const info = root instanceof Map ? (root as Dictionary).get('info') : undefined
  if (!(info instanceof Map)) throw new Unrecognised('bencode, but no torrent')
  const { title, ...sizes } = described(info as Dictionary)
  if (title === '' && !truncated) throw new Unrecognised('a torrent without a name')
  const updatedAt = dayOf((root as Dictionary).get('creation date'))
  return { ...(title !== '' && { title, ...sizes }), ...(updatedAt !== undefined && { updatedAt }) }
}

/** Keys stand in alphabetical order: where there is a name, the files before it are all there. */
function described(info: Dictionary) {
  const title = words(info.get('name'))
  const files = info.get('files')
  const lengths = Array.isArray(files) ? files.map((file: Bencoded) => (file instanceof Map ? file.get('length') : undefined)) : [info.get('length')]
  const bytes = lengths.reduce((sum: number, length) => sum + (typeof length === 'number' ? length : Number.NaN), 0)
  return { title, ...(bytes > 0 && { bytes, files: lengths.length }) }
}

function dayOf(seconds: Bencoded | undefined): string | undefined {
  const latest = 2 ** 32
  return typeof seconds === 'number' && seconds > 0 && seconds < latest ? new Date(seconds * 1000).toISOString().slice(0, 10) : undefined
}
