/** Text that was decoded wrongly somewhere on its way into the catalogue. */
import { damageIn } from '#catalogue/damage.ts'
import type { Finding } from '#catalogue/finding.ts'
import type { Text } from '#catalogue/reading.ts'

/** One finding for each row, heading or paragraph; a suggestion where nothing of it was lost. */
export function damagedTexts(texts: readonly Text[]): readonly Finding[] {
  return texts.flatMap(({ parts, position }) => {
    const damaged = parts.flatMap((part) => {
      const damage = damageIn(part)
      return damage === undefined ? [] : [{ part, ...damage }]
    })
    const [first] = damaged
    if (first === undefined) return []
    const repaired = damaged.flatMap((damage) => damage.repaired ?? [])
    const whole = repaired.length === damaged.length
    const message = `"${first.part.slice(0, SHOWN)}" is text that was decoded wrongly${whole ? '' : ', and letters were lost'}`
    return [{ rule: 'mojibake', position, message, ...(whole && { suggestion: repaired.join(' | ') }) } satisfies Finding]
  })
}

const SHOWN = 40
