/** The list of an author's articles, as their own page asks for it: the second opinion on each of them. */
import { z } from 'zod'
import type { Question } from '#model/checker.ts'
import { type Verdict, verdict } from '#model/verdict.ts'
import { askJson, get, Unrecognised } from '../kit.ts'
import type { Target } from './link.ts'

const Row = z.object({ articleId: z.coerce.string(), title: z.string().optional().catch(undefined) })
const Answer = z.object({
  code: z.number(),
  message: z.string().nullish().catch(undefined),
  data: z
    .object({ list: z.array(Row).nullish(), total: z.int().nonnegative() })
    .nullish()
    .catch(undefined),
})

const PAGE = 100
/** Two thousand articles: whoever has written more is not read to the end. */
const MOST_PAGES = 20

/** The whole list, and the article is not on it. */
export type Unlisted = { readonly articles: number }

/**
 * Looks an article up. A missing one is believed only of a list that is complete by its own count; an empty one says nothing.
 * @throws {Unrecognised} when the list is not complete
 */
export function* listed({ author, id }: Target): Question<Verdict | Unlisted> {
  const seen = new Set<string>()
  for (let page = 1; page <= MOST_PAGES; page++) {
    const { list, total } = yield* listPage(author, page)
    const found = list.find(({ articleId }) => articleId === id)
    if (found !== undefined) return verdict('listed', { facts: found.title ? { title: found.title.replace(/\s+/g, ' ').trim() } : {} })
    for (const { articleId } of list) seen.add(articleId)
    if (seen.size > 0 && seen.size >= total) return { articles: seen.size }
    if (list.length === 0) break
  }
  throw new Unrecognised(`the author's list is not complete: ${seen.size} articles`)
}

function* listPage(author: string, page: number) {
  const url = `https://blog.csdn.net/community/home-api/v1/get-business-list?page=${page}&size=${PAGE}&businessType=blog&username=${author}`
  const { code, message, data } = yield* askJson(get(url, { headers: { referer: `https://blog.csdn.net/${author}?type=blog` } }), Answer)
  if (code !== 200 || !data) throw new Unrecognised(`the author's list: code ${code}${message ? `: ${message}` : ''}`)
  return { list: data.list ?? [], total: data.total }
}
