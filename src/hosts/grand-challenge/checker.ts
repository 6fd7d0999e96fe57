/** Challenges on grand-challenge.org: the public list tells which exist, the page itself whether it is there tonight. */
import { z } from 'zod'
import type { Conversation, Invalid, Question } from '#model/checker.ts'
import type { Response } from '#model/http.ts'
import { type Facts, verdict } from '#model/verdict.ts'
import {
  ask,
  askJson,
  attempt,
  defineChecker,
  get,
  html,
  invalid,
  isCutOff,
  isHtml,
  NoAnswer,
  pattern,
  segmentsOf,
  Unrecognised,
  unpunctuated,
} from '../kit.ts'

/** `path` is the page of the challenge that the link names, `/` for its home. */
type Target = { readonly slug: string; readonly path: string }

const challenge = pattern('https://:slug.grand-challenge.org/*')
const interfaceOf = pattern('https://grand-challenge.org/api/v1/challenges/:slug')
const indexes = ['https://grand-challenge.org', 'https://grand-challenge.org/challenges', 'https://grand-challenge.org/api/v1/challenges'].map(
  pattern,
)

const Text = z.string().optional().catch(undefined)
const Challenge = z.object({ slug: z.string(), url: z.url(), title: Text })
type Challenge = z.output<typeof Challenge>
const Page = z.object({
  count: z.int().positive(),
  next: z.string().startsWith('https://grand-challenge.org/').nullable(),
  results: z.array(Challenge).min(1),
})

/** A thousand is the most the host gives at once; there were 264 challenges in 2026. */
const LIST = 'https://grand-challenge.org/api/v1/challenges/?limit=1000'
const LIST_OPTIONS = { limit: 8 * 1024 * 1024, timeout: 60_000 }
const MOST_PAGES = 4

export default defineChecker<Target>({
  title: 'Grand Challenge',
  homepage: 'https://grand-challenge.org',
  urls: [challenge, interfaceOf],
  pace: { concurrency: 1, spacing: 1 },
  controls: {
    present: ['https://hecktor.grand-challenge.org/', 'https://luna16.grand-challenge.org/'],
    absent: ['https://no-such-challenge-zz9.grand-challenge.org/'],
  },

  match(url) {
    const place = challenge.match(url)
    if (place?.slug !== undefined) return named(place.slug, url.pathname)
    const slug = interfaceOf.match(url)?.slug
    if (slug !== undefined) return named(slug, '/')
    return indexes.some(({ match }) => match(url)) ? invalid('not-a-dataset', 'the list of all challenges') : undefined
  },

  *check({ slug, path }) {
    const listed = (yield* challenges()).find((one) => one.slug.toLowerCase() === slug)
    if (listed === undefined) return yield* unlisted(slug, path)
    const page = yield* attempt(get(addressOf(slug, path)), [404])
    if (page instanceof NoAnswer && path !== '/') throw page // the list vouches for the challenge, not for every page of it
    if (page instanceof NoAnswer) return verdict('listed', { facts: factsOf(listed) })
    // Whether its data are for those who joined the interface does not say; challenges that keep them elsewhere are open.
    if (page.status !== 404) return verdict(isLogin(page) ? 'login-required' : 'listed', { facts: factsOf(listed), ...led(slug, page) })
    if (path === '/') throw new Unrecognised('in the list, and yet its page answers HTTP 404')
    return verdict('not-found', { detail: 'the challenge is there, this page of it is not', replacement: homeOf(listed) })
  },
})

/** Names are those of hosts: letters, digits and hyphens. */
function named(written: string, pathname: string): Target | Invalid {
  const slug = unpunctuated(written.toLowerCase())
  if (!/^[a-z0-9][\w-]*$/.test(slug)) return invalid('malformed-url', 'no challenge can have this name')
  const segments = segmentsOf(pathname)
  if (unpunctuated(segments.join('/')) === '') return { slug, path: '/' } // a sentence goes on with dots
  if (isCutOff(segments.at(-1) ?? '')) return invalid('incomplete-url', 'the end of the path is cut off')
  return { slug, path: `/${segments.map(encodeURIComponent).join('/')}/` }
}

const addressOf = (slug: string, path: string) => `https://${slug}.grand-challenge.org${path}`

/**
 * Every challenge that strangers may see.
 * @throws {Unrecognised} when the list is shorter than it says: what is missing there would look gone
 */
function* challenges(): Question<readonly Challenge[]> {
  const found: Challenge[] = []
  let url: string | null = LIST
  for (let page = 0; url !== null; page++) {
    if (page === MOST_PAGES) throw new Unrecognised(`more than ${MOST_PAGES} pages of challenges`)
    const answer: z.output<typeof Page> = yield* askJson(get(url, LIST_OPTIONS), Page)
    found.push(...answer.results)
    if (answer.next === null && found.length < answer.count) throw new Unrecognised(`${found.length} of ${answer.count} challenges`)
    url = answer.next
  }
  return found
}

/** Hidden challenges are in no list; some show their pages to everybody, those for members answer like those that never were. */
function* unlisted(slug: string, path: string): Conversation {
  const page = yield* ask(get(addressOf(slug, path)), [404])
  if (page.status === 404) return verdict('not-public', { detail: 'not in the list, and its page answers HTTP 404' })
  const { detail } = led(slug, page)
  const title = isHtml(page) ? html(page)('title').first().text().trim() : ''
  if (detail !== undefined || page.status !== 200 || title === '') throw new Unrecognised(detail ?? 'not in the list, and yet its page is not denied')
  return verdict('served', { detail: 'not in the list of challenges', facts: { title } })
}

const isLogin = ({ url }: Response) => /\/accounts\/(?:login|signup)\//.test(url)

/**
 * Where the page led, if not to another page of the challenge.
 * @throws {Unrecognised} when the challenge is suspended: its pages all lead to one that says so, and nobody says for how long
 */
function led(slug: string, { url }: Response): { readonly detail?: string } {
  const { hostname, pathname } = new URL(url)
  if (pathname === '/challenge-suspended/') throw new Unrecognised('the challenge is suspended')
  return hostname === `${slug}.grand-challenge.org` ? {} : { detail: `redirected to ${hostname}${pathname}` }
}

const factsOf = ({ title }: Challenge): Facts => (title ? { title } : {})

const homeOf = ({ url }: Challenge) => ({ url, certain: false, why: 'the home page of the same challenge' })
