/** Where the redirects of an answer led, and whether that is still the place that was asked for. */
import type { Response } from '#model/http.ts'
import type { Replacement, Warning } from '#model/verdict.ts'
import { isParkingPlace } from '../parking.ts'
import { isHome } from './spelling.ts'

type Led = Pick<Response, 'url' | 'hops'>

/** `there`: the place itself, or another that may well be it. */
export type Landing = 'there' | 'home' | 'login' | 'error' | 'parking'

const LOGIN_PATH = /[/_.-](?:log-?in|log-?on|sign[-_]?in|sso|idp|oauth2?|openid-connect|saml2?|shibboleth)(?:\.\w{2,5})?(?:\/|$)/i
const LOGIN_HOST = /^(?:login|signin|sso|idp|auth|accounts?|passport)\./i
const ERROR_PATH = /(?:[/_.-](?:404|(?:page-?)?not[-_]?found)|\/(?:errors?|expired|suspended|removed))(?:\.\w{2,5})?\/?$/i

/** Redirecting to the front page of another site is what these are for. */
const RESOLVER = /^(?:bit\.ly|tinyurl\.com|t\.co|goo\.gl|is\.gd|aka\.ms|purl\.org|w3id\.org|hdl\.handle\.net|(?:dx\.)?doi\.org)$/i

const isLogin = ({ hostname, pathname }: URL) => LOGIN_HOST.test(hostname) || LOGIN_PATH.test(pathname)
const isError = ({ pathname }: URL) => ERROR_PATH.test(pathname)

/** What kind of place answered. A kind that was asked for is no finding. */
export function landing(asked: URL, { url, hops }: Led): Landing {
  if (hops.length === 0) return 'there'
  const final = URL.parse(url) ?? asked
  const passed = hops.map((hop) => URL.parse(hop.url)).filter((place) => place !== null)
  if (!isParkingPlace(asked) && [...passed, final].some(isParkingPlace)) return 'parking'
  if (!isLogin(asked) && isLogin(final)) return 'login'
  if (isHome(asked)) return 'there'
  if (!isError(asked) && isError(final)) return 'error'
  return isHome(final) && !RESOLVER.test(asked.hostname) ? 'home' : 'there'
}

/** An address without its query, which may hold a session or a code. */
export function placeOf(url: string): string {
  const place = URL.parse(url)
  return place === null ? url : `${place.origin}${place.pathname}`
}

/** Says of an answer that it came from another place than was asked for. */
export const elsewhere = (where: Landing, { url }: Pick<Response, 'url'>): string =>
  where === 'home' ? `redirected to the front page ${placeOf(url)}` : `redirected to ${placeOf(url)}, by its name an error page`

/** What the redirects of a good answer say about how the link is written, and the address it should have instead. */
export function moved(
  target: { readonly url: string; readonly fragment: string },
  answer: Led,
): { readonly warnings: readonly Warning[]; readonly replacement?: Replacement } {
  const asked = new URL(target.url)
  const present = presentAddress(target.url, answer)
  const secured = isHttp(target.url) && isHttps(answer.url)
  const warnings: readonly Warning[] = secured ? ['insecure-http'] : []
  const replacement = (url: string, certain: boolean, why: string) => ({ url: withFragment(url, target.fragment), certain, why })

  if (!sameSpot(target.url, present)) {
    return { warnings: [...warnings, 'moved'], replacement: replacement(present, namesTheSame(asked, new URL(present)), 'permanent redirect') }
  }
  if (secured && isHttps(present)) return { warnings, replacement: replacement(present, true, 'permanent redirect to https') }
  if (secured && sameSpot(target.url, answer.url)) return { warnings, replacement: replacement(answer.url, false, 'redirect to https') }
  return { warnings }
}

const isHttp = (url: string) => URL.parse(url)?.protocol === 'http:'
const isHttps = (url: string) => URL.parse(url)?.protocol === 'https:'

/** Follows the permanent redirects that come first; what comes after a temporary one is not the host's last word. */
function presentAddress(asked: string, { url, hops }: Led): string {
  const temporary = hops.findIndex(({ status }) => status !== 301 && status !== 308)
  if (temporary === 0 || hops.length === 0) return asked
  const present = temporary < 0 ? url : (hops[temporary]?.url ?? asked)
  return URL.canParse(present) ? present : asked
}

/** Equal but for scheme, `www.` and a final slash: nobody needs to change a link for these. */
function sameSpot(one: string, other: string): boolean {
  const spot = (url: string) => {
    const place = URL.parse(url)
    return place === null ? url : `${place.host.replace(/^www\./, '')}${place.pathname.replace(/\/$/, '')}${place.search}`
  }
  return spot(one) === spot(other)
}

/**
 * Pages that are taken away are often redirected for good to the list they stood in, domains that are given away to their
 * buyers; and what a query adds may be a session.
 */
function namesTheSame(asked: URL, present: URL): boolean {
  const name = ({ pathname }: URL) =>
    pathname
      .replace(/\/$/, '')
      .split('/')
      .at(-1)
      ?.replace(/\.(?:html?|php|aspx?)$/i, '')
      .toLowerCase()
  return name(asked) === name(present) && isOneHouse(asked, present) && !isHome(present) && (present.search === '' || present.search === asked.search)
}

/** One host is below the other: names beside each other (`one.github.io`, `other.github.io`) may belong to two, other domains do. */
function isOneHouse(one: URL, other: URL): boolean {
  const [shorter = '', longer = ''] = [one, other].map(({ hostname }) => hostname.replace(/^www\./, '')).sort((a, b) => a.length - b.length)
  return `.${longer}`.endsWith(`.${shorter}`)
}

/** A redirect without a fragment of its own keeps the one that was asked for (RFC 9110, 10.2.2). */
const withFragment = (url: string, fragment: string) => (fragment === '' || url.includes('#') ? url : `${url}#${fragment}`)
