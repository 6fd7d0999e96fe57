/** 123pan shares, by the interface of the very site the link names: each of its names is a service of its own. */
import { z } from 'zod'
import { type Facts, verdict } from '#model/verdict.ts'
import { askJson, defineChecker, get, Unrecognised } from '../kit.ts'
import { type Share, shareLinks } from '../share-link.ts'

type Target = Share & { readonly site: string }

const SITES = ['123pan.com', '123pan.cn', '123684.com', '123865.com', '123912.com']

const { urls, match } = shareLinks({
  shares: [...SITES.map((site) => `https://${site}/s/:id/*`), 'https://:user.share.123pan.cn/123pan/:id/*'],
  fronts: SITES.map((site) => `https://${site}`),
})

const Entry = z.object({ FileName: z.string().optional().catch(undefined), Size: z.int().positive().optional().catch(undefined) })

const Answer = z.object({
  code: z.int(),
  message: z.string().catch(''),
  data: z
    .object({ InfoList: z.array(Entry), Next: z.string().optional().catch(undefined) })
    .optional()
    .catch(undefined),
})
type Listing = NonNullable<z.output<typeof Answer>['data']>

/** Says both "there is no such share" and "wrong code", as its message tells (2026-06). */
const DENIED = 5103
const MISSING = ['此分享不存在', '分享页面不存在']
const WRONG_CODE = '提取码错误'

/** `Next` after the last page. */
const NO_MORE = '-1'

export default defineChecker<Target>({
  title: '123pan',
  homepage: 'https://www.123pan.com',
  urls,
  pace: { concurrency: 1, spacing: 3 },
  // On www.123pan.com the interface was a page for some visitors (2026-09).
  controls: { present: [], absent: ['https://www.123684.com/s/zzzzzz-zzzzz'] },

  match(url, link) {
    const share = match(url, link)
    return share === undefined || 'invalid' in share ? share : atSite(share, url)
  },

  *check({ site, id, code }) {
    const query = new URLSearchParams({ shareKey: id, SharePwd: code ?? '', limit: '1', next: '0', Page: '1', parentFileId: '0' })
    const request = get(`https://${site}/b/api/share/get?${query}`, { headers: { platform: 'web', 'app-version': '3' } })
    const { code: said, message, data } = yield* askJson(request, Answer)
    const detail = `code ${said}${message && `: ${message}`}`
    if (said === DENIED && MISSING.some((words) => message.includes(words))) return verdict('not-found', { detail })
    if (said === DENIED && message.includes(WRONG_CODE)) return verdict(code === undefined ? 'passcode-missing' : 'passcode-rejected', { detail })
    if (said !== 0) throw new Unrecognised(detail)
    if (data === undefined || data.InfoList.length === 0) throw new Unrecognised('code 0 without files')
    return verdict('listed', { facts: factsOf(data) })
  },
})

/** The bare name and the one with `www` are one site. */
function atSite(share: Share, { hostname }: URL): Target {
  const bare = hostname.replace(/^www\./, '').replace(/\.$/, '')
  return { ...share, site: SITES.includes(bare) ? `www.${bare}` : bare }
}

/** The share itself has no name here; one with a single entry is called like it. */
function factsOf({ InfoList: [only], Next }: Listing): Facts {
  if (only === undefined || Next !== NO_MORE) return {}
  return { ...(only.FileName && { title: only.FileName }), ...(only.Size !== undefined && { bytes: only.Size }) }
}
