/** Reads links of the ISIC challenge: the one page of its data, whose fragment names the year, or a site of a single year from before. */
import { decoded, pattern, unpunctuated } from '../kit.ts'

export type Target =
  /** `fragment` is empty when the link means the whole page. */
  { readonly kind: 'page'; readonly fragment: string } | { readonly kind: 'former'; readonly address: string; readonly year: string }

export const PAGE = 'https://challenge.isic-archive.com/data/'

const page = pattern(PAGE)
/** One site per year, until all moved onto one. */
const sites = ['2018', '2019', '2020'].map((year) => ({ year, site: pattern(`https://challenge${year}.isic-archive.com/*`) }))

/** The platform of the first challenges, among others: the fragment says which, by a number or a name. */
const PLATFORM = 'https://challenge.kitware.com/'
const platform = pattern(`${PLATFORM}#:place`)
const NUMBERS: Readonly<Record<string, string>> = {
  '560d7856cad3a57cfde481ba': '2016',
  '56674518cad3a56fac78678c': '2016',
  '5667455bcad3a56fac786791': '2016',
  '583f126bcad3a51cc66c8d9a': '2017',
  '5840f53ccad3a51cc66c8dab': '2017',
  '5841916ccad3a51cc66c8db0': '2017',
  '584b08eecad3a51cc66c8e1f': '2017',
  '584b0afacad3a51cc66c8e24': '2017',
  '5abcb19a56357d0139260e53': '2018',
}

export const FORMS = [page, pattern(`${PAGE}#:year`), ...sites.map(({ site }) => site), platform]

/** What a URL names; undefined for other pages of the site, which are pages like any other, and for its files, which are S3's. */
export function parse(url: URL): Target | undefined {
  if (page.match(url)) return { kind: 'page', fragment: unpunctuated(decoded(url.hash.slice(1))) }
  const challenge = yearOf(platform.match(url)?.place ?? '')
  if (challenge !== undefined) return { kind: 'former', address: PLATFORM, year: challenge }
  const year = sites.find(({ site }) => site.match(url))?.year
  return year === undefined ? undefined : { kind: 'former', address: `https://${url.host}${url.pathname}${url.search}`, year }
}

/** The year of a challenge of ISIC on the platform; undefined for those of others. */
function yearOf(place: string): string | undefined {
  const number = /[\da-f]{24}/.exec(place)?.[0]
  return number === undefined ? /ISIC[ _-]?(201[678])/i.exec(place)?.[1] : NUMBERS[number]
}
