/** Finds an article by the title that its address repeats, when the number in the address is wrong. */
import { z } from 'zod'
import type { Question } from '#model/checker.ts'
import type { Replacement } from '#model/verdict.ts'
import { attempt, NoAnswer, postJson, text } from '../kit.ts'
import { type Article, wordsOf } from './link.ts'

/** Cut off by a copy: no article of today has a number as short as this. */
export const isShort = ({ id }: Article) => id.length < 5

/**
 * Whether half of the words of the address, or more, are in the title. Owners rename articles, and long addresses end early.
 * An address without words is taken at its number, unless that is short.
 */
export function resembles(target: Article, title: string): boolean {
  const written = wordsOf(target.slug ?? '')
  if (written.length === 0) return !isShort(target)
  const real = new Set(wordsOf(title))
  return written.filter((word) => real.has(word)).length >= written.length / 2
}

const Hits = z.array(z.object({ id: z.int(), title: z.string(), url_public_html: z.url() }))

/** An article of exactly this title; `cutOff` when its number begins as the one in the address. */
export type Namesake = { readonly replacement: Replacement; readonly cutOff: boolean }

/** Asks the search, which proposes and decides nothing: its silence is no answer to the question about the link. */
export function* namesakeOf({ slug = '', id }: Article): Question<Namesake | undefined> {
  const words = wordsOf(slug)
  if (words.join('').length < SHORTEST_SEARCH) return undefined
  const response = yield* attempt(postJson('https://api.figshare.com/v2/articles/search', { search_for: words.join(' ') }))
  if (response instanceof NoAnswer) return undefined
  const hits = hitsOf(text(response)).filter((hit) => String(hit.id) !== id && wordsOf(hit.title).join(' ') === words.join(' '))
  const whole = hits.find((hit) => String(hit.id).startsWith(id))
  const hit = whole ?? hits[0]
  if (hit === undefined) return undefined
  const why = hit === whole ? 'an article of this title whose number begins so' : 'the host lists an article of this title there'
  return { replacement: { url: hit.url_public_html, certain: false, why }, cutOff: hit === whole }
}

/** The search refuses shorter words. */
const SHORTEST_SEARCH = 3

function hitsOf(body: string): z.output<typeof Hits> {
  try {
    return Hits.parse(JSON.parse(body))
  } catch {
    return []
  }
}
