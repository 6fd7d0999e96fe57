/** Google Drive shares: the download address for files, the embedded view for folders, the address of anything for the rest. */
import type { Conversation, Question } from '#model/checker.ts'
import type { Response } from '#model/http.ts'
import { type Verdict, verdict } from '#model/verdict.ts'
import { ask, BROWSER, defineChecker, get, html, Unrecognised } from '../kit.ts'
import { parse, type Target, urls } from './link.ts'
import { download, landed, OWN_TITLE, READ_STATUSES, readPage, spoken } from './page.ts'

/** Enough of a file to know that it is served. */
const PREFIX = 64 * 1024

/** gdown names a browser, too: other clients get other pages. The sentences are read in English. */
const OPTIONS = { headers: { 'user-agent': BROWSER, 'accept-language': 'en' } }

const QUOTA_TITLE = 'Google Drive - Quota exceeded'

export default defineChecker<Target>({
  title: 'Google Drive',
  homepage: 'https://drive.google.com',
  urls,
  pace: { concurrency: 1, spacing: 2 },
  controls: { present: [], absent: ['https://drive.google.com/file/d/1zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz/view'] },

  match: parse,

  *check(target) {
    if (target.kind === 'folder') return yield* folder(target)
    return yield* target.kind === 'file' ? file(target) : anything(target)
  },
})

const addressOf = (path: string, { id, key }: Target) => `https://drive.google.com/${path}?id=${id}${key === undefined ? '' : `&resourcekey=${key}`}`

function* file(target: Target): Conversation {
  const response = yield* ask(get(addressOf('uc', target), { ...OPTIONS, limit: PREFIX }), [...READ_STATUSES, 500])
  const elsewhere = landed(response)
  if (elsewhere !== undefined) return elsewhere
  const facts = download(response)
  if (facts !== undefined) return verdict('served', { facts })
  if (response.status === 500) return yield* anything(target) // so it is for documents, which have no bytes of their own (gdown)
  const page = readPage(response)
  // Said of a file that is there: too many people fetched it lately.
  if (page.title === QUOTA_TITLE && response.status === 200) return verdict('served', { detail: 'quota exceeded' })
  if (page.download !== undefined && response.status === 200) {
    return verdict('served', { detail: 'too large for the virus scan', facts: page.download === '' ? {} : { title: page.download } })
  }
  return spoken(page, response.status) ?? unheardOf(response, page.title)
}

/** Where Drive sends whoever opens the id: the viewer, a document, a folder. */
function* anything(target: Target): Conversation {
  const response = yield* ask(get(addressOf('open', target), { ...OPTIONS, limit: PREFIX }), READ_STATUSES)
  const elsewhere = landed(response)
  if (elsewhere !== undefined) return elsewhere
  const page = readPage(response)
  const said = spoken(page, response.status)
  if (said !== undefined) return said
  const answered = parse(new URL(response.url))
  if (answered === undefined || 'invalid' in answered) throw new Unrecognised(`led to ${placeOf(response)}`)
  if (answered.id !== target.id) throw new Unrecognised(`asked for ${target.id}, got ${answered.id}`)
  if (answered.kind === 'folder') return yield* folder(target)
  const title = OWN_TITLE.exec(page.title)?.[1]
  if (title === undefined || response.status !== 200) return unheardOf(response, page.title)
  return verdict('served', { facts: { title } })
}

const ENTRIES = 'a[href*="//drive.google.com/"], a[href*="//docs.google.com/"]'

/** A refusal of this view may be a throttle as well as a missing permission, so every status but 200 is left undecided. */
function* folder(target: Target): Question<Verdict> {
  const response = yield* ask(get(addressOf('embeddedfolderview', target), OPTIONS))
  const elsewhere = landed(response)
  if (elsewhere !== undefined) return elsewhere
  const page = readPage(response)
  const said = spoken(page, response.status)
  if (said !== undefined) return said
  const $ = html(response)
  const entries = $(ENTRIES)
    .toArray()
    .map((link) => $(link).attr('href') ?? '')
  const isFolderView = $('[class^="flip-"]').length > 0
  if (page.title === '' || (entries.length === 0 && !isFolderView)) return unheardOf(response, page.title)
  const files = entries.filter((href) => !href.includes('/folders/')).length
  return verdict('listed', {
    facts: { title: page.title, ...(files > 0 && !response.truncated && { files }) },
    warnings: entries.length === 0 ? ['empty'] : [],
  })
}

function unheardOf(response: Response, title: string): never {
  throw new Unrecognised(`HTTP ${response.status} from ${placeOf(response)}, titled "${title.slice(0, 100)}"`)
}

const placeOf = ({ url }: Response) => new URL(url).hostname + new URL(url).pathname
