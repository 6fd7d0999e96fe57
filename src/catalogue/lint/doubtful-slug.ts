/** Ids made from a name, as Kaggle and TCIA make them, that do not go with the dataset's name: a hyphen or the end was lost in copying. */
import type { Finding } from '#catalogue/finding.ts'
import type { Dataset, Link } from '#model/registry.ts'

const SLUGS =
  /^(https?:\/\/(?:(?:www\.)?kaggle\.com\/(?:c|competitions|datasets\/[\w-]+)|(?:www\.)?cancerimagingarchive\.net\/collection)\/)([a-z0-9-]+)(?=[/?#]|$)/

export function doubtfulSlug({ url, position }: Link, { name }: Dataset): readonly Finding[] {
  const [, before = '', slug] = SLUGS.exec(url) ?? []
  if (slug === undefined) return []
  const found = { rule: 'doubtful-slug', url, position } as const
  const instead = (other: string) => `${before}${other}${url.slice(before.length + slug.length)}`

  const words = /[^\p{ASCII}]/u.test(name) ? [] : (name.toLowerCase().match(/[a-z0-9]+/g) ?? [])
  const whole = words.join('-')
  if (whole.startsWith(slug) && /[a-z]/.test(whole.slice(slug.length))) {
    return [{ ...found, message: `"${slug}" may be the beginning of a longer id: the dataset is called "${name}"` }]
  }
  const hyphened = words.length === 0 ? undefined : withHyphens(slug, words)
  if (hyphened !== undefined && hyphened !== slug) {
    return [{ ...found, message: `"${slug}" may have lost a hyphen: the dataset is called "${name}"`, suggestion: instead(hyphened) }]
  }
  const divided = slug.replace(JOINED, '$1-$2')
  return divided === slug ? [] : [{ ...found, message: `"${slug}" may have lost a hyphen`, suggestion: instead(divided) }]
}

/** What ids say they are for: words of their own, unless a prefix is all that comes before them. */
const PURPOSE = '(?:assessment|classification|segmentation|detection|prediction|recognition|registration|localization|reconstruction|challenge)'
const PREFIX = '(?:auto|sub|over|under|mis|pre|multi|self|semi|super|mini|meta|non|bio|inter|intra)'
const JOINED = new RegExp(`(?<=^|-)(?!${PREFIX}${PURPOSE})([a-z]{3,})(${PURPOSE})(?=-|$)`)

/** The slug divided where the words of the name end, if it begins with them. */
function withHyphens(slug: string, words: readonly string[]): string | undefined {
  let rest = slug
  let divided = ''
  for (const word of words) {
    if (!rest.startsWith(word)) return undefined
    divided += divided === '' ? word : `-${word}`
    rest = rest.slice(word.length).replace(/^-/, '')
    if (rest === '') break
  }
  if (rest === '') return divided
  return /^\d/.test(rest) ? undefined : `${divided}-${rest}`
}
