/** Shares of Quark and UC, two drives on one interface: the page is the same application shell for every share, so the interface is asked. */
import { z } from 'zod'
import type { Conversation, Question } from '#model/checker.ts'
import { type Reason, verdict } from '#model/verdict.ts'
import { ask, get, json, postJson, Unrecognised } from './kit.ts'
import type { Share } from './share-link.ts'

export type Drive = {
  readonly api: string
  /** `pr`: with the other drive's name every share is denied. */
  readonly product: string
  /** UC answers 403 with a page when it is not named as the origin. */
  readonly origin: string
}

const Said = z.object({ code: z.int(), message: z.string().catch('') })
type Said = z.output<typeof Said>

const Token = Said.extend({
  status: z.int().optional().catch(undefined),
  data: z
    .object({ stoken: z.string().regex(/^[\x21-\x7e]+$/) })
    .optional()
    .catch(undefined),
})

const Detail = Said.extend({
  data: z
    .object({
      list: z.array(z.unknown()),
      share: z.object({
        title: z.string().optional().catch(undefined),
        pwd_id: z.string().optional().catch(undefined),
        status: z.int().optional().catch(undefined),
        partial_violation: z.boolean(),
      }),
    })
    .optional()
    .catch(undefined),
})

/** Codes of the token interface, from 57 Quark and 25 UC shares asked one by one (2026-06); three compared with the page in a browser. */
const GONE: ReadonlyMap<number, Reason> = new Map([
  [41004, 'removed'], // 文件不存在
  [41006, 'not-found'], // 分享不存在
  [41010, 'taken-down'], // 文件涉及违规内容
  [41011, 'expired'], // 分享地址已失效
  [41012, 'removed'], // 好友已取消了分享
  [41031, 'taken-down'], // 分享者用户封禁链接查看受限
])
/** 需要提取码, whether there was none or a wrong one. */
const CODE_WANTED = 41008

/** 1 and 3 are the two under which public checkers saw living shares. */
const LIVING: readonly (number | undefined)[] = [undefined, 1, 3]

/** Most denials come with HTTP 404 or 403 and their code in the body. */
const DENYING = [400, 403, 404]

/** Token, then listing: shares with nothing left in them still get a token. */
export function* quarkShare(share: Share, drive: Drive): Conversation {
  const token = yield* askToken(share, drive)
  const detail = words('token', token)
  const gone = GONE.get(token.code)
  if (gone !== undefined) return verdict(gone, { detail })
  if (token.code === CODE_WANTED) return verdict(share.code === undefined ? 'passcode-missing' : 'passcode-rejected', { detail })
  if (token.code !== 0) throw new Unrecognised(detail)
  if (token.status !== 200 || token.data === undefined) throw new Unrecognised('token code 0 without a token')

  const listing = yield* askListing(share, drive, token.data.stoken)
  if (listing.code !== 0) throw new Unrecognised(words('detail', listing))
  if (listing.data === undefined) throw new Unrecognised('detail code 0 without a share')
  const { list, share: described } = listing.data
  if (described.pwd_id !== undefined && described.pwd_id !== share.id) throw new Unrecognised(`asked for share ${share.id}, got ${described.pwd_id}`)
  // Said both of shares that were emptied and of shares that lost some of their files.
  if (described.partial_violation) throw new Unrecognised('detail: partial_violation')
  if (list.length === 0) throw new Unrecognised('detail: an empty list')
  if (!LIVING.includes(described.status)) throw new Unrecognised(`detail: share status ${described.status}`)
  return verdict('listed', { facts: described.title ? { title: described.title } : {} })
}

function* askToken({ id, code = '' }: Share, drive: Drive): Question<z.output<typeof Token>> {
  const url = `${drive.api}/1/clouddrive/share/sharepage/token?pr=${drive.product}&fr=pc`
  return json(yield* ask(postJson(url, { pwd_id: id, passcode: code }, { headers: headersOf(drive) }), DENYING), Token)
}

function* askListing({ id }: Share, drive: Drive, stoken: string): Question<z.output<typeof Detail>> {
  const query = `pr=${drive.product}&fr=pc&pwd_id=${id}&stoken=${encodeURIComponent(stoken)}&pdir_fid=0&_page=1&_size=1&_fetch_share=1`
  return json(yield* ask(get(`${drive.api}/1/clouddrive/share/sharepage/detail?${query}`, { headers: headersOf(drive) }), DENYING), Detail)
}

const headersOf = ({ origin }: Drive) => ({ accept: 'application/json', origin, referer: `${origin}/` })

const words = (door: string, { code, message }: Said) => `${door} code ${code}${message && `: ${message}`}`
