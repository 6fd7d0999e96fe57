/** Cuts a page off where it nests deeper than any page for people: parsing and selecting cost the square of the depth. */

/** Far beyond real pages, and within what recursive readers of the tree can walk. */
const DEEPEST = 500

const TAG = /<(\/?)([a-z][a-z0-9]*)/gi

/** Elements without an end tag, or whose end tag may be left out: an open one says nothing about depth. */
const UNCLOSED = new Set(
  'area base br col embed hr img input link meta source track wbr li dt dd p option optgroup tr td th thead tbody tfoot colgroup html head body'.split(
    ' ',
  ),
)

/** The page up to the first tag that is too deep; nearly always all of it. */
export function shallow(page: string): string {
  let depth = 0
  for (const { 1: slash, 2: name = '', index } of page.matchAll(TAG)) {
    if (UNCLOSED.has(name.toLowerCase())) continue
    depth = slash === '' ? depth + 1 : Math.max(0, depth - 1)
    if (depth > DEEPEST) return page.slice(0, index)
  }
  return page
}
