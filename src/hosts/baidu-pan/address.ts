/** Share links in all their spellings: which share is meant, and the code written with it. */
import type { Invalid } from '#model/checker.ts'
import { decoded, invalid, isCutOff, pattern } from '../kit.ts'

/** A share as the host numbers it. `surl` is the short id without the `1` that begins it in `/s/1…`. */
export type Share = { readonly surl: string } | { readonly shareid: string; readonly uk: string }

export type Target = (Share & { readonly code?: string }) | { readonly enterprise: string }

const SITES = ['https://pan.baidu.com', 'https://yun.baidu.com']
const across = (paths: readonly string[]) => SITES.flatMap((site) => paths.map((path) => pattern(`${site}${path}`)))

const short = across(['/s/:surl'])
/** Remarks pasted behind the link, such as `…/s/1abc/ (pw=qm3h)`. */
const shortAndMore = across(['/s/:surl/*'])
const entry = across(['/share/init?surl=:surl', '/wap/init?surl=:surl'])
const numbered = across(['/share/link?shareid=:shareid&uk=:uk', '/wap/link?shareid=:shareid&uk=:uk', '/share/init?shareid=:shareid&uk=:uk'])
const enterprise = across(['/e/:enterprise'])
const cut = across(['/s', '/e', '/share/init', '/wap/init', '/share/link', '/wap/link'])
const site = across(['/*'])

export const urls = [...short, ...entry, ...numbered, ...enterprise]

/** A short id of today: the base64 of 16 bytes. Older ones have 6 to 8 characters; between the two the host is asked, or the id is cut off. */
const MODERN = 22
const SHORTEST = 5
const LONGEST_OLD = 11

const LABEL = '(?:pwd|pw|passwd|password|passcode|code|提取码|密码|访问码)'
const LABELLED = new RegExp(`(?:^|[^a-z])${LABEL}[\\s=:：]{1,4}([a-z0-9]{4})(?![a-z0-9])`, 'i')
const BARE = /^\s+([a-z0-9]{4})\s*$/i
const LEADING = /^\s*([a-z0-9]{4})(?![a-z0-9])/i

const CUT_OFF = invalid('incomplete-url', 'the id of the share is cut off')

/** The target a URL means, what is wrong with it, or undefined when it belongs to another site. Codes are four letters or digits; others are none. */
export function parse(url: URL, passcode: string | undefined): Target | Invalid | undefined {
  const company = first(enterprise, url)?.enterprise
  if (company !== undefined) return { enterprise: idOf(company) }

  const written = first(shortAndMore, url)?.surl
  if (written !== undefined) return withCode(isCutOff(written) ? CUT_OFF : shortShare(idOf(written)), url, passcode)
  const surl = first(entry, url)?.surl
  if (surl !== undefined) return withCode(isCutOff(surl) ? CUT_OFF : entryShare(idOf(surl)), url, passcode)
  const numbers = first(numbered, url)
  if (numbers !== undefined) return withCode(numberedShare(numbers), url, passcode)

  if (first(cut, url)) return invalid('incomplete-url', 'the id of the share is missing')
  return first(site, url) && invalid('not-a-dataset', 'a page of the site, not a share')
}

/** The share a URL of the host names, if it names one. */
export function shareAt(url: URL): Share | undefined {
  const target = parse(url, undefined)
  return target === undefined || 'invalid' in target || 'enterprise' in target ? undefined : target
}

const first = (patterns: typeof urls, url: URL) => patterns.map(({ match }) => match(url)).find((parts) => parts !== undefined)

/** The id without what is written around it: invisible characters, a full stop, `提取码：…`. */
const idOf = (written = '') => /^[\w-]*/.exec(visible(written).trim())?.[0] ?? ''

const visible = (written: string) => written.replace(/[\u200b-\u200f\u2060\ufeff]/g, '')

function shortShare(id: string): Share | Invalid {
  if (id === '') return invalid('incomplete-url', 'the id of the share is missing')
  if (!id.startsWith('1')) return invalid('malformed-url', 'the id of a share begins with 1')
  return checked(id.slice(1))
}

/** The code page takes the id without its `1`, but people copy it with. */
const entryShare = (id: string) => checked(id.length === MODERN + 1 && id.startsWith('1') ? id.slice(1) : id)

function checked(surl: string): Share | Invalid {
  if (surl.length > MODERN) return invalid('malformed-url', `the id of the share has more than ${MODERN + 1} characters`)
  const cutOff = surl.length < SHORTEST || (surl.length > LONGEST_OLD && surl.length < MODERN)
  return cutOff ? CUT_OFF : { surl }
}

function numberedShare(written: Readonly<Record<string, string>>): Share | Invalid {
  const [shareid, uk] = [idOf(written.shareid), idOf(written.uk)]
  if (isCutOff(`${written.shareid}`) || isCutOff(`${written.uk}`)) return CUT_OFF
  if (shareid === '' || uk === '') return invalid('incomplete-url', 'the number of the share or of its owner is missing')
  return /^\d{1,20}$/.test(shareid) && /^\d{1,20}$/.test(uk) ? { shareid, uk } : invalid('malformed-url', 'shareid and uk are numbers')
}

function withCode(share: Share | Invalid, url: URL, passcode: string | undefined): Target | Invalid {
  if ('invalid' in share) return share
  const code = LEADING.exec(url.searchParams.get('pwd') ?? '')?.[1] ?? codeBeside(share, url) ?? LEADING.exec(passcode ?? '')?.[1]
  return code === undefined ? share : { ...share, code }
}

/** A code written after the id, as people paste it: `…/s/1abc 提取码：qm3h`, `…/s/1abc&pwd=qm3h`. */
function codeBeside(share: Share, url: URL): string | undefined {
  const written = visible(decoded(`${url.pathname}${url.search}`))
  const id = 'surl' in share ? share.surl : share.uk
  const rest = written.slice(written.indexOf(id) + id.length)
  return (LABELLED.exec(rest) ?? BARE.exec(rest))?.[1]
}
