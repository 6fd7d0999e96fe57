/** The words of strangers in a mail: no mail reader shall make a link, an address or a picture of them. */
import { plain } from './escape.ts'

/** A zero-width space: invisible, and enough to stop a mail reader from making a link. */
const BREAK = '\u200b'

/** Text that stays text in both parts of a mail. A bare domain is left alone: file names look like one, and are to be copied. */
export const inert = (words: string): string => plain(words).replace(/:(?=\/\/)|\bwww(?=\.)|@/giu, (found) => `${found}${BREAK}`)

/** An http(s) URL to be shown and followed: as it is written, or encoded when it would not survive that. Undefined for any other. */
export function shownUrl(url: string): string | undefined {
  const target = URL.parse(url)
  if (target?.protocol !== 'https:' && target?.protocol !== 'http:') return undefined
  return /^https?:\/\/\S+$/i.test(url) && plain(url) === url ? url : target.href
}
