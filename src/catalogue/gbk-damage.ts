/** Text that was UTF-8 and was decoded as GBK, as Chinese programs do: it looks Chinese, and says nothing. */

/** The two bytes that each character was made of, from the rows of GBK. */
let pairs: ReadonlyMap<string, readonly number[]> | undefined

function table(): ReadonlyMap<string, readonly number[]> {
  const decoder = new TextDecoder('gb18030')
  const made = new Map<string, readonly number[]>()
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) if (trail !== 0x7f) made.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail])
  }
  return made
}

/** At the seams of words a byte joins with what follows, or is lost. */
const MOST_LOST = 2

/** Fewer characters may make sense by accident: 联通 are the bytes of two letters in UTF-8. */
const LEAST = 2

/** The text as it was, `lost` when not all of it can be had; undefined for a text in order. */
export function turnedFromGbk(text: string): { readonly text: string; readonly lost: boolean } | undefined {
  let turned = 0
  let lost = false
  const result = text.replace(/[^\p{ASCII}\uE000-\uF8FF\uFFFD]+/gu, (run) => {
    pairs ??= table()
    const bytes = [...run].flatMap((character) => pairs?.get(character) ?? [])
    const back = new TextDecoder().decode(Uint8Array.from(bytes))
    const whole = back.replaceAll('\uFFFD', '')
    const isText = whole.length >= LEAST && /^[\p{Script=Han}\u3000-\u303f\uff00-\uff5e]+$/u.test(whole)
    if (!isText || bytes.length - new TextEncoder().encode(whole).length > MOST_LOST) return run
    turned++
    lost ||= whole !== back || bytes.length !== 2 * run.length
    return back
  })
  return turned === 0 ? undefined : { text: result, lost: lost || /[\uE000-\uF8FF]/.test(text) }
}
