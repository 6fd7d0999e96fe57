/** China Telecom's Tianyi cloud (cloud.189.cn) shares, by the open interface. */
import { z } from 'zod'
import { type Facts, type Reason, verdict } from '#model/verdict.ts'
import { ask, defineChecker, get, json, pattern, Unrecognised } from '../kit.ts'
import { type Share, shareLinks } from '../share-link.ts'

const links = shareLinks({
  shares: ['https://cloud.189.cn/t/:id/*', 'https://cloud.189.cn/web/share?code=:id'],
  fronts: ['https://cloud.189.cn'],
})
/** The phone page keeps `/t/:id` in its fragment. */
const phone = pattern('https://h5.cloud.189.cn/share.html#:path')

/** A success is the number 0, a denial a word. */
const Answer = z.object({
  res_code: z.union([z.int(), z.string().min(1)]),
  needAccessCode: z.union([z.int(), z.string()]).optional().catch(undefined),
  shareId: z
    .union([z.int().positive(), z.string().min(1)])
    .optional()
    .catch(undefined),
  fileName: z.string().optional().catch(undefined),
})

const GONE: ReadonlyMap<number | string, Reason> = new Map([
  ['FileNotFound', 'removed'], // this, the next and the last were looked at in a browser (2026)
  ['ShareNotFound', 'not-found'],
  ['ShareInfoNotFound', 'not-found'], // made-up codes in two public checkers (2026-09)
  ['ShareExpiredError', 'expired'], // in the lists of three clients, seen by none
  ['ShareAuditNotPass', 'taken-down'],
])

export default defineChecker<Share>({
  title: 'Tianyi cloud',
  homepage: 'https://cloud.189.cn',
  urls: [...links.urls, phone],
  pace: { concurrency: 1, spacing: 3 },
  controls: { present: [], absent: ['https://cloud.189.cn/t/zzNoShareZz0'] },

  match(url, link) {
    const path = phone.match(url)?.path
    return links.match(path === undefined ? url : (URL.parse(path, 'https://cloud.189.cn') ?? url), link)
  },

  *check({ id, code }) {
    // Without `accept` the answer is XML.
    const headers = { accept: 'application/json;charset=UTF-8', 'sign-type': '1' }
    const url = `https://api.cloud.189.cn/open/share/getShareInfoByCodeV2.action?shareCode=${id}`
    const response = yield* ask(get(url, { headers }), [400])
    const { res_code, needAccessCode, shareId, fileName } = json(response, Answer)
    const detail = `res_code ${res_code}`
    const gone = GONE.get(res_code)
    if (gone !== undefined) return verdict(gone, { detail })
    if (res_code !== 0 || response.status !== 200) throw new Unrecognised(detail)
    const facts: Facts = fileName ? { title: fileName } : {}
    if (String(needAccessCode) === '1') {
      if (code === undefined) return verdict('passcode-missing', { detail: 'needAccessCode 1', facts })
      return verdict('listed', { detail: 'needAccessCode 1; the code of the catalogue is not tried', facts })
    }
    if (shareId === undefined || !fileName) throw new Unrecognised('res_code 0 without a share')
    return verdict('listed', { facts })
  },
})
