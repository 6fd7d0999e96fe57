/** Reads a page of a share. It answers 200 to anything, so only what it says counts. */
import { z } from 'zod'
import type { Response } from '#model/http.ts'
import { text } from '../kit.ts'
import { ERROR_TYPES, type Gone } from './codes.ts'
import { Entry } from './files.ts'
import { markupOf } from './markup.ts'

/** What a page says about its share. `words`: its own, or where they stand. */
export type Page = { readonly words: string } & (
  | { readonly says: 'gone'; readonly reason: Gone }
  /** Dead, unless the service is out of order: counts when another door agrees. */
  | { readonly says: 'hint'; readonly reason: Gone }
  | { readonly says: 'restricted' }
  /** It asks for the code; `captcha`: and for a captcha with it. */
  | { readonly says: 'locked'; readonly captcha: boolean }
  /** It shows the share; `files` are undefined when they cannot be read. */
  | { readonly says: 'open'; readonly shareid?: string | undefined; readonly files?: readonly Entry[] | undefined }
  /** Neither alive nor dead, and the host says why. */
  | { readonly says: 'unclear' }
  | { readonly says: 'nothing' }
)

/** What the page's script knows. */
const State = z.object({
  shareid: z.union([z.number(), z.string()]).transform(String),
  errno: z.number().optional().catch(undefined),
  errortype: z.union([z.number(), z.string()]).transform(String).optional().catch(undefined),
  file_list: z.array(Entry).optional().catch(undefined),
})
type State = z.output<typeof State>

/** Sentences shown to people, long enough to be nothing else: scripts of living pages contain shorter pieces of them. */
const UNCLEAR = [
  '此链接分享内容暂时不可访问',
  '该链接已超过访问人数上限',
  '您访问的链接已被冻结',
  '系统升级，链接暂时无法查看',
  '网盘正在升级',
  '因该分享含有自动备份目录',
]
const RESTRICTED = ['该链接访问范围受限']
const DEAD: readonly (readonly [string, Gone])[] = [
  ['分享的文件已经被删除了', 'removed'],
  ['分享的文件已经被取消了', 'removed'],
  ['该分享文件已过期', 'expired'],
  ['由于访问次数过多，该分享链接已失效', 'expired'],
  ['此链接分享内容可能因为涉及侵权、色情、反动、低俗等信息，无法访问', 'taken-down'],
  ['链接错误没找到文件，请打开正确的分享链接', 'not-found'],
  ['你所访问的页面不存在了', 'not-found'],
  ['分享的文件不存在。', 'not-found'],
]
const DEAD_TITLE = '百度网盘-链接不存在'

/** Ids and classes of the block that tells of an error. */
const ERROR_BLOCK = ['share_nofound_des', 'platform-non-found', 'error-reason', 'error-img', 'error-404']
const ASKS_FOR_CODE = '输入提取'
const CODE_FORM = 'verify-form'
const CAPTCHA = 'change-code'
const CONTENT = '过期时间：'

/** What this page says, by the strongest of its signs. A page that shows files and says that there are none says nothing. */
export function readPage(response: Response): Page {
  const { title, shown, script, marks } = markupOf(response)
  const state = stateIn(script)
  const said = sentence(shown, title)

  const open = state?.errno === 0 && state.shareid !== '0' ? state.file_list : undefined
  if (open !== undefined && open.length > 0) {
    if (said !== undefined) return { says: 'nothing', words: `the page shows files, and says ${said.words}` }
    return { says: 'open', words: 'the page shows the share', shareid: state?.shareid, files: open }
  }
  if (said !== undefined) return said
  const failed = state?.shareid === '0' || ERROR_BLOCK.some((mark) => marks.has(mark))
  // Only of the code page it is known that its script draws it; the scripts of others hold the same words.
  const drawn = /^\/(?:share|wap)\/init/.test(new URL(response.url).pathname) ? text(response) : ''
  if (shown.includes(ASKS_FOR_CODE) || marks.has(CODE_FORM) || drawn.includes(ASKS_FOR_CODE) || drawn.includes(`"${CODE_FORM}"`)) {
    if (failed) return { says: 'nothing', words: 'the page asks for a code, and shows an error' }
    return { says: 'locked', words: 'the page asks for a code', captcha: marks.has(CAPTCHA) || drawn.includes(`"${CAPTCHA}"`) }
  }
  if (open !== undefined) return { says: 'open', words: 'the page shows a share without files', shareid: state?.shareid, files: open }
  if (failed) return byErrorType(state?.errortype, 'an error page, errortype')
  if (shown.includes(CONTENT)) return { says: 'open', words: 'the page shows the share' }
  return { says: 'nothing', words: `a page that says nothing known (HTTP ${response.status})` }
}

/** What an `errortype` alone says: never enough, because a service out of order sends the same numbers (seen 2026-09). */
export function byErrorType(type: string | undefined, where: string): Page {
  const words = `${where} ${type ?? 'missing'}`
  const meaning = ERROR_TYPES.get(type ?? '')
  if (meaning === undefined) return { says: 'nothing', words }
  if (meaning === 'unclear') return { says: 'unclear', words }
  return meaning === 'login-required' ? { says: 'restricted', words } : { says: 'hint', reason: meaning, words }
}

function sentence(shown: string, title: string): Page | undefined {
  const unclear = UNCLEAR.find((words) => shown.includes(words))
  if (unclear !== undefined) return { says: 'unclear', words: unclear }
  const restricted = RESTRICTED.find((words) => shown.includes(words))
  if (restricted !== undefined) return { says: 'restricted', words: restricted }
  const dead = DEAD.find(([words]) => shown.includes(words))
  if (dead !== undefined) return { says: 'gone', words: dead[0], reason: dead[1] }
  return title === DEAD_TITLE ? { says: 'gone', words: DEAD_TITLE, reason: 'not-found' } : undefined
}

/** Where scripts of the desktop page, of the phone page and of pages before 2021 keep the state. */
const STATE_AT = /locals\.mset\(|window\.locals\s{0,4}=|yunData\.setData\(/g

/** A page has two or three; each costs a walk through the rest of the scripts. */
const MOST_STATES = 8

/** The first state that names a share: the phone page begins with an empty one. */
function stateIn(script: string): State | undefined {
  for (const { index, 0: opening } of script.matchAll(STATE_AT).take(MOST_STATES)) {
    const state = State.safeParse(objectAt(script, index + opening.length))
    if (state.success) return state.data
  }
  return undefined
}

/** The JSON object that begins at this place, or undefined. */
function objectAt(code: string, from: number): unknown {
  const start = code.indexOf('{', from)
  if (start < 0 || code.slice(from, start).trim() !== '') return undefined
  try {
    return JSON.parse(code.slice(start, endOfObject(code, start)))
  } catch {
    return undefined // a script, not data
  }
}

/** The place after the brace that closes the one at `start`, strings skipped. */
function endOfObject(code: string, start: number): number {
  let depth = 0
  for (let at = start; at < code.length; at++) {
    const char = code[at]
    if (char === '"') at = endOfString(code, at)
    else if (char === '{') depth++
    else if (char === '}' && --depth === 0) return at + 1
  }
  return code.length
}

function endOfString(code: string, quote: number): number {
  for (let at = quote + 1; at < code.length; at++) {
    if (code[at] === '\\') at++
    else if (code[at] === '"') return at
  }
  return code.length
}
