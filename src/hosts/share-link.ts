/** Links of cloud drives as people write them down: an id, often with its extraction code, remarks and punctuation around it. */
import type { Checker, Invalid, Pattern } from '#model/checker.ts'
import { visible } from './invisible.ts'
import { invalid, isCutOff, pattern } from './kit.ts'
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

function share(written: string, url: URL, passcode: string | undefined): Share | Invalid {
  const { id, cutOff } = idIn(written)
  if (cutOff) return invalid('incomplete-url', 'the id of the share is cut off')
  if (id === '') return invalid('malformed-url', 'no share can have this id')
  if (id.length < SHORTEST) return invalid('incomplete-url', 'the id of the share is cut off')
  if (id.length > LONGEST) return invalid('malformed-url', `the id of the share has more than ${LONGEST} characters`)
  const code = codeAfter(id, url) ?? passcode?.trim()
  return code ? { id, code } : { id }
}

/** An id without what is written around it (a full stop, `提取码：…`), and whether a mark of being cut off follows directly. */
export function idIn(written: string): { readonly id: string; readonly cutOff: boolean } {
  const [, id = '', mark = ''] = /^([\w-]*)(…|\.*)/.exec(visible(written).trim()) ?? []
  return { id, cutOff: isCutOff(mark) }
}

/** A Latin label must not be the end of a longer word; a Chinese one may follow anything. */
const LABELLED =
  /(?:(?:^|[^a-z])(?:pwd|pw|passwd|password|passcode|code|access_?code|share_?pwd)|提取码|访问码|密码)[\s=:：]{1,4}([a-z0-9]{2,12})(?![a-z0-9])/i
const BARE = /^\s+([a-z0-9]{4})\s*$/i

/** A code that stands after the id: `?pwd=qm3h`, `&password=qm3h#`, `（访问码：qm3h）`, ` 提取码: qm3h`. */
export function codeAfter(id: string, url: URL): string | undefined {
  const written = visible(decoded(`${url.pathname}${url.search}${url.hash}`))
  const rest = written.slice(written.indexOf(id) + id.length)
  return (LABELLED.exec(rest) ?? BARE.exec(rest))?.[1]
}
