/** The signs of a domain that lapsed and now belongs to a parking service. */
import { machineryOf, type Page } from './page.ts'

const HOST = /(?:^|\.)(?:sedoparking\.com|parkingcrew\.net|bodis\.com|above\.com|hugedomains\.com|afternic\.com|dan\.com)$/i
const SUBDOMAIN = /^ww\d{1,2}\./i

/** True for the addresses that nobody but parking services sends a visitor to. */
export const isParkingPlace = (place: URL): boolean => HOST.test(place.hostname) || hintsOf(place) === 2

/** How much else an address has of theirs. A site of somebody's own may be at `ww2`, or be about landers. */
const hintsOf = ({ hostname, pathname }: URL) => Number(SUBDOMAIN.test(hostname)) + Number(pathname === '/lander')

/** What parking services put into scripts and addresses; in the text of a page it would only be a mention. */
const MARKS = [
  'sedoParkingUrl',
  'FOOTER_DOMAIN_PARKING',
  'sedoparking.com',
  'parkingcrew.net',
  'bodis.com',
  'dsparking',
  'parking-lander',
  'hugedomains.com',
  'afternic.com',
  'window.park',
]
const FOR_SALE = /\bdomain\s(?:name\s)?(?:\S{3,80}\s)?(?:is|may be)\sfor sale\b|\bbuy this domain\b|域名(?:正在)?(?:出售|转让)/i
const TO_LANDER = /location(?:\.href)?\s*=\s*["']\/lander["']/

/** A parked page has hardly any text of its own. */
const LONGEST_PROSE = 3000

/** Where redirects led. */
type Led = { readonly from: URL; readonly to: URL }

/** `ww1`, `ww2` and their like may be somebody's own. */
const ASIDE = /^ww\d\d\./i

/** True for `ww17.` of the domain that was asked. */
const isAside = ({ from, to }: Led) => ASIDE.test(to.hostname) && to.hostname.replace(ASIDE, '') === from.hostname.replace(/^www\./, '')

/**
 * True when two signs agree that a parking service serves this page: that it has nothing to read is one where such a service
 * was led to. All it does may be to send its reader to `/lander`.
 */
export function isParkedPage(page: Page, led?: Led): boolean {
  const { prose } = page
  if (prose.length > LONGEST_PROSE) return false
  if (page.isShell && led !== undefined && isAside(led)) return true
  const machinery = machineryOf(page)
  if (prose === '' && TO_LANDER.test(machinery)) return true
  const marks = MARKS.filter((mark) => machinery.includes(mark)).length
  const hints = Number(FOR_SALE.test(prose)) + (led === undefined ? 0 : hintsOf(led.to))
  return marks >= 2 || (marks === 1 && hints > 0)
}
