/** Links of cloud drives as people write them down: an id, often with its extraction code, remarks and punctuation around it. */
import type { Checker, Invalid, Pattern } from '#model/checker.ts'
import { visible } from './invisible.ts'
import { invalid, pattern } from './kit.ts'
import { decoded } from './pattern.ts'

/** A share by its id, and the extraction code that the catalogue has for it. */
export type Share = { readonly id: string; readonly code?: string }

type Forms = {
  /** URL forms with an `:id`. */
  readonly shares: readonly string[]
  /** Front pages, which are nobody's share. */
  readonly fronts?: readonly string[]
}
type ShareLinks = { readonly urls: readonly Pattern[]; readonly match: (...link: Parameters<Checker['match']>) => Share | Invalid | undefined }

/** How a drive's links are read: by the forms of its shares. Pages of other forms are left to whoever else knows them. */
export function shareLinks({ shares, fronts = [] }: Forms): ShareLinks {
  const urls = shares.map(pattern)
  const withoutId = shares.map((form) => pattern(form.replace(/(?:\/|\?\w+=):id(?:\/\*)?$/, '')))
  const frontPages = fronts.map(pattern)
  return {
    urls,
    match(url, { passcode }) {
      const written = urls.map(({ match }) => match(url)?.id).find((id) => id !== undefined)
      if (written !== undefined) return share(written, url, passcode)
      if (frontPages.some(({ match }) => match(url))) return invalid('not-a-dataset', 'the front page of the drive')
      return withoutId.some(({ match }) => match(url)) ? invalid('incomplete-url', 'the id of the share is missing') : undefined
    },
  }
}

/** No drive has ids as short as this, so that the rest is missing; nor as long as that. */
const SHORTEST = 4
const LONGEST = 64

/** The shortest and the longest code that counts. */
type Lengths = readonly [number, number]
const CODE_LENGTHS: Lengths = [2, 12]

function share(written: string, url: URL, passcode: string | undefined): Share | Invalid {
  const { id, cutOff } = idIn(written)
  if (cutOff) return invalid('incomplete-url', 'the id of the share is cut off')
  if (id === '') return invalid('malformed-url', 'no share can have this id')
  if (id.length < SHORTEST) return invalid('incomplete-url', 'the id of the share is cut off')
  if (id.length > LONGEST) return invalid('malformed-url', `the id of the share has more than ${LONGEST} characters`)
  const code = codeAfter(id, url, CODE_LENGTHS) ?? passcode?.trim()
  return code ? { id, code } : { id }
}

/** An id without what is written around it (full stops, `提取码：…`), and whether a mark of being cut off follows directly. */
export function idIn(written: string): { readonly id: string; readonly cutOff: boolean } {
  const [, id = '', mark] = /^([\w-]*)(…|\.{3})?/.exec(visible(written).trim()) ?? []
  return { id, cutOff: mark !== undefined }
}

/** Before a code: a Latin label, which is no end of a longer word and ends in a sign, or stands before four letters or digits; or a Chinese one. Archives have passwords (`解压密码`), too. */
const LABELLED =
  /(?:(?<!(?:解压|压缩)\p{Script=Han}{0,3}\s*)(?:(?<![a-z])(?:pwd|pw|passwd|password|passcode|code|access_?code|share_?pwd)(?:\s*[=:：]|\s(?=\s?[a-z0-9]{4}(?![a-z0-9])))|密码[\s=:：])|(?:提取码|访问码)[\s=:：])[\s=:：]{0,3}(?=([a-z0-9]+))/giu
const BARE = /^\s+([a-z0-9]{4})\s*$/i
/** `已压缩 密码：qm3h`: nobody protects an archive with so little. */
const SHORT = /\s密码[\s=:：]{1,4}([a-z0-9]{4})(?![a-z0-9])/i

/** What a drive shows in its window: folders are called whatever they are. What follows it is a label with its sign. */
const ROUTE = /^(#!?(?:\/|list\/)).*?((?:提取码|访问码|[?&](?:pwd|password)=|[\s(（](?:密码|pwd|password|code)\s*[:：]).*)?$/is

/** A code that stands after the id: `?pwd=qm3h`, `&password=qm3h#`, `（访问码：qm3h）`, ` 提取码: qm3h`. Longer and shorter words are none. */
export function codeAfter(id: string, { pathname, search, hash }: URL, [shortest, longest]: Lengths): string | undefined {
  const written = visible(decoded(`${pathname}${search}`) + decoded(hash).replace(ROUTE, '$1 $2'))
  const rest = written.slice(written.indexOf(id) + id.length)
  const codes = [...rest.matchAll(LABELLED)].map(([, code = '']) => code)
  return codes.find(({ length }) => length >= shortest && length <= longest) ?? (BARE.exec(rest) ?? SHORT.exec(rest))?.[1]
}
