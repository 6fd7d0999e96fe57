/** The FIRE dataset of ICS-FORTH: one plain page with an archive, which has lived at two addresses. */
import type { Conversation, Question } from '#model/checker.ts'
import type { Response } from '#model/http.ts'
import { type Verdict, verdict } from '#model/verdict.ts'
import { attempt, decoded, defineChecker, get, head, html, isHtml, NoAnswer, pattern, Unrecognised, unpunctuated } from '../kit.ts'

/** Both occur in catalogues; each is the other's replacement. */
const ADDRESSES = {
  projects: 'https://projects.ics.forth.gr/cvrl/fire/',
  www: 'https://www.ics.forth.gr/cvrl/fire/',
} as const

type Target = { readonly at: keyof typeof ADDRESSES }

const projects = pattern('https://projects.ics.forth.gr/cvrl/fire')
const www = pattern('https://www.ics.forth.gr/cvrl/fire')

/** An institute's server is slow. */
const OPTIONS = { timeout: 30_000 }

export default defineChecker<Target>({
  title: 'ICS-FORTH',
  homepage: 'https://projects.ics.forth.gr',
  urls: [projects, www],
  pace: { concurrency: 1, spacing: 2 },
  // The page is all there is to ask: a control would be the link itself.
  controls: { present: [], absent: [] },

  match(url) {
    const page = new URL(url)
    page.pathname = unpunctuated(decoded(url.pathname)).replace(/\/index\.html?$/i, '')
    if (projects.match(page)) return { at: 'projects' }
    return www.match(page) ? { at: 'www' } : undefined
  },

  *check({ at }) {
    const response = yield* attempt(get(ADDRESSES[at], OPTIONS), [404, 410])
    if (response instanceof NoAnswer) return yield* elsewhere(at, response.verdict)
    if (response.status === 404 || response.status === 410) return yield* elsewhere(at, verdict('not-found', { detail: `HTTP ${response.status}` }))
    const title = titleOf(response)
    if (title === undefined) throw new Unrecognised(`a page that does not speak of FIRE and fundus images (HTTP ${response.status})`)
    const bytes = yield* sizeOf(archiveOn(response))
    const facts = { ...(title !== '' && { title }), ...(typeof bytes === 'number' && { bytes }) }
    return verdict('served', { facts, warnings: bytes === 'missing' ? ['catalogue-only'] : [] })
  },
})

/** The same verdict, with the other address when the page is there. */
function* elsewhere(at: Target['at'], said: Verdict): Conversation {
  const url = ADDRESSES[at === 'www' ? 'projects' : 'www']
  const other = yield* attempt(get(url, OPTIONS))
  if (other instanceof NoAnswer || titleOf(other) === undefined) return said
  return { ...said, replacement: { url, certain: false, why: 'a page of the same dataset at the institute' } }
}

/** The title of the page, or undefined when it is about something else. */
function titleOf(response: Response): string | undefined {
  if (!isHtml(response)) return undefined
  const page = html(response)
  const words = page.root().text()
  return /FIRE(?![A-Z])/.test(words) && /fundus/i.test(words) ? page('title').first().text().trim() : undefined
}

/** The first archive that the page links to; its name is not known beforehand. */
function archiveOn(response: Response): string | undefined {
  const links = html(response)('a[href]').toArray()
  return links
    .map(({ attribs }) => URL.parse(attribs.href ?? '', response.url))
    .find((url) => url !== null && /\.(?:7z|zip|rar)$/i.test(url.pathname))?.href
}

/** Bytes of the archive, as far as the server tells. */
function* sizeOf(archive: string | undefined): Question<number | 'missing' | undefined> {
  if (archive === undefined) return undefined
  const response = yield* attempt(head(archive, OPTIONS), [404])
  if (response instanceof NoAnswer) return undefined
  if (response.status === 404) return 'missing'
  const length = isHtml(response) ? '' : (response.headers['content-length'] ?? '')
  return /^[1-9]\d{0,14}$/.test(length) ? Number(length) : undefined
}
