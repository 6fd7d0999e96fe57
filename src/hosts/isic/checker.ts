/** The data of the ISIC challenges: one page for all years, and for the year of a link the bucket that holds its files. */
import type { Conversation, Night } from '#model/checker.ts'
import type { Response } from '#model/http.ts'
import { statusOf, type Verdict, verdict, vouchesFor } from '#model/verdict.ts'
import { ask, attempt, defineChecker, get, heard, html, isHtml, NoAnswer, type Silence, text, Unrecognised } from '../kit.ts'
import { addressesOf, BUCKET, trainingOf } from './files.ts'
import { FORMS, PAGE, parse, type Target } from './link.ts'
import { suggest } from './suggest.ts'

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

  suggest,
})

type Elsewhere = Night<Target>['elsewhere']

function* page(fragment: string, elsewhere: Elsewhere): Conversation {
  const response = yield* ask(get(PAGE), [404, 410])
  if (response.status === 404 || response.status === 410) return verdict('not-found', { detail: `HTTP ${response.status}` })
  const title = titleIn(response)
  if (!isOwn(title)) throw new Unrecognised(foreign(title, response))
  const said = verdict('served', { facts: { title } })
  if (fragment === '') return said
  const key = trainingOf(fragment)
  if (key === undefined) return { ...said, warnings: hasAnchor(response, fragment) ? [] : ['fragment-missing'] }
  let gone: Verdict | undefined
  let unsure: Verdict | Silence | undefined
  for (const address of addressesOf(key, response)) {
    const archive = yield* heard(elsewhere(address), ['rate-limited'])
    if (archive instanceof Error) unsure ??= archive
    else if (vouchesFor(archive)) return withData(said, archive)
    else if (statusOf(archive) === 'gone') gone ??= archive
    else unsure ??= archive
  }
  if (unsure instanceof Error) throw unsure
  if (unsure !== undefined) return withData(said, unsure)
  return { ...said, warnings: ['catalogue-only'], detail: `the page stands, ${key} is gone: ${gone?.detail}` }
}

/** The page under the verdict on its data: what the link is for. */
const withData = (said: Verdict, data: Verdict): Verdict => ({ ...data, facts: { ...data.facts, ...said.facts } })

const titleIn = (response: Response) => (isHtml(response) ? html(response)('title').first().text().trim() : '')

const isOwn = (title: string) => /\bISIC\b/i.test(title)

const foreign = (title: string, { status }: Response) => `a page titled "${title}" (HTTP ${status})`

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
  const title = titleIn(response)
  if (!isOwn(title)) return verdict('unrecognised', { detail: foreign(title, response), replacement })
  return verdict('served', { facts: { title }, warnings: ['moved'], replacement })
}
