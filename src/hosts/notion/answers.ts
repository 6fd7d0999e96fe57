/** Reads the two answers of Notion's own interface: who may see a page, and what is in it. */
import { z } from 'zod'
import type { Response } from '#model/http.ts'
import { type Facts, type Verdict, verdict } from '#model/verdict.ts'
import { Day } from '../day.ts'
import { isHtml, json, NoAnswer, Unrecognised } from '../kit.ts'

const PublicPage = z.object({
  publicAccessRole: z.string().optional(),
  requireLogin: z.boolean().nullish(),
  pageId: z.string().nullish(),
})
const Refusal = z.object({ name: z.string(), message: z.string().catch('') })

/** What is said about the public side of a page: open to everybody, or a verdict. */
export type Access = 'open' | Verdict

/** Reads `getPublicPageData`. */
export function accessOf(response: Response, id: string): Access {
  if (response.status !== 200) return refused(response)
  const said = json(response, PublicPage)
  if (said.pageId != null && !sameId(said.pageId, id)) throw new Unrecognised(`asked for page ${id}, got ${said.pageId}`)
  const role = said.publicAccessRole ?? (isEmpty(response) ? 'none' : undefined)
  if (role === undefined) throw new Unrecognised('a page without publicAccessRole')
  if (role === 'none' || role === '') return verdict('not-public', { detail: 'publicAccessRole none' })
  return said.requireLogin === true ? verdict('login-required', { detail: 'requireLogin' }) : 'open'
}

/** `{}` is how some pages that are not public are answered (a nightly link checker in public code); other objects say something else. */
const isEmpty = (response: Response) => Object.keys(json(response, z.looseObject({}))).length === 0

/** The words of a refusal decide before its status does: a request in a wrong form gets the status of a missing page. */
function refused(response: Response): Verdict {
  const { status } = response
  if (isHtml(response) && (status === 401 || status === 403)) throw new NoAnswer(verdict('refused', { detail: `HTTP ${status}` }))
  const { name, message } = json(response, Refusal)
  const detail = `HTTP ${status} ${name}${message === '' ? '' : `: ${message.slice(0, 200)}`}`
  if (/not ?found|does not exist/i.test(`${name} ${message}`) || status === 404 || status === 410) return verdict('not-found', { detail })
  if (status === 401 || status === 403 || /unauthorized|permission/i.test(`${name} ${message}`)) return verdict('login-required', { detail })
  if (name === 'ValidationError') return verdict('not-public', { detail }) // private or missing alike; the host's controls tell it from a changed interface
  throw new Unrecognised(detail)
}

const Block = z.object({
  id: z.string(),
  alive: z.boolean(),
  properties: z
    .object({ title: z.array(z.tuple([z.string()], z.unknown())) })
    .optional()
    .catch(undefined),
  last_edited_time: Day,
})
/** Blocks came with one wrapping first, later with two. */
const Wrapped = z.object({ value: z.union([Block, z.object({ value: Block }).transform(({ value }) => value)]) })
const Chunk = z.object({ recordMap: z.object({ block: z.record(z.string(), z.unknown()) }) })

/**
 * Reads `loadPageChunk`.
 * @throws {Unrecognised} when the page is not in it: somebody said a moment ago that it is public
 */
export function contentOf(response: Response, id: string): Verdict {
  const { block } = json(response, Chunk).recordMap
  const read = Wrapped.safeParse(block[id])
  if (!read.success)
    throw new Unrecognised(block[id] === undefined ? 'the page is not among its own blocks' : 'the block of the page has another shape')
  const page = read.data.value
  if (!sameId(page.id, id)) throw new Unrecognised(`asked for page ${id}, got ${page.id}`)
  const facts = factsOf(page)
  return page.alive ? verdict('listed', { facts }) : verdict('removed', { detail: 'in the bin (alive: false)', facts })
}

function factsOf({ properties, last_edited_time: edited }: z.output<typeof Block>): Facts {
  const title = properties?.title.map(([part]) => part).join('')
  return { ...(title && { title }), ...(edited && { updatedAt: edited }) }
}

const sameId = (one: string, other: string) => one.replaceAll('-', '').toLowerCase() === other.replaceAll('-', '')
