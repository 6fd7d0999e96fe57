/** The page of an article: its text vouches, a plain 404 is the only known sign of a deletion, and a wall stands often. */
import type { Question } from '#model/checker.ts'
import type { Response } from '#model/http.ts'
import { type Verdict, verdict } from '#model/verdict.ts'
import { ask, get, html, NoAnswer, text, Unrecognised } from '../kit.ts'
import type { Denial } from '../witness.ts'
import { parse, type Target } from './link.ts'

const HEADERS = { accept: 'text/html,application/xhtml+xml', 'accept-language': 'zh-CN,zh;q=0.9,en;q=0.8' }

/** The sentence of the wall, which comes with 521 (elsewhere: the origin is down) and with other statuses. */
const WALL = /请进行安全验证|Security Verification/

/** What the page of an article says. When it is not there, the list of its author must say whether the article is. */
export function* page(target: Target): Question<Verdict | Denial> {
  const response = yield* visit(target)
  if (response.status === 404 || response.status === 410) return { denied: `HTTP ${response.status}` }
  const $ = html(response)
  if (response.status !== 200 || !holdsText($('#content_views'))) throw new Unrecognised(`a page without an article (HTTP ${response.status})`)
  const canonical = $('link[rel="canonical"]').attr('href') ?? response.url
  if (numberOf(canonical, response.url) !== target.id) throw new Unrecognised(`asked for article ${target.id}, got ${canonical}`)
  const title = wordsOf($('#articleContentId'))
  return verdict('served', { facts: title === '' ? {} : { title } })
}

/** Uploads: of these pages nothing is known but that a download takes an account and points. */
export function* upload(target: Target): Question<Verdict> {
  const response = yield* visit(target)
  if (response.status === 410) return verdict('not-found', { detail: 'HTTP 410' })
  // As at the page of an article a 404 may be a wall's, and here there is no list to say so.
  if (response.status === 404) throw new Unrecognised('HTTP 404, and nobody else to ask about an upload')
  if (new URL(response.url).hostname === 'passport.csdn.net') return verdict('login-required', { detail: 'redirected to the login' })
  throw new Unrecognised('a page of an upload: nobody knows what a living one looks like')
}

/** @throws {NoAnswer} `challenged` at the wall, whatever its status */
function* visit({ url }: Target): Question<Response> {
  const response = yield* ask(get(url, { headers: HEADERS }), [403, 404, 410, 521])
  const { status } = response
  if (status === 521 || (WALL.test(text(response)) && !holdsText(html(response)('#content_views'))))
    throw new NoAnswer(verdict('challenged', { detail: `security verification (HTTP ${status})` }))
  if (status === 403) throw new NoAnswer(verdict('refused', { detail: 'HTTP 403' }))
  return response
}

type Element = ReturnType<ReturnType<typeof html>>

const holdsText = (element: Element): boolean => wordsOf(element) !== '' || element.find('img').length > 0

/** The text within an element. Piece by piece: on a page nested deep enough, cheerio's own `text` overflows the stack. */
function wordsOf(element: Element): string {
  const pieces = element.find('*').addBack().contents().toArray()
  const texts = pieces.flatMap((piece) => ('data' in piece && piece.type === 'text' ? [piece.data] : []))
  return texts.join('').replace(/\s+/g, ' ').trim().slice(0, 300)
}

function numberOf(address: string, base: string): string | undefined {
  const url = URL.parse(address, base)
  const named = url === null ? undefined : parse(url)
  return named !== undefined && 'id' in named ? named.id : undefined
}
