/** The difference of two texts with equally many lines, as a patch that `git apply` and `patch -p1` understand. */

/** Unchanged lines around a change, as everybody else shows them. */
const CONTEXT = 3

/** The patch from `before` to `after`, lines changed in place; empty when nothing changed. */
export function patch(file: string, before: string, after: string): string {
  const [old, now] = [linesOf(before), linesOf(after)]
  const changed = old.flatMap((line, i) => (line === now[i] ? [] : [i]))
  const hunks = together(changed).map(([first, last]) => {
    const start = Math.max(first - CONTEXT, 0)
    const end = Math.min(last + CONTEXT + 1, old.length)
    const range = `${start + 1},${end - start}`
    return `@@ -${range} +${range} @@\n${body(old, now, start, end)}`
  })
  if (hunks.length === 0) return ''
  const end = /\s/.test(file) ? '\t' : ''
  return `--- a/${file}${end}\n+++ b/${file}${end}\n${hunks.join('')}`
}

const NO_LINE_BREAK = '\n\\ No newline at end of file\n'

/** Lines with their line breaks; the last may have none. */
const linesOf = (text: string) => text.split(/(?<=\n)/)

/** First and last changed line of each hunk: changes whose contexts would touch are shown in one. */
function together(changed: readonly number[]): [number, number][] {
  const hunks: [number, number][] = []
  for (const line of changed) {
    const hunk = hunks.at(-1)
    if (hunk !== undefined && line - hunk[1] <= 2 * CONTEXT) hunk[1] = line
    else hunks.push([line, line])
  }
  return hunks
}

function body(old: readonly string[], now: readonly string[], start: number, end: number): string {
  let text = ''
  let removed: string[] = []
  let added: string[] = []
  const flush = () => {
    text += [...removed.map((line) => marked('-', line)), ...added.map((line) => marked('+', line))].join('')
    removed = []
    added = []
  }
  for (let i = start; i < end; i++) {
    const [before = '', after = ''] = [old[i], now[i]]
    if (before === after) {
      flush()
      text += marked(' ', before)
      continue
    }
    removed.push(before)
    added.push(after)
  }
  flush()
  return text
}

const marked = (sign: string, line: string) => (line.endsWith('\n') ? `${sign}${line}` : `${sign}${line}${NO_LINE_BREAK}`)
