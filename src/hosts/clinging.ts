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
  '］': '［',
  '｝': '｛',
}
const CLINGING = /[.,;:!?'"“”‘’)\]}>）】》〉」』］｝、。，．；：！？\s]/u

/** How many of these signs are left without what `clings` to their end. A closing bracket belongs to a name that opens it. */
function lengthOfName(signs: readonly string[], clings: (at: number) => boolean): number {
  let end = signs.length
  while (end > 0 && clings(end - 1)) end--
  const open = new Map<string, number>()
  const count = (sign: string) => open.get(sign) ?? 0
  for (const [at, sign] of signs.entries()) {
    const opening = OPENING[sign]
    if (opening === undefined) open.set(sign, count(sign) + 1)
    else if (count(opening) > 0) {
      open.set(opening, count(opening) - 1)
      end = Math.max(end, at + 1)
    }
  }
  return end
}

/** Without what clings to its end. */
export function unclung(written: string): string {
  const signs = written.split('')
  return written.slice(
    0,
    lengthOfName(signs, (at) => CLINGING.test(signs[at] ?? '')),
  )
}

/** Without any signs at its end: for names and numbers that end in a letter or a digit. */
export const unpunctuated = (written: string): string => written.replace(/(?<![\p{P}\p{S}\s])[\p{P}\p{S}\s]+$/u, '')

/** Whether it ends the way lists and consoles cut off what is too long for them. */
export const isCutOff = (written: string): boolean => /(?:…|\.\.)$/.test(written)

/** The same where two full stops are the end of a sentence, and nothing but dots is none of a name. */
export const endsInEllipsis = (written: string): boolean => /[^.…\s](?:…+|\.{3,})$/.test(written)

/** The decoded segments of a path, without what clings to the last one. A mark of being cut off stays. */
export function segmentsOf(pathname: string): readonly string[] {
  const segments = pathname.split('/').filter(Boolean).map(decoded)
  const last = segments.pop()
  if (last === undefined) return segments
  const bare = isCutOff(last) ? last : unclung(last)
  // a bracket or quote may close behind the mark
  const mark = last.slice(bare.length).lastIndexOf('..')
  const read = mark < 0 ? bare : last.slice(0, bare.length + mark + '..'.length)
  return read === '' ? segments : [...segments, read]
}

/** One sign of an address as programs encode it: in UTF-8, of one to four bytes; a lone `%` is itself. */
const SIGN = /%[0-7][\da-f]|%[cd][\da-f]%[89ab][\da-f]|%e[\da-f](?:%[89ab][\da-f]){2}|%f[0-7](?:%[89ab][\da-f]){3}|[\s\S]/gi

/** Signs that are only encoded where somebody means them; for space and `"<>`{}` every program does it. */
const MEANT = /^%(?!20|22|3c|3e|60|7b|7d)[2-7][\da-f]$/i

/** Any sign of a Chinese or typographic text clings, but those that open something. */
const FOREIGN = /^%e[23f]/i
const ENDING = /^[\p{Pc}\p{Pd}\p{Pe}\p{Pf}\p{Po}]$/u

/** A percent-encoded address without the end of the sentence it stood in. */
export function unclungAddress(written: string): string {
  const signs = written.match(SIGN) ?? []
  const read = signs.map(decoded)
  const clings = (at: number) => CLINGING.test(read[at] ?? '') || (FOREIGN.test(signs[at] ?? '') && ENDING.test(read[at] ?? ''))
  const meant = signs.findLastIndex((sign) => MEANT.test(sign)) + 1
  return signs.slice(0, Math.max(meant, lengthOfName(read, clings))).join('')
}
