/** The data of the ISIC challenges: one page for all years, and for the year of a link the bucket that holds its files. */
import type { Conversation, Night } from '#model/checker.ts'
import type { Response } from '#model/http.ts'
import { statusOf, type Verdict, verdict } from '#model/verdict.ts'
import { ask, attempt, defineChecker, get, html, isHtml, NoAnswer, text, Unrecognised } from '../kit.ts'
import { BUCKET, linkedOn, trainingOf } from './files.ts'
import { FORMS, PAGE, parse, type Target } from './link.ts'

export default defineChecker<Target>({
  title: 'ISIC Challenge',
  homepage: 'https://challenge.isic-archive.com',
  urls: FORMS,
  pace: { concurrency: 1, spacing: 2 },
  // One page is all there is to ask: a control would be the link itself. What the bucket says is believed as far as S3 is.
  controls: { present: [], absent: [] },

  match: parse,

  *check(target, { elsewhere }) {
    return target.kind === 'page' ? yield* page(target.fragment, elsewhere) : yield* former(target.address, target.year)
  },
})

type Elsewhere = Night<Target>['elsewhere']

function* page(fragment: string, elsewhere: Elsewhere): Conversation {
  const response = yield* ask(get(PAGE), [404, 410])
  if (response.status === 404 || response.status === 410) return verdict('not-found', { detail: `HTTP ${response.status}` })
  const said = verdict('served', { facts: { title: titleOf(response) } })
  if (fragment === '') return said
  const key = trainingOf(fragment)
  if (key === undefined) return { ...said, warnings: hasAnchor(response, fragment) ? [] : ['fragment-missing'] }
  const training = yield* elsewhere(BUCKET + key)
  if (statusOf(training) !== 'gone') return withData(said, training)
  const other = linkedOn(response, fragment)
  const archive = other === undefined ? training : yield* elsewhere(BUCKET + other)
  if (statusOf(archive) !== 'gone') return withData(said, archive)
  return { ...said, warnings: ['catalogue-only'], detail: `the page stands, ${key} is gone: ${training.detail}` }
}

/** The page under the verdict on its data: what the link is for. */
const withData = (said: Verdict, data: Verdict): Verdict => ({ ...data, facts: { ...data.facts, ...said.facts } })

/** @throws {Unrecognised} for a page of somebody else */
function titleOf(response: Response): string {
  const title = isHtml(response) ? html(response)('title').first().text().trim() : ''
  if (/\bISIC\b/i.test(title)) return title
  throw new Unrecognised(`a page titled "${title}" (HTTP ${response.status})`)
}

/** An element of that name, or files of that year. */
const hasAnchor = (response: Response, fragment: string) =>
  html(response)('[id], a[name]')
    .toArray()
    .some(({ attribs }) => attribs.id === fragment || attribs.name === fragment) || text(response).includes(`${BUCKET}${fragment}/`)

/** An address of the years before 2021: whatever it answers, the present page is where its readers should go. */
function* former(address: string, year: string): Conversation {
  const replacement = { url: `${PAGE}#${year}`, certain: false, why: 'the page that has the data of all years now' }
  const response = yield* attempt(get(address), [404, 410])
  if (response instanceof NoAnswer) return { ...response.verdict, replacement }
  if (response.status === 404 || response.status === 410) return verdict('not-found', { detail: `HTTP ${response.status}`, replacement })
  return verdict('served', { facts: { title: titleOf(response) }, warnings: ['moved'], replacement })
}
