/** What a page says about whoever asks, or about tonight, instead of about the link: what it stands for says nothing about the link. */
import { MESSAGE, namesMissing } from '../phrases.ts'

type Said = { readonly title: string; readonly headline: string; readonly prose: string }

const TONIGHT = [
  /(?:under|down for|scheduled|planned|undergoing|site|system) maintenance|maintenance mode|be back (?:soon|shortly|online)|try again (?:later|in |shortly)/,
  /temporarily (?:unavailable|down|offline|closed|disabled|out of)|service (?:is )?(?:currently )?unavailable|(?:is|too|are) busy|overload|over capacity/,
  /internal (?:server )?error|bad gateway|gateway time-?out|database (?:connection )?error|error establishing a database connection/,
  /网络不给力|维护中|正在维护|系统维护|升级中|正在升级|暂停服务|稍[后候]再?[试访重]|(?:系统|服务器?)(?:太|正)?(?:繁忙|忙|错误|异常|内部错误)/,
]

const ABOUT_US = [
  /too many requests|rate.?limit|slow down|(?:have been|been|are|was|were|is) (?:temporarily )?blocked|request (?:blocked|rejected|denied)/,
  /access (?:is |was |has been )?(?:denied|forbidden|blocked|restricted)|\bforbidden\b|not have (?:the )?(?:permission|access)|not (?:authori[sz]ed|permitted|allowed) to/,
  /unusual (?:traffic|activity)|automated (?:access|queries|requests|clients|traffic)|not a (?:ro)?bot|a human\b|complete the (?:captcha|security)|security check/,
  /you need access|request access|checking your browser|verify(?:ing)? (?:that )?you|enable (?:javascript|cookies)|(?:in|from) (?:your|a) (?:country|region|location|area)|european (?:economic area|union)/,
  /访问被拒|拒绝访问|禁止访问|无权访问|没有权限|无权限|被拦截|频繁|验证码|安全验证|人机验证|所在(?:的)?(?:国家|地区|区域)/,
]

/** Said of the link after all. */
const TAKEN_AWAY = /\b(?:removed|deleted|withdrawn|taken down)\b|删除|下架/

/** The words of a message that is not about the link; undefined when there are none, or when it says as well that something is missing. */
export function excuseOf({ title, headline, prose }: Said): string | undefined {
  const words = `${title}\n${headline}\n${prose.length <= MESSAGE ? prose : ''}`.toLowerCase()
  if (namesMissing(words) || TAKEN_AWAY.test(words)) return undefined
  for (const excuse of [...TONIGHT, ...ABOUT_US]) {
    const found = excuse.exec(words)
    if (found !== null) return found[0]
  }
  return undefined
}

/** True when a heading, or all there is to read, is hardly more than the excuse, and not the name of something that has such words in it. */
export function saysNothingElse({ title, headline, prose }: Said, excuse: string): boolean {
  const isMerely = (words: string, times: number) => words.length <= times * excuse.length && words.toLowerCase().includes(excuse)
  return isMerely(title, 2) || (headline === '' ? isMerely(prose, 3) : isMerely(headline, 2))
}

const GATE_HEADING =
  /\b(?:terms|conditions|licen[cs]e|agreement|request|regist(?:er|ration)|sign|log ?in|access|download)\b|申请|协议|注册|登录|下载/i
const GATE =
  /\bI (?:agree|accept)\b|\b(?:must|to|please) (?:first )?(?:agree|accept|register|sign|log ?in)|\brequest (?:access|form)|\bfill (?:in|out)\b|申请|协议|[请须](?:先)?(?:注册|登录)/i

/** A page with more to read is no gate. */
const LONGEST_GATE = 4000

/** True for a page that may stand before a file: terms to be agreed to, a form to be filled in. */
export const isGate = ({ title, headline, prose }: Said): boolean =>
  GATE_HEADING.test(`${title}\n${headline}`) || (prose.length <= LONGEST_GATE && GATE.test(prose))
