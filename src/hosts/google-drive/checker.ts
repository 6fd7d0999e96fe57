/** Google Drive shares: the download address for files, the embedded view for folders, the address of anything for the rest. */
import type { Conversation, Question } from '#model/checker.ts'
import type { Response } from '#model/http.ts'
import { type Reason, type Verdict, verdict } from '#model/verdict.ts'
import { ask, BROWSER, defineChecker, get, heard, html, NoAnswer, Unrecognised } from '../kit.ts'
import { parse, type Target, urls } from './link.ts'
import { download, exhausted, landed, OWN_TITLE, READ_STATUSES, readPage, spoken } from './page.ts'

/** Enough of a file to know that it is served. */
const PREFIX = 64 * 1024

/** gdown names a browser, too: other clients get other pages. The sentences are read in English. */
const OPTIONS = { headers: { 'user-agent': BROWSER, 'accept-language': 'en' } }

/** How a network that lets nobody through to Google looks from inside. */
const NO_WAY: readonly Reason[] = ['timeout', 'connection-reset', 'connection-refused', 'dns-not-found', 'dns-failure', 'tls-error', 'host-down']

export default defineChecker<Target>({
  title: 'Google Drive',
  homepage: 'https://drive.google.com',
  urls,
  pace: { concurrency: 1, spacing: 2 },
  controls: { present: [], absent: ['https://drive.google.com/file/d/1zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz/view'] },

  match: parse,

  *check(target) {
    const said = yield* heard(share(target))
    if (said instanceof NoAnswer && NO_WAY.includes(said.verdict.reason))
      return verdict('refused', { detail: `no way to Google from here: ${said.verdict.detail ?? said.verdict.reason}` })
    if (said instanceof Error) throw said
    return said
  },
})

function* share(target: Target): Conversation {
  if (target.kind === 'folder') return yield* folder(target)
  return yield* target.kind === 'file' ? file(target) : anything(target)
}

const addressOf = (path: string, { id, key }: Target) => `https://drive.google.com/${path}?id=${id}${key === undefined ? '' : `&resourcekey=${key}`}`

function* file(target: Target): Conversation {
  const response = yield* ask(get(addressOf('uc', target), { ...OPTIONS, limit: PREFIX }), [...READ_STATUSES, 500])
  const elsewhere = landed(response)
  if (elsewhere !== undefined) return elsewhere
  comparedWith(target, new URL(response.url).searchParams.get('id'))
  const facts = download(response)
  if (facts !== undefined) return verdict('served', { facts })
  if (response.status === 500) return yield* anything(target) // so it is for documents, which have no bytes of their own (gdown)
  const page = readPage(response)
  // Said of a file that is there: too many people fetched it lately.
  if (exhausted(page) && response.status === 200) return verdict('served', { detail: 'quota exceeded' })
  if (page.form !== undefined && response.status === 200) {
    const { id, title } = page.form
    comparedWith(target, id)
    return verdict('served', { detail: 'too large for the virus scan', facts: title === '' ? {} : { title } })
  }
  return spoken(page, response.status) ?? unheardOf(response, page.title)
}

function* anything(target: Target): Conversation {
  const { kind, said } = yield* opened(target)
  return kind === 'folder' ? yield* folder(target, said) : said
}

type Opened = { readonly kind: Target['kind']; readonly said: Verdict }

/** Where Drive sends whoever opens the id, the viewer, a document, a folder, and what its page says. */
function* opened(target: Target): Question<Opened> {
  const response = yield* ask(get(addressOf('open', target), { ...OPTIONS, limit: PREFIX }), READ_STATUSES)
  const page = readPage(response)
  const denied = landed(response) ?? spoken(page, response.status)
  if (denied !== undefined) return { kind: 'any', said: denied }
  const answered = parse(new URL(response.url))
  if (answered === undefined || 'invalid' in answered) throw new Unrecognised(`led to ${placeOf(response)}`)
  comparedWith(target, answered.id)
  const title = OWN_TITLE.exec(page.title)?.[1]
  if (title === undefined || response.status !== 200) return unheardOf(response, page.title)
  return { kind: answered.kind, said: verdict('served', { facts: { title } }) }
}

const ENTRIES = 'a[href*="//drive.google.com/"], a[href*="//docs.google.com/"]'
/** Links to the drive itself may stand on any page. */
const NAMES_ITEM = /\/(?:d|folders)\/|[?&]id=/

/**
 * A refusal of this view may be a throttle as well as a missing permission: then the folder is opened like anything else, unless
 * that has been done (`vouched`).
 */
function* folder(target: Target, vouched?: Verdict): Question<Verdict> {
  const response = yield* ask(get(addressOf('embeddedfolderview', target), OPTIONS), READ_STATUSES)
  const elsewhere = landed(response)
  if (elsewhere !== undefined) return elsewhere
  if (response.status !== 200) {
    const said = vouched ?? (yield* opened(target)).said
    return said.reason === 'served' ? { ...said, detail: `its list is refused (HTTP ${response.status})` } : said
  }
  comparedWith(target, new URL(response.url).searchParams.get('id'))
  const page = readPage(response)
  const $ = html(response)
  const entries = $(ENTRIES)
    .toArray()
    .map((link) => $(link).attr('href') ?? '')
    .filter((href) => NAMES_ITEM.test(href))
  const said = spoken(entries.length > 0 ? { ...page, title: '' } : page, response.status) // the title of a list is the folder's own name
  if (said !== undefined) return said
  const isFolderView = $('[class^="flip-"]').length > 0
  if (page.title === '' || (entries.length === 0 && !isFolderView)) return unheardOf(response, page.title)
  const files = entries.filter((href) => !href.includes('/folders/')).length
  return verdict('listed', {
    facts: { title: page.title, ...(files > 0 && !response.truncated && { files }) },
    warnings: entries.length === 0 ? ['empty'] : [],
  })
}

/** @throws {Unrecognised} when an answer names another thing than was asked for */
function comparedWith({ id }: Target, named: string | null | undefined): void {
  if (named && named !== id) throw new Unrecognised(`asked for ${id}, got ${named}`)
}

function unheardOf(response: Response, title: string): never {
  throw new Unrecognised(`HTTP ${response.status} from ${placeOf(response)}, titled "${title.slice(0, 100)}"`)
}

const placeOf = ({ url }: Response) => new URL(url).hostname + new URL(url).pathname
