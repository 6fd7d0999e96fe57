/** Share links in all their spellings: which share is meant, and the code written with it. */
import type { Invalid } from '#model/checker.ts'
import { invalid, pattern } from '../kit.ts'
import { codeAfter, idIn } from '../share-link.ts'

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
/** Known pages that are no share: the front page, the product's, somebody's own. Forms that are not known are judged as any other page. */
const ownPages = across([
  '',
  '/disk/*',
  '/mbox/*',
  '/buy/*',
  '/download/*',
  '/login/*',
  '/error/*',
  '/wap/error',
  '/share/home',
  '/share/manage',
  '/pcloud/*',
])

export const urls = [...short, ...entry, ...numbered, ...enterprise]

/** A short id of today: the base64 of 16 bytes. Older ones have 6 to 8 characters; between the two the host is asked, or the id is cut off. */
const MODERN = 22
const SHORTEST = 5
const LONGEST_OLD = 11

const LEADING = /^\s*([a-z0-9]{4})(?![a-z0-9])/i
const CODE_LENGTH = 4

const CUT_OFF = invalid('incomplete-url', 'the id of the share is cut off')

/** The target a URL means, what is wrong with it, or undefined when this is no form of a share. Codes are four letters or digits; others are none. */
export function parse(url: URL, passcode: string | undefined): Target | Invalid | undefined {
  const company = first(enterprise, url)?.enterprise
  if (company !== undefined) return { enterprise: idIn(company).id }

  const written = first(shortAndMore, url)?.surl
  if (written !== undefined) return withCode(shortShare(idIn(written)), url, passcode)
  const surl = first(entry, url)?.surl
  if (surl !== undefined) return withCode(entryShare(idIn(surl)), url, passcode)
  const numbers = first(numbered, url)
  if (numbers !== undefined) return withCode(numberedShare(numbers), url, passcode)

  if (first(cut, url)) return invalid('incomplete-url', 'the id of the share is missing')
  return first(ownPages, url) && invalid('not-a-dataset', 'a page of the site, not a share')
}

/** The share a URL of the host names, if it names one. */
export function shareAt(url: URL): Share | undefined {
  const target = parse(url, undefined)
  return target === undefined || 'invalid' in target || 'enterprise' in target ? undefined : target
}

const first = (patterns: typeof urls, url: URL) => patterns.map(({ match }) => match(url)).find((parts) => parts !== undefined)

type Written = ReturnType<typeof idIn>

function shortShare({ id, cutOff }: Written): Share | Invalid {
  if (id === '' && !cutOff) return invalid('incomplete-url', 'the id of the share is missing')
  if (!/^(?:1|$)/.test(id)) return invalid('malformed-url', 'the id of a share begins with 1')
  return checked(id.slice(1), cutOff)
}

/** The code page takes the id without its `1`, but people copy it with. */
const entryShare = ({ id, cutOff }: Written) => checked(id.length === MODERN + 1 && id.startsWith('1') ? id.slice(1) : id, cutOff)

/** A modern id is complete, whatever follows. */
function checked(surl: string, marked: boolean): Share | Invalid {
  if (surl.length > MODERN) return invalid('malformed-url', `the id of the share has more than ${MODERN + 1} characters`)
  const isOld = surl.length >= SHORTEST && surl.length <= LONGEST_OLD && !marked
  return isOld || surl.length === MODERN ? { surl } : CUT_OFF
}

function numberedShare(written: Readonly<Record<string, string>>): Share | Invalid {
  const [number, owner] = [idIn(written.shareid ?? ''), idIn(written.uk ?? '')]
  if (number.cutOff || owner.cutOff) return CUT_OFF
  const [shareid, uk] = [number.id, owner.id]
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
  return codeAfter('surl' in share ? share.surl : share.uk, url, [CODE_LENGTH, CODE_LENGTH])
}
