/** What running text leaves at the end of a link: punctuation, quotes and brackets that belong to the sentence. */
import { decoded } from './pattern.ts'

const CLINGING = /[.,;:!?'"“”‘’\]}>》〉」』】）、。，；：！？\s]+$/u
const CLINGING_OR_BRACKET = new RegExp(CLINGING.source.replace('[', '[)'), 'u')

/** Without what clings to its end. A closing bracket belongs to a name that opens one. */
export const unclung = (written: string): string => written.replace(written.includes('(') ? CLINGING : CLINGING_OR_BRACKET, '')

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
const LAST_SIGN = /(?:[.,;:!?'"]|%(?:E2|E3|EF)%[0-9A-F]{2}%[0-9A-F]{2})$/i

/** A percent-encoded address without the end of the sentence it stood in. */
export function unclungAddress(written: string): string {
  let address = written.replace(/(?:\s|%20)+$/, '')
  for (;;) {
    const sign = LAST_SIGN.exec(address)?.[0] ?? ''
    if (!/^\p{P}$/u.test(decoded(sign))) break
    address = address.slice(0, -sign.length)
  }
  return address.endsWith(')') && !address.includes('(') ? address.slice(0, -1) : address
}
