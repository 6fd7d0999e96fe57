/** OneDrive of persons: the interface behind the page, with the anonymous token that the page itself asks for. */
import { z } from 'zod'
import type { Conversation, Question } from '#model/checker.ts'
import type { Response } from '#model/http.ts'
import { type Facts, type Verdict, verdict } from '#model/verdict.ts'
import { Day } from '../day.ts'
import { ask, askJson, BROWSER, get, html, json, postJson, Unrecognised } from '../kit.ts'
import { type Found, type Pointer, target } from './link.ts'
import { prompted } from './prompt.ts'

/** The page's own application; its tokens open whatever anybody with the link may see. */
const APP = { id: '1141147648', uuid: '5cbed6ac-a083-4e14-b191-b4ba07653de2' }

/** Anything else could not be sent in a header. */
const Token = z.object({ token: z.string().regex(/^[\x21-\x7e]+$/) })

const Item = z.object({
  name: z.string().min(1),
  size: z.int().positive().optional().catch(undefined),
  lastModifiedDateTime: Day,
})
const Refusal = z.object({ error: z.object({ code: z.string() }) })

/** Short link → former address → address of today is the longest way seen. */
const MOST_HOPS = 3

/** The code by which the interface says that there is no such item; others with its status are about addresses and requests. */
const NO_ITEM = 'itemNotFound'

/** Titles of the page that stands where a share was, in the two languages it was seen in. */
const ERROR_TITLES = ['Error', '错误']

/** The share that redirects lead to, or the answer that ends them. */
export function* follow({ address, code }: Pointer): Question<Found | { readonly page: Response }> {
  let url = address
  for (let hops = 0; hops < MOST_HOPS; hops++) {
    const response = yield* ask(get(url, { redirect: 'manual', headers: { 'user-agent': BROWSER, accept: 'text/html' } }), [404])
    const to = response.headers.location === undefined ? null : URL.parse(response.headers.location, url)
    if (to === null || response.status < 300 || response.status >= 400) return { page: response }
    const found = target(to, code)
    if (found !== undefined && !('invalid' in found) && !('address' in found)) return found
    if (to.hostname !== '1drv.ms' && to.hostname !== 'onedrive.live.com') throw new Unrecognised(`sent to ${to.hostname}`)
    url = to.href
  }
  throw new Unrecognised(`more than ${MOST_HOPS} redirects`)
}

export function readPage(page: Response, code: string | undefined): Verdict {
  if (page.status === 404) return verdict('not-found', { detail: 'HTTP 404' })
  const title = html(page)('title').first().text().trim()
  if (ERROR_TITLES.includes(title)) return verdict('soft-404', { detail: `a page called "${title}"` })
  const prompt = prompted(page, code)
  if (prompt === undefined) throw new Unrecognised('a page instead of a redirect')
  return prompt
}

export function* personalShare(redeem: string): Conversation {
  const { token } = yield* askJson(postJson('https://api-badgerp.svc.ms/v1.0/token', { appId: APP.uuid }, { headers: { appid: APP.id } }), Token)
  const headers = { accept: 'application/json', authorization: `Badger ${token}`, prefer: 'autoredeem' }
  const url = `https://my.microsoftpersonalcontent.com/_api/v2.0/shares/u!${redeem}/driveitem`
  const response = yield* ask(get(url, { headers, redirect: 'manual' }), [404])
  if (response.status === 404) {
    const { code } = json(response, Refusal).error
    const detail = `HTTP 404: ${code}`
    if (code !== NO_ITEM) throw new Unrecognised(detail)
    return verdict('not-found', { detail })
  }
  if (response.status !== 200) throw new Unrecognised(`HTTP ${response.status}`)
  return verdict('listed', { facts: factsOf(json(response, Item)) })
}

const factsOf = ({ name, size, lastModifiedDateTime }: z.output<typeof Item>): Facts => ({
  title: name,
  ...(size !== undefined && { bytes: size }),
  ...(lastModifiedDateTime && { updatedAt: lastModifiedDateTime }),
})
