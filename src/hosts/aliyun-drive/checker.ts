/** Aliyun drive (aliyundrive.com, now alipan.com) shares, by the interface that answers visitors. */
import { z } from 'zod'
import type { Conversation } from '#model/checker.ts'
import type { Response } from '#model/http.ts'
import { type Facts, type Reason, type Verdict, verdict } from '#model/verdict.ts'
import { ask, defineChecker, isHtml, json, postJson, Unrecognised } from '../kit.ts'
import { type Share, shareLinks } from '../share-link.ts'

const { urls, match } = shareLinks({
  shares: ['https://alipan.com/s/:id/*', 'https://aliyundrive.com/s/:id/*'],
  fronts: ['https://alipan.com', 'https://aliyundrive.com'],
})

/** A denial has a `code`, with whatever HTTP status. */
const Denial = z.object({ code: z.string().catch(''), message: z.string().catch('') })

const Described = z.object({
  share_name: z.string().optional().catch(undefined),
  share_title: z.string().optional().catch(undefined),
  file_infos: z.array(z.unknown()),
  has_pwd: z.boolean(),
})

const Opened = z.object({ share_token: z.string().min(1) })

/** Confirmed in a browser by a public checker (2026), and listed by the clients of three others. */
const REASONS: ReadonlyMap<string, Reason> = new Map([
  ['ShareLink.Cancelled', 'removed'],
  ['ShareLink.Expired', 'expired'],
  ['ShareLink.Forbidden', 'taken-down'],
  ['ShareLink.Punished', 'taken-down'],
  ['NotFound.ShareLink', 'not-found'],
  // 访问过于频繁: counted as dead by one public checker, and then living shares "die" on busy nights.
  ['ParamFlowException', 'rate-limited'],
  ['TooManyRequests', 'rate-limited'],
])
/** The first is what clients of the second door meet; the second is the name that goes about in lists. */
const WRONG_CODE = ['InvalidResource.SharePwd', 'ShareLink.InvalidPassword']

const DENYING = [400, 403, 404]

export default defineChecker<Share>({
  title: 'Aliyun drive',
  homepage: 'https://www.alipan.com',
  urls,
  pace: { concurrency: 1, spacing: 3 },
  // An id that does not exist is answered NotFound.ShareLink (2026-09).
  controls: { present: [], absent: ['https://www.alipan.com/s/zzNoShare00'] },
  match,

  *check(share) {
    const response = yield* ask(door('adrive/v3/share_link/get_share_by_anonymous', { share_id: share.id }), DENYING)
    // Words with it are not the interface's own: a gateway says so that this address leads nowhere.
    if (response.status === 404 && response.body.length === 0 && !isHtml(response)) return verdict('not-found', { detail: 'HTTP 404' })
    const denial = denied(response)
    if (denial !== undefined) return denial
    const { share_name, share_title, file_infos, has_pwd } = json(response, Described)
    const title = share_name || share_title
    if (title === undefined || title === '') throw new Unrecognised('a share without a name')
    if (has_pwd) return yield* lockedShare(share, { title })
    // Seen on shares that were there on the next question (panCheckUrl #8), and nobody else can be asked.
    if (file_infos.length === 0) throw new Unrecognised('a share without files')
    return verdict('listed', { facts: { title } })
  },
})

/** The share is there; does the code open it? */
function* lockedShare({ id, code }: Share, facts: Facts): Conversation {
  if (code === undefined) return verdict('passcode-missing', { detail: 'has_pwd', facts })
  const response = yield* ask(door('v2/share_link/get_share_token', { share_id: id, share_pwd: code }), DENYING)
  const denial = denied(response, WRONG_CODE)
  if (denial !== undefined) return denial
  json(response, Opened)
  return verdict('listed', { facts })
}

const door = (path: string, asked: Readonly<Record<string, string>>) =>
  postJson(`https://api.aliyundrive.com/${path}`, asked, {
    headers: { accept: 'application/json', 'x-canary': 'client=web,app=share,version=v2.3.1' },
  })

/**
 * What the answer says instead of describing anything, if it does.
 * @throws {Unrecognised} on a code nobody has explained
 */
function denied(response: Response, wrongCode: readonly string[] = []): Verdict | undefined {
  const { code, message } = json(response, Denial)
  if (code === '' && response.status === 200) return undefined
  const detail = `${code || `HTTP ${response.status}`}${message && `: ${message}`}`
  if (wrongCode.includes(code)) return verdict('passcode-rejected', { detail })
  const reason = REASONS.get(code)
  if (reason === undefined) throw new Unrecognised(detail)
  return verdict(reason, { detail })
}
