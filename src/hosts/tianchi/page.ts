/** The page of a Tianchi dataset as a second witness: only its title differs between what is there and what is not. */
import type { Question } from '#model/checker.ts'
import { ask, get, html, isHtml, Unrecognised } from '../kit.ts'

/** No dataset has this number; the title of its page is what the site shows for what is missing. */
export const MISSING = '999999999'

/** Title of a real set, measured 2026-10: the name, then the section and the site. */
const OWN_TITLE = /^(\S.*)_数据集-阿里云天池$/s

export const pageOf = (id: string) => `https://tianchi.aliyun.com/dataset/${id}`

/** `name`: the dataset's own; `missing`: the page is the one that a missing dataset gets. */
export type Witness = { readonly name: string } | { readonly missing: string }

/**
 * What the page of a dataset shows.
 * @throws {Unrecognised} when it shows neither a name nor what a missing dataset gets
 */
export function* witnessOf(id: string): Question<Witness> {
  const title = yield* titleOf(id)
  const missing = id === MISSING ? title : yield* titleOf(MISSING)
  if (title === missing) return { missing: title }
  const name = OWN_TITLE.exec(title)?.[1]
  if (name === undefined) throw new Unrecognised(`the page is titled "${title}"`)
  return { name }
}

function* titleOf(id: string): Question<string> {
  const response = yield* ask(get(pageOf(id), { headers: { accept: 'text/html' } }))
  const title = isHtml(response) ? html(response)('title').first().text().trim() : ''
  if (title === '') throw new Unrecognised('the page has no title')
  return title.slice(0, 200)
}
