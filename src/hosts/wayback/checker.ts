/** Captures of the Wayback Machine, in place of the pages they were made of: asked for step by step, because the archive leads to whatever it has. */
import type { Question } from '#model/checker.ts'
import type { Response } from '#model/http.ts'
import { type Verdict, verdict } from '#model/verdict.ts'
import { ask, defineChecker, get, heard, isHtml, Unrecognised } from '../kit.ts'
import { readPage } from '../page.ts'
import { isParkedPage } from '../parking.ts'
import { saysMissing } from '../phrases.ts'
import { addressOf, isSameSite, parse, rawAddressOf, type Target, unclungFrom, urls } from './link.ts'
import { suggest } from './suggest.ts'

/** The capture of a redirect leads to another capture, and that may be of a redirect, too. */
const MOST_STEPS = 6

/** A page that says "not found" in its title and yet has this much to read is not believed, either way. */
const ERROR_PAGE_PROSE = 4000

export default defineChecker<Target>({
  title: 'Wayback Machine',
  homepage: 'https://web.archive.org',
  urls,
  // The index allows 30 questions a minute (EDGI, 2025); who goes on after a 429 is shut out for an hour, then for two.
  pace: { concurrency: 1, spacing: 3 },
  controls: {
    present: ['https://web.archive.org/web/20200101000000/https://example.com/'],
    absent: ['https://web.archive.org/web/20200101000000/https://example.com/no-such-page-zz9'],
  },

  match: parse,

  *check(target) {
    const said = yield* shown(target)
    const original = unclungFrom(target.original)
    if (said.reason !== 'not-found' || original === undefined) return said
    const other = yield* shown({ ...target, original })
    return other.reason === 'not-found' ? said : other
  },

  suggest,
})

function* shown(target: Target): Question<Verdict> {
  let here = target
  for (let step = 0; step < MOST_STEPS; step++) {
    const response = yield* ask(get(addressOf(here), { redirect: 'manual' }), [404, 410])
    if (response.status < 300 || response.status >= 400) return judge(isPage(response) ? yield* asReceived(here, response) : response)
    here = onward(response, here)
  }
  throw new Unrecognised(`still led on after ${MOST_STEPS} steps`)
}

/** A capture is told from the archive's own pages by the header of RFC 7089; it repeats the status that was captured. */
const isCapture = ({ headers }: Response) => headers['memento-datetime'] !== undefined

const isPage = (response: Response) => response.status === 200 && isCapture(response) && isHtml(response)

/** The captured page without the archive's own tags and scripts; with them when it is not to be had so. */
function* asReceived(here: Target, played: Response): Question<Response> {
  const address = rawAddressOf(here)
  const raw = address === undefined ? played : yield* heard(ask(get(address, { redirect: 'manual' })), ['rate-limited'])
  return raw instanceof Error || !isPage(raw) ? played : raw
}

/** The nearest capture of the same page, or of the page of the same site that it led to. */
function onward(response: Response, here: Target): Target {
  const location = URL.parse(response.headers.location ?? '', response.url)
  const next = location === null ? undefined : parse(location)
  if (next === undefined || 'invalid' in next) throw new Unrecognised(`leads to no capture (HTTP ${response.status})`)
  if (!isSameSite(next.original, here.original)) throw new Unrecognised(`the capture leads to another site: ${next.original}`)
  return next
}

function judge(response: Response): Verdict {
  const { status } = response
  const captured = isCapture(response)
  if (status !== 200) return verdict('not-found', { detail: captured ? `captured as HTTP ${status}` : 'the archive has no capture of this address' })
  if (!captured) throw new Unrecognised('a page of the archive where a capture is due')
  if (!isHtml(response)) return verdict('served')
  const page = readPage(response)
  const { title, headline, prose } = page
  if (isParkedPage(page)) return verdict('parked', { detail: `captured as "${title}", a page of a parking service` })
  const says = [title, headline].find(saysMissing)
  if (says === undefined) return verdict('served', { facts: title === '' ? {} : { title } })
  if (prose.length > ERROR_PAGE_PROSE) throw new Unrecognised(`captured as "${says}" above ${prose.length} characters of text`)
  return verdict('soft-404', { detail: `captured as "${says}"` })
}
