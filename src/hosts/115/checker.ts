/** 115 shares, by the interface behind the page: the page is the same shell for living and cancelled shares. */
import { z } from 'zod'
import type { Question } from '#model/checker.ts'
import { type Facts, type Reason, type Verdict, verdict } from '#model/verdict.ts'
import { askJson, defineChecker, get, heard, Unrecognised } from '../kit.ts'
import { type Share, shareLinks } from '../share-link.ts'

const { urls, match } = shareLinks({
  shares: ['https://115.com/s/:id/*', 'https://115cdn.com/s/:id/*', 'https://anxia.com/s/:id/*'],
  fronts: ['https://115.com', 'https://115cdn.com', 'https://anxia.com'],
})

const Answer = z.object({
  state: z.boolean(),
  errno: z.int(),
  error: z.string().catch(''),
  data: z.unknown().optional(),
})
type Answer = z.output<typeof Answer>

const Bytes = z.union([
  z.int().positive(),
  z
    .string()
    .regex(/^[1-9]\d{0,14}$/)
    .transform(Number),
])

const Snapshot = z.object({
  share_state: z.int().optional().catch(undefined),
  shareinfo: z.object({
    share_state: z.int().optional().catch(undefined),
    share_title: z.string().optional().catch(undefined),
    file_size: Bytes.optional().catch(undefined),
    forbid_reason: z.string().catch(''),
  }),
})

const REASONS: ReadonlyMap<number, Reason> = new Map([
  [4100009, 'not-found'],
  [4100010, 'removed'], // 分享已取消, the same in a browser (2026)
  [4100026, 'not-found'], // 不存在或已被删除
  [990001, 'refused'], // not logged in
  [99, 'refused'],
])
/** 访问码错误; 请输入访问码, whose number is not settled, so that its words count under an unknown one. Either way the share is there. */
const CODE_WANTED = [4100008, 4100012]
const CODE = '访问码'

/** 参数错误: what three public checkers got for made-up share codes (2026-09), and what any other wrong parameter would get. */
const WRONG_PARAMETERS = 990002

const NORMAL = 1
const OUT_OF_DATE = { share_state: 7, forbid_reason: '链接已过期' }

/** Others would be wrong parameters themselves. */
const POSSIBLE_CODE = /^[a-z0-9]{4}$/i

export default defineChecker<Share>({
  title: '115',
  homepage: 'https://115.com',
  urls,
  // Too many anonymous calls end in a ban of the address; a public checker with these ten seconds was left alone (2026).
  pace: { concurrency: 1, spacing: 10 },
  controls: { present: [], absent: ['https://115.com/s/sw00nosuchzz'] },

  match(url, link) {
    const share = match(url, link)
    if (share === undefined || 'invalid' in share || POSSIBLE_CODE.test(share.code ?? '')) return share
    return { id: share.id }
  },

  *check(share) {
    const first = yield* snapshot('https://webapi.115.com/share/snap', share)
    if (first.state) return described(first)
    if (first.errno !== WRONG_PARAMETERS) return denied(first, share)
    // The second door is asked without a code: then the share's own is the only parameter that can be wrong.
    const second = yield* heard(snapshot('https://115cdn.com/webapi/share/snap', { id: share.id }), ['rate-limited', 'challenged'])
    if (second instanceof Error) throw new Unrecognised(wordsOf(first))
    if (second.state) return described(second)
    if (second.errno === WRONG_PARAMETERS) return verdict('not-found', { detail: wordsOf(second) })
    if (share.code !== undefined && wantsCode(second)) throw new Unrecognised(`${wordsOf(first)}; without the code, ${wordsOf(second)}`)
    return denied(second, share)
  },
})

const snapshot = (door: string, { id, code = '' }: Share): Question<Answer> =>
  askJson(get(`${door}?share_code=${id}&receive_code=${code}&offset=0&limit=1&cid=`), Answer)

const wantsCode = ({ errno, error }: Answer) => CODE_WANTED.includes(errno) || error.includes(CODE)

const wordsOf = ({ errno, error }: Answer) => `errno ${errno}${error && `: ${error}`}`

function denied(answer: Answer, { code }: Share): Verdict {
  const { errno, error } = answer
  const detail = wordsOf(answer)
  const reason = REASONS.get(errno)
  if (reason !== undefined) return verdict(reason, { detail })
  if (wantsCode(answer)) return verdict(code === undefined ? 'passcode-missing' : 'passcode-rejected', { detail })
  if (error.includes('频繁')) return verdict('rate-limited', { detail })
  if (error.includes('验证码')) return verdict('challenged', { detail })
  throw new Unrecognised(detail)
}

/** Expired shares come with `state` true and a list of their files, too (seen 2026-09). */
function described({ errno, data }: Answer): Verdict {
  if (errno !== 0) throw new Unrecognised(`state true with errno ${errno}`)
  const read = Snapshot.safeParse(data)
  if (!read.success) throw new Unrecognised('state true without a share')
  const { shareinfo, share_state = shareinfo.share_state } = read.data
  const reason = shareinfo.forbid_reason.trim()
  const detail = `share_state ${share_state}${reason && `: ${reason}`}`
  if (share_state === OUT_OF_DATE.share_state && reason === OUT_OF_DATE.forbid_reason) return verdict('expired', { detail })
  if (share_state !== NORMAL || reason !== '') throw new Unrecognised(detail)
  return verdict('listed', { facts: factsOf(shareinfo) })
}

const factsOf = ({ share_title, file_size }: z.output<typeof Snapshot>['shareinfo']): Facts => ({
  ...(share_title && { title: share_title }),
  ...(file_size !== undefined && { bytes: file_size }),
})
