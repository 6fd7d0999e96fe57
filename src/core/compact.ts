/** JSON as people lay it out: what fits on a line stands on one. */

const WIDTH = 140

/** The value as JSON text with a final line break. */
export const compact = (value: unknown): string => `${laidOut(value, '', 0)}\n`

/** `taken`: columns of the line that are taken by the key before the value and the comma behind it. */
function laidOut(value: unknown, indent: string, taken: number): string {
  const line = onOneLine(value)
  if (indent.length + taken + line.length <= WIDTH || typeof value !== 'object' || value === null) return line
  const inner = `${indent}  `
  const parts = Array.isArray(value)
    ? value.map((item) => laidOut(item, inner, 1))
    : entriesOf(value).map(([key, item]) => `${JSON.stringify(key)}: ${laidOut(item, inner, JSON.stringify(key).length + 3)}`)
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  return `${open}\n${parts.map((part) => `${inner}${part}`).join(',\n')}\n${indent}${close}`
}

function onOneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(onOneLine).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = entriesOf(value)
  return entries.length === 0 ? '{}' : `{ ${entries.map(([key, item]) => `${JSON.stringify(key)}: ${onOneLine(item)}`).join(', ')} }`
}

const entriesOf = (value: object) => Object.entries(value).filter(([, item]) => item !== undefined)
