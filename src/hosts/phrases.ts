/** The sentences by which a page with status 200 says that there is no such page, or asks its reader to log in. */

const SIGH = "(?:(?:oops|whoops|sorry|we're sorry)[,.!: ]+)?"
const CODE = '(?:(?:http )?(?:error |status )?(?:code )?404[:.,! -]*(?:error[:.,! -]*)?)?'
const THING = '(?:(?:the|this|that|requested) )*(?:page|file|document|data ?set|record|item|resource|content|url|article|project|repository|object)'
const SOUGHT = "(?: (?:that )?you(?:'re| are| were| have)? (?:looking for|requested|trying to (?:access|reach|view)))?"
const MISSING =
  "(?:(?:was |is |could )?not (?:be )?found|can(?:no|')t be found|couldn't be found|(?:does not|doesn't) exist|no longer exists|(?:is )?no longer available|(?:has been |was )(?:removed|deleted))"

const SIGH_ZH = '(?:(?:404|错误|很?抱歉|对不起|sorry|oops)[,，.。:：!！ -]*)*'
const WHICH_ZH = '(?:[您你]所?[要想]?(?:访问|查看|请求|查找|浏览|找)的|该|此|当前)?'
const THING_ZH = '(?:页面|网页|文章|数据集|内容|文件|资源|项目|链接|地址|分享)'
const MISSING_ZH =
  '(?:不存在(?:或已(?:被)?删除)?|未找到|没有找到|找不到了?|(?:已经?被?|被)(?:作者|用户|管理员|发布者|上传者)?(?:删除|取消|下架|移除)|已下线|已失效|不见了|走丢了)'

/** Forms of a whole title or headline, or of a part of one between separators. */
const FORMS = [
  new RegExp(
    `^${SIGH}${CODE}[(]?(?:${THING}${SOUGHT} ${MISSING}|not found|we (?:can't|cannot|can not|couldn't|could not) find ${THING}${SOUGHT})[)]?[.! ]*(?:[(]404[)])?$`,
    'i',
  ),
  /^(?:error (?:code )?404|404 error)[.!]*$/i,
  /^404 ?(?:错误|页面|错误页面)$/,
  new RegExp(`^${SIGH_ZH}${WHICH_ZH}${THING_ZH}${MISSING_ZH}[啦。！!]*$`, 'i'),
  /^(?:已下线|已失效|已(?:被)?删除)[。！!]*$/,
  new RegExp(`^${SIGH_ZH}(?:找不到|未找到|无法找到)${WHICH_ZH}${THING_ZH}[。！!]*$`, 'i'),
]

/** Says it only as the whole title, or beside a form: `HTTP 404 - Wikipedia` is an article. */
const CODE_ALONE = /^(?:http )?404[.!]*$/i

const SEPARATOR = / [-–—·•:] | ?[|｜_»] ?|(?<=\p{Script=Han})[-–—](?=\S)/u

/** What remains beside the sentence is the site's name, not the rest of a longer title. */
const isSiteName = (part: string) => part.length <= 40 && part.split(' ').length <= 5

/** True for a title or headline that, as a whole, says that there is no such page; not for one that talks about such pages. */
export function saysMissing(heading: string): boolean {
  return CODE_ALONE.test(onOneLine(heading)) || saysAsAWhole(heading, FORMS)
}

const LOGIN_FORMS = [
  /^(?:please )?(?:sign|log) ?in(?: (?:to|with|first)\b.{0,40})?[.!]*$/i,
  /^(?:(?:user |member )?login|need login|login (?:page|required)|authentication required|you (?:must|need to) (?:be logged|sign|log) ?in.{0,40})[.!]*$/i,
  /^(?:请先?(?:登录|登陆).{0,12}|需要登录|(?:用户)?未登录|(?:用户|会员|账号)?(?:登录|登陆)|统一身份认证(?:平台|系统)?)[。！!]*$/,
]

/** True for a title or headline that, as a whole, asks its reader to log in. */
export const asksToLogIn = (heading: string): boolean => saysAsAWhole(heading, LOGIN_FORMS)

function saysAsAWhole(heading: string, forms: readonly RegExp[]): boolean {
  const parts = onOneLine(heading)
    .split(SEPARATOR)
    .filter((part) => part !== '')
  const others = parts.filter((part) => !forms.some((form) => form.test(part)))
  if (others.length === parts.length) return false
  const names = others.filter((part) => !CODE_ALONE.test(part))
  return names.length <= 1 && names.every(isSiteName)
}

const onOneLine = (heading: string) => heading.replaceAll('’', "'").replace(/\s+/g, ' ').trim()

const HINT =
  /\b404\b|not (?:be )?found|n[o']t find|cannot find|unable to find|(?:does not|doesn't|no longer) exist|no longer available|不存在|找不到|未找到|没有找到|已(?:被)?删除|已失效|已下线/i
const HINT_AS_HEADING = /\b(?:oops|whoops|sorry|error|unavailable)\b|not available|抱歉|对不起|出错|无法访问/i

/** True for words that name something missing, whatever else they say. */
export const namesMissing = (words: string): boolean => HINT.test(plain(words))

/** Text of this length may be nothing but a message. */
export const MESSAGE = 600

/** True when a page may be saying that there is no such page: not enough to believe it, enough to ask what else it says this of. */
export function hintsAtMissing({ title, headline, prose }: { readonly title: string; readonly headline: string; readonly prose: string }): boolean {
  const headings = plain(`${title}\n${headline}`)
  if (HINT.test(headings) || HINT_AS_HEADING.test(headings)) return true
  return prose.length <= MESSAGE && namesMissing(prose)
}

/** Apostrophes as they are typed, however they were set. */
const plain = (words: string) => words.replace(/’|&rsquo;|&#39;|&#8217;|&apos;/g, "'")
