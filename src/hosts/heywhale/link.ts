/** What a heywhale URL names: a dataset by its number, on the present or the former domain. */
import type { Invalid } from '#model/checker.ts'
import { invalid, pattern } from '../kit.ts'

export type Target = { readonly id: string }

export const urls = [
  pattern('https://www.heywhale.com/mw/dataset/:id/*'),
  pattern('https://www.heywhale.com/home/dataset/:id/*'),
  pattern('https://www.kesci.com/mw/dataset/:id/*'),
  pattern('https://www.kesci.com/home/dataset/:id/*'),
  pattern('https://www.kesci.com/apps/home/dataset/:id/*'),
]

const site = [pattern('https://www.heywhale.com/*'), pattern('https://www.kesci.com/*')]

/** A MongoDB ObjectId. */
const WHOLE = 24

/** The target of a URL; `shareby` has the same shape, and names a person. */
export function parse(url: URL): Target | Invalid | undefined {
  if (!site.some(({ match }) => match(url))) return undefined
  for (const { match } of urls) {
    const written = match(url)?.id
    if (written !== undefined) return numbered(written)
  }
  const path = url.pathname.toLowerCase().split('/').filter(Boolean)
  if (path[0] === 'api' || path.includes('competition')) return undefined // challenges have data of their own
  return path.at(-1) === 'dataset'
    ? invalid('incomplete-url', 'the number is missing')
    : invalid('not-a-dataset', 'a page of the site that is no dataset')
}

/** Hexadecimal digits, without what clung to them in a text; fewer than a number has were cut off. */
function numbered(written: string): Target | Invalid {
  const id = /^([\da-f]*)[\p{P}\p{S}\s]*$/iu.exec(written)?.[1]?.toLowerCase()
  if (id === undefined || id.length > WHOLE) return invalid('malformed-url', 'no dataset can have this number')
  return id.length < WHOLE ? invalid('incomplete-url', `${id.length} of the ${WHOLE} digits of the number`) : { id }
}
