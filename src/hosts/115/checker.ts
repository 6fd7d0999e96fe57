/** 115 shares, by the interface behind the page: the page is the same shell for living and cancelled shares. */
import { z } from 'zod'
import { type Facts, type Reason, type Verdict, verdict } from '#model/verdict.ts'
import { askJson, defineChecker, get, Unrecognised } from '../kit.ts'
import { type Share, shareLinks } from '../share-link.ts'

const { urls, match } = shareLinks({
  shares: ['https://115.com/s/:id/*', 'https://115cdn.com/s/:id/*', 'https://anxia.com/s/:id/*'],
  fronts: ['https://115.com', 'https://115cdn.com', 'https://anxia.com'],
})

const Answer = z.object({
  state: z.boolean(),
  errno: z.int(),
  error: z.string().catch(''),
  data: z.unknown(),
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
  [990002, 'not-found'], // 参数错误: made-up share codes in three public checkers (2026-09); our other parameters are constants or four characters
  [990001, 'refused'], // not logged in
  [99, 'refused'],
])
/** 访问码错误; 请输入访问码. Either way the share is there. */
const CODE_WANTED = [4100008, 4100012]

const NORMAL = 1
const OUT_OF_DATE = { share_state: 7, forbid_reason: '链接已过期' }

/** Others would be wrong parameters themselves. */
const CODE = /^[a-z0-9]{4}$/i

export default defineChecker<Share>({
  title: '115',
  homepage: 'https://115.com',
  urls,
  // Too many anonymous calls end in a ban of the address; a public checker with these ten seconds was left alone (2026).
  pace: { concurrency: 1, spacing: 10 },
  controls: { present: [], absent: ['https://115.com/s/sw00nosuchzz'] },

  match(url, link) {
    const share = match(url, link)
    if (share === undefined || 'invalid' in share || CODE.test(share.code ?? '')) return share
    return { id: share.id }
  },

  *check({ id, code }) {
    const url = `https://webapi.115.com/share/snap?share_code=${id}&receive_code=${code ?? ''}&offset=0&limit=1&cid=`
    const answer = yield* askJson(get(url), Answer)
    return answer.state ? described(answer) : denied(answer, code)
  },
})

function denied({ errno, error }: Answer, code: string | undefined): Verdict {
  const detail = `errno ${errno}${error && `: ${error}`}`
  if (CODE_WANTED.includes(errno)) return verdict(code === undefined ? 'passcode-missing' : 'passcode-rejected', { detail })
  const reason = REASONS.get(errno)
  if (reason !== undefined) return verdict(reason, { detail })
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
