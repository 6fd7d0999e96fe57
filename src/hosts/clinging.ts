/** What running text leaves at the end of a link: punctuation, quotes and brackets that belong to the sentence. */
import { decoded } from './pattern.ts'

/** Each closing bracket, with the one that it answers. */
const OPENING: Readonly<Record<string, string>> = {
  ')': '(',
  ']': '[',
  '}': '{',
  '>': '<',
  '）': '（',
  '】': '【',
  '》': '《',
  '〉': '〈',
  '」': '「',
  '』': '『',
}
const CLINGING = /[.,;:!?'"“”‘’)\]}>）】》〉」』、。，；：！？\s]/u

/** Without what clings to its end. A closing bracket belongs to a name that opens it. */
export function unclung(written: string): string {
  let end = written.length
  while (CLINGING.test(written.charAt(end - 1))) end--
  const open = new Map<string, number>()
  const count = (sign: string) => open.get(sign) ?? 0
  for (const [at, sign] of written.split('').entries()) {
    const opening = OPENING[sign]
    if (opening === undefined) open.set(sign, count(sign) + 1)
    else if (count(opening) > 0) {
      open.set(opening, count(opening) - 1)
      end = Math.max(end, at + 1)
    }
  }
  return written.slice(0, end)
}

/** Without any signs at its end: for names and numbers that end in a letter or a digit. */
export const unpunctuated = (written: string): string => written.replace(/[\p{P}\p{S}\s]+$/u, '')

/** Whether it ends the way lists and consoles cut off what is too long for them. */
export const isCutOff = (written: string): boolean => /(?:…|\.\.)$/.test(written)

/** The decoded segments of a path, without what clings to the last one. A mark of being cut off stays. */
export function segmentsOf(pathname: string): readonly string[] {
  const segments = pathname.split('/').filter(Boolean).map(decoded)
  const last = segments.pop()
  if (last === undefined) return segments
  const bare = isCutOff(last) ? last : unclung(last)
  return bare === '' ? segments : [...segments, bare]
}

/** One sign at the end of an address; those of Chinese texts arrive percent-encoded. */
const LAST_SIGN = /(?:[.,;:!?'")\]]|%(?:E2|E3|EF)%[0-9A-F]{2}%[0-9A-F]{2})$/i

/** A percent-encoded address without the end of the sentence it stood in. */
export function unclungAddress(written: string): string {
  const text = decoded(written)
  let address = written.replace(/(?:\s|%20)+$/, '')
  for (;;) {
    const sign = LAST_SIGN.exec(address)?.[0] ?? ''
    const read = decoded(sign)
    const opening = OPENING[read]
    if (!/^\p{P}$/u.test(read) || (opening !== undefined && text.includes(opening))) return address
    address = address.slice(0, -sign.length)
  }
}
