/** Links to one year of a series under the name of another: copied from the row above. */
import type { Finding } from '#catalogue/finding.ts'
import type { Dataset, Link } from '#model/registry.ts'

const YEARS = /(?<!\d)(?:19|20)\d\d(?!\d)/g

/** Only a fragment that is a year is judged: a year elsewhere in a URL may be that of a paper or of an upload. */
export function otherYear({ url, position }: Link, { name }: Dataset): readonly Finding[] {
  const [, page = '', linked] = /^([^#]*#)((?:19|20)\d\d)$/.exec(url) ?? []
  const [named, ...others] = name.match(YEARS) ?? []
  if (linked === undefined || named === undefined || others.length > 0 || named === linked) return []
  return [{ rule: 'other-year', url, position, message: `the link says ${linked}, the dataset is called "${name}"`, suggestion: `${page}${named}` }]
}
