/** Reads links of the ISIC challenge: the one page of its data, whose fragment names the year, or a site of a single year from before. */
import { decoded, pattern } from '../kit.ts'

export type Target =
  /** `fragment` is empty when the link means the whole page. */
  { readonly kind: 'page'; readonly fragment: string } | { readonly kind: 'former'; readonly address: string; readonly year: string }

export const PAGE = 'https://challenge.isic-archive.com/data/'

const page = pattern(PAGE)
/** One site per year, until all moved onto one. */
const sites = ['2018', '2019', '2020'].map((year) => ({ year, site: pattern(`https://challenge${year}.isic-archive.com/*`) }))

export const FORMS = [page, pattern(`${PAGE}#:year`), ...sites.map(({ site }) => site)]

/** What a URL names; undefined for other pages of the site, which are pages like any other, and for its files, which are S3's. */
export function parse(url: URL): Target | undefined {
  if (page.match(url)) return { kind: 'page', fragment: decoded(url.hash.slice(1)).replace(/[\p{P}\s]+$/u, '') }
  const year = sites.find(({ site }) => site.match(url))?.year
  return year === undefined ? undefined : { kind: 'former', address: `https://${url.host}${url.pathname}${url.search}`, year }
}
