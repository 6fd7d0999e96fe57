/** Addresses beside a link that cannot exist, and whether what a host says there is what it says to the link. */
import type { Response } from '#model/http.ts'
import { lettersOf } from '../alike.ts'
import { decoded } from '../kit.ts'
import { readPage } from '../page.ts'

const LETTERS = 25

/** An address in the same folder that nobody ever made: always the same for one link, another for each `nth`. */
export function siblingOf(url: string, nth: number): string {
  const sibling = new URL(url)
  const end = sibling.pathname.endsWith('/') ? '/' : ''
  const path = sibling.pathname.slice(0, sibling.pathname.length - end.length)
  const extension = /\.\w{1,8}$/.exec(path)?.[0] ?? ''
  sibling.pathname = `${path.slice(0, path.lastIndexOf('/') + 1)}${letters(`${nth} ${url}`)}${extension}${end}`
  sibling.search = ''
  return sibling.href
}

/** The same address with other values in its query: digits for a number, else letters. Undefined without a query. */
export function otherQuery(url: string, nth: number): string | undefined {
  const other = new URL(url)
  const asked = [...other.searchParams]
  if (asked.length === 0) return undefined
  other.search = ''
  for (const [key, value] of asked) {
    const made = letters(`${nth} ${key} ${url}`)
    const unlike = /^\d+$/.test(value || key) ? `9${made.slice(0, 8).replace(/./g, (letter) => String(letter.charCodeAt(0) % 10))}` : made
    if (value === '') other.searchParams.append(unlike, '')
    else other.searchParams.append(key, unlike)
  }
  return other.href
}

/** Letters derived from a seed by a linear congruential generator (Numerical Recipes), which starts from an FNV-1a hash. */
function letters(seed: string): string {
  let state = 0x811c9dc5
  for (const sign of seed) state = Math.imul(state ^ (sign.codePointAt(0) ?? 0), 0x01000193)
  return Array.from({ length: LETTERS }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return String.fromCharCode(97 + Math.floor((state / 2 ** 32) * 26))
  }).join('')
}

/** The share of words two texts must have in common; of error pages in the wild 94 % alike some were none (robustify.js#6). */
const ALIKE = 0.95

/** True when both answers led to one place, or show the same page, but for the addresses they were asked under. */
export function alike(one: Response, other: Response): boolean {
  if (one.hops.length > 0 && other.hops.length > 0 && place(one) === place(other)) return true
  if (one.hops.length !== other.hops.length) return false
  const names = [one, other]
    .flatMap(namesIn)
    .sort((a, b) => b.length - a.length)
    .map(spelled)
  const [ours, theirs] = [saidBy(one, names), saidBy(other, names)]
  if (ours.title === '' && ours.words.length === 0) return false
  // a page that has a title of its own may be a template's, without the name in it
  const sameTitle = ours.whole === theirs.whole || (ours.title === theirs.title && ours.isNamed === theirs.isNamed)
  return sameTitle && similarity(ours.words, theirs.words) >= ALIKE
}

const place = ({ url }: Response) => url.replace(/[?#].*$/, '').replace(/\/$/, '')

/**
 * Title by its letters (digits may be a clock), `whole` and without what repeats a name, and whether it repeats that of its own
 * address; and the other words of the text; of Chinese, characters.
 */
function saidBy(response: Response, names: readonly RegExp[]) {
  const { title, prose } = readPage(response)
  const own = (text: string) => names.reduce((rest, name) => rest.replace(name, ' '), plain(text))
  const letters = (text: string) => text.replace(/[\p{N} ]/gu, '')
  return {
    whole: letters(plain(title)),
    title: letters(own(title)),
    isNamed: namesIn(response).some((name) => spelled(name).test(plain(title))),
    words: own(prose).match(/\p{Script=Han}|[^ \p{Script=Han}]+/gu) ?? [],
  }
}

/** Letters and digits as `lettersOf` has them, with one space for whatever stands between. */
const plain = (text: string) =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}+/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')

const EXTENSION = /\.\w{1,8}$/

/** No page repeats longer ones, such as tokens, or more of them. */
const LONGEST_NAME = 80
const MOST_NAMES = 8

/** What the address of an answer calls its thing, by letters: the last part of its path, with extensions and without, the values of its query. */
function namesIn({ hops, url }: Response): readonly string[] {
  const address = URL.parse(hops[0]?.url ?? url)
  if (address === null) return []
  const last = decoded(address.pathname.split('/').filter(Boolean).at(-1) ?? '')
  const bare = last.replace(EXTENSION, '')
  return [last, bare, bare.replace(EXTENSION, ''), ...address.searchParams.values()]
    .map(lettersOf)
    .filter(({ length }) => length > 0 && length <= LONGEST_NAME)
    .slice(0, MOST_NAMES)
}

/** Shorter names are parts of other words. */
const TELLING_NAME = 6

/** A name in a plain text, spaced as it may be. */
const spelled = (name: string) => new RegExp(name.length < TELLING_NAME ? `(?<![^ ])${spaced(name)}(?![^ ])` : spaced(name), 'gu')
const spaced = (name: string) => [...name].join(' ?')

/** Dice's coefficient of two bags of words: 1 for the same words or no words at all, 0 for none in common. */
function similarity(ours: readonly string[], theirs: readonly string[]): number {
  const bag = new Map<string, number>()
  for (const word of ours) bag.set(word, (bag.get(word) ?? 0) + 1)
  let common = 0
  for (const word of theirs) {
    const left = bag.get(word) ?? 0
    if (left > 0) common += 1
    bag.set(word, left - 1)
  }
  return ours.length + theirs.length === 0 ? 1 : (2 * common) / (ours.length + theirs.length)
}
