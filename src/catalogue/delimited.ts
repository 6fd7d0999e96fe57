/** Delimited text (RFC 4180, read leniently) as records of fields that know where they stand. */

export type Field = {
  readonly value: string
  /** The offset in the text of a place in the value. */
  readonly at: (index: number) => number
}

const DELIMITERS = [',', '\t', ';', '|', '，'] as const

/** What divides the fields: whatever gives most records the same number of them, more than one. */
export function delimiterOf(text: string): string {
  const sample = text.slice(0, SAMPLE)
  let best: { readonly delimiter: string; readonly score: number } = { delimiter: ',', score: 0 }
  for (const delimiter of DELIMITERS) {
    const widths = records(sample, delimiter).map((fields) => fields.length)
    const usual = Math.max(
      0,
      ...[
        ...Map.groupBy(
          widths.filter((width) => width > 1),
          String,
        ).values(),
      ].map((same) => same.length),
    )
    const score = usual / Math.max(1, widths.length)
    if (score > best.score) best = { delimiter, score }
  }
  return best.delimiter
}

const SAMPLE = 20_000

/** The records of a text; empty lines are none. A quote that is never closed is a letter like any other. */
export function records(text: string, delimiter: string): readonly (readonly Field[])[] {
  const all: Field[][] = []
  let record: Field[] = []
  let start = 0
  const end = (): void => {
    if (record.length > 1 || record.some(({ value }) => value.trim() !== '')) all.push(record)
    record = []
  }
  while (start <= text.length) {
    const { field, next } = fieldAt(text, start, delimiter)
    record.push(field)
    const stop = text[next]
    start = next + (text.startsWith('\r\n', next) ? 2 : 1)
    if (stop !== delimiter) end()
  }
  return all
}

function fieldAt(text: string, start: number, delimiter: string): { readonly field: Field; readonly next: number } {
  const quoted = text[start] === '"' ? closingQuote(text, start) : undefined
  let next = quoted === undefined ? start : quoted + 1
  while (next < text.length && text[next] !== delimiter && text[next] !== '\n' && text[next] !== '\r') next++
  if (quoted === undefined) return { field: { value: text.slice(start, next), at: (index) => start + index }, next }
  const raw = text.slice(start + 1, quoted)
  const value = raw.replaceAll('""', '"') + text.slice(quoted + 1, next)
  return { field: { value, at: (index) => start + 1 + written(raw, index) }, next }
}

function closingQuote(text: string, start: number): number | undefined {
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] !== '"') return at
  }
  return undefined
}

/** Where a letter of the value stands in the text as written, in which quotes are doubled. */
function written(raw: string, index: number): number {
  let at = 0
  for (let i = 0; i < index; i++) at += raw.startsWith('""', at) ? 2 : 1
  return at
}
