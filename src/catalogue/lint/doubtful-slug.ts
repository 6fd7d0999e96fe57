/** Ids made from a name, as Kaggle and TCIA make them, that do not go with the dataset's name: a hyphen or the end was lost in copying. */
import type { Finding } from '#catalogue/finding.ts'
import type { Dataset, Link } from '#model/registry.ts'

const SLUGS =
  /^(https?:\/\/(?:(?:www\.)?kaggle\.com\/(?:c|competitions|datasets\/[\w-]+)|(?:www\.)?cancerimagingarchive\.net\/collection)\/)([a-z0-9-]+)(?=[/?#]|$)/

export function doubtfulSlug({ url, position }: Link, { name }: Dataset): readonly Finding[] {
  const [, before = '', slug] = SLUGS.exec(url) ?? []
  const words = name.toLowerCase().match(/[a-z0-9]+/g)
  if (slug === undefined || words === null || /[^\p{ASCII}]/u.test(name)) return []
  const found = { rule: 'doubtful-slug', url, position } as const

  const whole = words.join('-')
  if (whole.startsWith(slug) && /[a-z]/.test(whole.slice(slug.length))) {
    return [{ ...found, message: `"${slug}" may be the beginning of a longer id: the dataset is called "${name}"` }]
  }
  const hyphened = withHyphens(slug, words)
  if (hyphened === undefined || hyphened === slug) return []
  const suggestion = `${before}${hyphened}${url.slice(before.length + slug.length)}`
  return [{ ...found, message: `"${slug}" may have lost a hyphen: the dataset is called "${name}"`, suggestion }]
}

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
