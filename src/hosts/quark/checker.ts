/** Quark drive shares, by the interface behind the page. */
import type { Question } from '#model/checker.ts'
import { ask, defineChecker, get, Unrecognised } from '../kit.ts'
import { type Drive, quarkShare } from '../quark-share.ts'
import { type Share, shareLinks } from '../share-link.ts'

const QUARK: Drive = { api: 'https://drive-pc.quark.cn', product: 'ucpro', origin: 'https://pan.quark.cn' }

const links = shareLinks({ shares: ['https://pan.quark.cn/s/:id/*'], fronts: ['https://pan.quark.cn'] })
/** Only redirects to the drive, perhaps under another id. */
const shortLinks = shareLinks({ shares: ['https://pan.qoark.cn/s/:id/*'] })

type Target = Share & { readonly short?: true }

export default defineChecker<Target>({
  title: 'Quark drive',
  homepage: 'https://pan.quark.cn',
  urls: [...links.urls, ...shortLinks.urls],
  pace: { concurrency: 1, spacing: 3 },
  // An id that does not exist is answered 41006 (2026-06, 2026-09).
  controls: { present: [], absent: ['https://pan.quark.cn/s/0000000000zz'] },

  match(url, link) {
    const short = shortLinks.match(url, link)
    if (short === undefined) return links.match(url, link)
    return 'invalid' in short ? short : { ...short, short: true }
  },

  *check(target) {
    return yield* quarkShare(target.short ? yield* behind(target) : target, QUARK)
  },
})

/** The share a short link leads to. */
function* behind({ id, code }: Share): Question<Share> {
  const { headers, url } = yield* ask(get(`https://pan.qoark.cn/s/${id}`, { redirect: 'manual' }))
  const to = headers.location === undefined ? null : URL.parse(headers.location, url)
  const share = to === null ? undefined : links.match(to, { url: to.href, access: 'open', ...(code !== undefined && { passcode: code }) })
  if (share === undefined || 'invalid' in share) throw new Unrecognised('a short link that leads to no share')
  return share
}
