/** Simula's dataset site: static pages made from a public repository, beside a folder of archives that outlives them. */
import type { Conversation } from '#model/checker.ts'
import type { Response } from '#model/http.ts'
import { type Replacement, type Verdict, verdict } from '#model/verdict.ts'
import { ask, attempt, defineChecker, get, html, isHtml, NoAnswer, Unrecognised } from '../kit.ts'
import { held } from './archive.ts'
import { FORMS, parse, SITE, slugOf, type Target } from './link.ts'
import { suggest } from './suggest.ts'

/** What the site is made from: a page exists as long as its text does. */
const SOURCE = 'https://raw.githubusercontent.com/simula/datasets.simula.no/main/datasets/'

/** Archives by dataset, from the texts of 2026; they lie outside of what a new release of the site replaces. */
const ARCHIVES: Readonly<Record<string, string>> = {
  kvasir: 'downloads/kvasir/kvasir-dataset.zip',
  'hyper-kvasir': 'downloads/hyper-kvasir/hyper-kvasir.zip',
  'kvasir-capsule': 'downloads/kvasir-capsule/kvasir-capsule-labeled-images.zip',
  'kvasir-seg': 'downloads/kvasir-seg.zip',
}

export default defineChecker<Target>({
  title: 'Simula Datasets',
  homepage: SITE,
  urls: FORMS,
  pace: { concurrency: 1, spacing: 3 },
  controls: { present: [`${SITE}kvasir/`, `${SITE}hyper-kvasir/`], absent: [`${SITE}no-such-dataset-zz9/`] },

  match: parse,

  *check(target) {
    return target.kind === 'page' ? yield* page(target.path) : yield* file(target.path)
  },

  suggest,
})

function* page(path: string): Conversation {
  const response = yield* ask(get(SITE + path), [404])
  if (response.status !== 404) return yield* served(response)
  const slug = slugOf(path)
  const present = path === `${slug}/` ? undefined : yield* attempt(get(`${SITE}${slug}/`))
  if (present !== undefined && !(present instanceof NoAnswer) && titleOf(present) !== undefined)
    return missing({ url: `${SITE}${slug}/`, certain: false, why: 'the page of the dataset of this name' })
  const source = yield* attempt(get(`${SOURCE}${slug}.md`), [404])
  if (source instanceof NoAnswer) throw new Unrecognised(`the page answers 404, its source: ${source.verdict.detail ?? source.verdict.reason}`)
  if (source.status !== 404) throw new Unrecognised('the page answers 404, its source is still published')
  const archive = ARCHIVES[slug]
  if (archive === undefined || typeof (yield* held(archive)) !== 'number') return missing()
  return missing({ url: SITE + archive, certain: false, why: 'the archive of the dataset is still there' })
}

function* served(response: Response): Conversation {
  const title = titleOf(response)
  if (title === undefined) return shell(response)
  const archive = archiveOn(response)
  const lost = archive !== undefined && (yield* held(archive)) === 'missing'
  return verdict('served', { facts: { title }, warnings: lost ? ['catalogue-only'] : [] })
}

/** @throws {Unrecognised} for a page that neither is one of a dataset nor says that there is none */
function shell(response: Response): Verdict {
  const title = isHtml(response) ? html(response)('title').first().text().trim() : ''
  if (/^404\b/.test(title)) return verdict('soft-404', { detail: `HTTP ${response.status}: ${title}` }) // the framework's own page for what is not exported
  throw new Unrecognised(`a page titled "${title}" (HTTP ${response.status})`)
}

function* file(path: string): Conversation {
  const found = yield* held(path)
  if (found instanceof Error) throw found
  if (found !== 'missing') return verdict('served', { facts: { bytes: found } })
  // Archives once lay beside their pages; they moved into one folder in 2022 (openfl PR#372).
  const present = `downloads/${path}`
  if (path.startsWith('downloads/') || typeof (yield* held(present)) !== 'number') return missing()
  return missing({ url: SITE + present, certain: false, why: 'the file of this name in the folder of all archives' })
}

const missing = (replacement?: Replacement) => verdict('not-found', { detail: 'HTTP 404', ...(replacement && { replacement }) })

const titleOf = (response: Response): string | undefined =>
  isHtml(response) ? /^Simula Datasets - (\S.*)$/s.exec(html(response)('title').first().text().trim())?.[1] : undefined

/** The first archive of the site that a page links to. */
function archiveOn(response: Response): string | undefined {
  const links = html(response)('a[href*="downloads/"]').toArray()
  return links
    .map(({ attribs }) => URL.parse(attribs.href ?? '', SITE)?.href ?? '')
    .find((href) => href.startsWith(`${SITE}downloads/`))
    ?.slice(SITE.length)
}
