/** Reads what Google Drive answers: the file itself, a page about it, a login, a captcha. */
import type { Response } from '#model/http.ts'
import { type Facts, type Verdict, verdict } from '#model/verdict.ts'
import { fileNameIn } from '../disposition.ts'
import { html, isHtml, NoAnswer, Unrecognised } from '../kit.ts'

/** A page's title and the sentences it says, without its scripts: the viewer's own hold every message it might show. */
export type Page = { readonly title: string; readonly sentences: string; readonly form: Form | undefined }

/** What a page that offers a download says of it; an empty title when it names none. */
type Form = { readonly id: string | null | undefined; readonly title: string }

export const READ_STATUSES = [401, 403, 404]

/** Names what the page is about; every other title is Drive's own. */
export const OWN_TITLE = /^(\S.*) [-–] Google (?:Drive|Docs|Sheets|Slides)$/s

const NEEDS_ACCESS = /you need access|request access/i
const MISSING = /file not found|unable to retrieve this document|file you have requested does not exist/i

/** In the languages that JDownloader met; the words come in English, as asked for. */
const EXHAUSTED = { title: /^Google Drive [-–] (?:Quota|Cuota|Kuota|La quota|Quote)/, words: /too many users have viewed or downloaded this file/i }

const GOOGLE = /(?:^|\.)(?:google|googleusercontent)\.com$/

/**
 * The verdict that lies in where we were sent: a login is asked of whoever may not see the share.
 * @throws {NoAnswer} at the captcha
 * @throws {Unrecognised} when somebody else answers
 */
export function landed({ url }: Response): Verdict | undefined {
  const { hostname, pathname } = new URL(url)
  if (!GOOGLE.test(hostname)) throw new Unrecognised(`led to ${hostname}`)
  if (hostname === 'accounts.google.com') return verdict('login-required', { detail: 'redirected to accounts.google.com' })
  if (pathname.startsWith('/sorry/')) throw new NoAnswer(verdict('challenged', { detail: 'the captcha of Google' }))
  return undefined
}

/** The form of today, and the link it was before. */
const FORMS = '#download-form, #uc-download-link, a[href*="/uc?export=download"]'

export function readPage(response: Response): Page {
  if (!isHtml(response)) return { title: '', sentences: '', form: undefined }
  const $ = html(response)
  const sentences = $('h1, h2, p, .uc-error-caption').map((_, element) => $(element).text().trim())
  const form = $(FORMS)
  const address = URL.parse(form.attr('href') ?? form.attr('action') ?? '', response.url)
  const id = form.find('input[name="id"]').attr('value') ?? address?.searchParams.get('id')
  return {
    title: $('title').first().text().trim(),
    sentences: sentences.toArray().join('\n').slice(0, 4096),
    form: form.length > 0 ? { id, title: $('.uc-name-size a').first().text().trim() } : undefined,
  }
}

/** Whether a page says that too many people fetched the file lately. */
export const exhausted = ({ title, sentences }: Page): boolean => EXHAUSTED.title.test(title) || EXHAUSTED.words.test(sentences)

/** What a page says in words: no access, no file. */
export function spoken(page: Page, status: number): Verdict | undefined {
  const words = [...(OWN_TITLE.test(page.title) ? [] : [page.title]), ...page.sentences.split('\n')]
  const need = words.find((line) => NEEDS_ACCESS.test(line))
  if (need !== undefined) return verdict('approval-required', { detail: need.slice(0, 200) })
  const missing = words.find((line) => MISSING.test(line))
  const denied = status === 404 && page.title !== '' // its own page, not a bare 404 of something in between
  if (denied || (missing !== undefined && status === 200)) return verdict('not-found', { detail: missing?.slice(0, 200) ?? `HTTP ${status}` })
  if (status === 403) throw new NoAnswer(verdict('refused', { detail: `HTTP ${status}${page.title && `: ${page.title.slice(0, 100)}`}` }))
  return undefined
}

/** Name, size and date of a file from the headers it comes with; undefined when it is no download. */
export function download({ status, headers }: Response): Facts | undefined {
  const disposition = headers['content-disposition']
  if (disposition === undefined || status !== 200) return undefined
  const title = fileNameIn(disposition)
  const length = headers['content-length'] ?? ''
  const whole = headers['content-encoding'] === undefined
  const changed = Date.parse(headers['last-modified'] ?? '')
  return {
    ...(title && { title }),
    ...(whole && /^\d{1,15}$/.test(length) && { bytes: Number(length) }),
    ...(!Number.isNaN(changed) && { updatedAt: new Date(changed).toISOString().slice(0, 10) }),
  }
}
