/** The page of a share as people see it. Living pages carry the sentences and forms of dead ones in their scripts and comments. */

const CLOSINGS: ReadonlyMap<string, RegExp> = new Map([
  ['<!--', /-->/g],
  ['<script', /<\/script/gi],
  ['<style', /<\/style/gi],
])

/** The markup without comments, scripts and styles. */
export function shownMarkup(source: string): string {
  let shown = ''
  let at = 0
  for (const { index, 0: opening } of source.matchAll(/<!--|<script|<style/gi)) {
    if (index < at) continue // inside what is skipped
    shown += source.slice(at, index)
    at = endOf(source, opening.toLowerCase(), index)
  }
  return shown + source.slice(at)
}

/** The text of markup, without white space, because pages break their lines anywhere. */
export const textOf = (markup: string): string => markup.replace(/<[^<>]*>/g, '').replace(/\s+/g, '')

function endOf(source: string, opening: string, index: number): number {
  const closing = CLOSINGS.get(opening)
  if (closing === undefined) return index
  closing.lastIndex = index + opening.length
  return closing.test(source) ? closing.lastIndex : source.length
}
