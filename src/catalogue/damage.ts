/** Text that was UTF-8 and was decoded as something else (mojibake), mostly a Western code page: how it looks, and how it is turned back. */
import { turnedFromGbk } from './gbk-damage.ts'

/** Code pages that text is mistaken for; they agree in nearly all their letters. */
const CODE_PAGES = ['windows-1252', 'windows-1254'] as const

const decoders = CODE_PAGES.map((label) => new TextDecoder(label))

const BYTE_OF: ReadonlyMap<string, number> = new Map(
  Array.from({ length: 128 }, (_, i) => i + 128).flatMap((byte) => decoders.map((decoder) => [decoder.decode(Uint8Array.of(byte)), byte] as const)),
)

/** Runs of the letters that bytes above 127 become. */
const RUN = new RegExp(`[${[...BYTE_OF.keys()].map((letter) => letter.replace(/[\]\\^-]/, '\\$&')).join('')}]+`, 'gu')

/** What may follow a letter in well-written text: quotation marks, dots, dashes, fixed spaces. */
const ORDINARY = /^[\u00a0«»…’”“‘–—]$/

/** The first byte of a Chinese character, and at least one of the two that must follow. */
const HALF = /[ãäåæçèéï][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]+/g

export type Damage = { /** The text as it was, unless bytes were lost on the way. */ readonly repaired?: string }

/** What stands for bytes that were no text, and what becomes of two of those in GBK. */
const REPLACED = /\uFFFD|锟斤拷/

/** Undefined for a text that shows no sign of a wrong decoding. */
export function damageIn(text: string): Damage | undefined {
  if (REPLACED.test(text)) return {}
  const turned = turnedFromGbk(text)
  if (turned !== undefined) return turned.lost ? {} : { repaired: turned.text }
  return westernDamage(text)
}

function westernDamage(text: string): Damage | undefined {
  let turned = 0
  const repaired = text.replace(RUN, (run) => {
    const back = turnedBack(run)
    if (back !== undefined) turned++
    return back ?? run
  })
  const rest = [...repaired.matchAll(HALF)]
  const halves = rest.filter(([half]) => half.length > 2).length + rest.length
  if (turned === 0) return halves > 1 ? {} : undefined
  return rest.length === 0 ? { repaired } : {}
}

function turnedBack(run: string): string | undefined {
  if (![...run].some((letter) => (BYTE_OF.get(letter) ?? 0) < 0xc0 && !ORDINARY.test(letter))) return undefined
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from([...run].map((letter) => BYTE_OF.get(letter) ?? 0)))
  } catch {
    return undefined
  }
}

/** The forms that a word takes when it is damaged, in the spelling of `withoutLosses`. */
export const damagedForms = (word: string): readonly string[] => {
  const bytes = new TextEncoder().encode(word)
  return [...decoders, new TextDecoder('gbk')].map((decoder) => withoutLosses(decoder.decode(bytes)))
}

/** Without the letters that editors and forms drop silently: a damaged word can be recognised although it cannot be turned back. */
export const withoutLosses = (text: string): string => text.replace(/[\u0080-\u00a0\u00ad\uFFFD?\s]/g, '')
