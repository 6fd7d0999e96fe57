/** Reads the pages of a site: the two sentences by which GitHub denies, and what a living page says about its data. */
import type { Response } from '#model/http.ts'
import { type Verdict, verdict, type Warning } from '#model/verdict.ts'
import { html, isHtml, text, Unrecognised } from '../kit.ts'
import { pointer } from '../lfs.ts'
import { ABOUT_DATA, FORM, isData, isFile } from '../linked-data.ts'
import { readPage } from '../page.ts'

type CheerioAPI = ReturnType<typeof html>

/** The whole site is missing (EdOverflow/can-i-take-over-xyz), or one file of it. */
const NO_SITE = /There isn['’]t a GitHub Pages site here/
const NO_FILE = /The site configured at this address does not contain the requested file/

/** How a site without a server lets its scripts find the page that its 404 page stands for. */
const ROUTES = /\blocation\s*(?:[;,]|=[^=]|\.\s*(?:replace|assign|href\s*=))|\bsessionStorage\b|http-equiv\s*=\s*["']?refresh/i

/**
 * What a 404 says.
 * @throws {Unrecognised} when the site's own 404 page may lead on to the page that is meant, or show it
 */
export function denial(response: Response): { readonly what: 'site' | 'file'; readonly words: string } {
  const source = text(response)
  if (NO_SITE.test(source)) return { what: 'site', words: "There isn't a GitHub Pages site here." }
  if (NO_FILE.test(source)) return { what: 'file', words: 'The site configured at this address does not contain the requested file.' }
  if (ROUTES.test(source)) throw new Unrecognised('a 404 page that leads on by script')
  if (!isFile(new URL(response.url)) && readPage(response).isShell)
    throw new Unrecognised('a 404 page that is an application: what it shows its scripts decide')
  return { what: 'file', words: "HTTP 404 with the site's own page" }
}

/** What an answer with the status 200 is worth, and the links of a page that was read to its end. */
export function judge(response: Response, anchor: string): { readonly said: Verdict; readonly links: readonly URL[] } {
  if (response.status !== 200 || response.body.length === 0) throw new Unrecognised(`HTTP ${response.status} with ${response.body.length} bytes`)
  if (!isHtml(response)) return { said: judgeFile(response), links: [] }
  const $ = html(response)
  const links = linksIn($, response.url)
  return { said: judgePage($, links, response, anchor), links: response.truncated ? [] : links }
}

/** Git LFS is not resolved here: readers get the pointer instead of the file. */
function judgeFile(response: Response): Verdict {
  if (pointer(text(response)) === undefined) return verdict('served')
  return verdict('served', { warnings: ['wrong-type'], detail: 'a Git LFS pointer instead of the file' })
}

function judgePage($: CheerioAPI, links: readonly URL[], response: Response, anchor: string): Verdict {
  const title = $('title').first().text().trim().replace(/\s+/g, ' ')
  const facts = title === '' ? {} : { title }
  const onward = refreshed($('meta[http-equiv="refresh" i]').attr('content'), response.url)
  if (onward !== undefined) {
    return verdict('served', { facts, warnings: ['moved'], replacement: { url: onward, certain: false, why: 'the page sends its readers there' } })
  }
  const form = requestForm($, links)
  if (form !== undefined) return verdict('approval-required', { facts, detail: `the data has to be asked for: ${form}` })
  return verdict('served', { facts, warnings: lacks($, anchor, response) })
}

function refreshed(content: string | undefined, base: string): string | undefined {
  const to = /^\s*\d{1,2}\s*[;,]\s*url\s*=\s*["']?([^"'\s]+)/i.exec(content ?? '')?.[1]
  const url = to === undefined ? null : URL.parse(to, base)
  return url === null || url.href === base ? undefined : url.href
}

/** An anchor with a slash or a question mark is a route of the site's scripts. */
function lacks($: CheerioAPI, anchor: string, { truncated }: Response): Warning[] {
  if (anchor === '' || truncated || !/^[\w.-]+$/.test(anchor)) return []
  return $(`[id="${anchor}"], [name="${anchor}"]`).length > 0 ? [] : ['fragment-missing']
}

/** Forms to look at: each costs the text of the block it stands in. */
const MOST_FORMS = 8

const anchors = ($: CheerioAPI) => $('a[href], iframe[src]').toArray()

const addressOf = ({ attribs }: ReturnType<typeof anchors>[number]) => attribs.href ?? attribs.src ?? ''

const linksIn = ($: CheerioAPI, base: string): URL[] => anchors($).flatMap((anchor) => URL.parse(addressOf(anchor), base) ?? [])

/** The form that stands between a reader and the data: spoken of in these terms, and no link to data beside it. */
function requestForm($: CheerioAPI, links: readonly URL[]): string | undefined {
  if (links.some(isData)) return undefined
  const forms = anchors($)
    .filter((anchor) => FORM.test(addressOf(anchor)))
    .slice(0, MOST_FORMS)
  const form = forms.find((anchor) => ABOUT_DATA.test($(anchor).closest('p, li, td, section, div').text()))
  return form && addressOf(form)
}
