/** Lanzou files and folders, by their page. The last letter of the service's name changes, and so does the part before it. */
import type { Pattern } from '#model/checker.ts'
import type { Response } from '#model/http.ts'
import { type Reason, type Verdict, verdict } from '#model/verdict.ts'
import { ask, BROWSER, defineChecker, get, text, Unrecognised } from '../kit.ts'
import { type Share, shareLinks } from '../share-link.ts'
import { shownMarkup } from '../share-page.ts'

/** `path` is what stands before the id: nothing, `tp/` on phones, `s/` for names people chose. */
type Target = Share & { readonly host: string; readonly path: string }

const NAME = /(?:^|\.)lanzou[a-z]?\.com$/
const PATHS = ['tp/', 's/', '']

/** All names of the service, read as if it had one. */
const links = PATHS.map((path) => ({
  path,
  ...shareLinks({ shares: [`https://lanzou.com/${path}:id`], ...(path === '' && { fronts: ['https://lanzou.com'] }) }),
}))

function asOne(url: URL): URL | undefined {
  if (!NAME.test(url.hostname)) return undefined
  const same = new URL(url)
  same.hostname = 'lanzou.com'
  return same
}

const urls: readonly Pattern[] = PATHS.map((path, i) => ({
  form: `https://:user.lanzou*.com/${path}:id`,
  match(url) {
    const same = asOne(url)
    return same && links[i]?.urls[0]?.match(same)
  },
}))

const GONE: readonly (readonly [RegExp, Reason])[] = [
  [/>\s{0,99}来晚啦[^<>]{0,9}取消分享/, 'removed'],
  [/>\s{0,99}文件不存在/, 'not-found'],
  [/>\s{0,99}文件链接失效，请获取新链接/, 'expired'],
]
const LOCKED = /(?:id|class)=["']?(?:pwdload|passwddiv)\b|["'>]\s{0,99}请?输入密码/
/** A file has a frame with a page of its own site or a block of particulars, a folder a place for more entries. */
const CONTENT = /<iframe\b[^<>]{0,300}\bsrc=["']?\/(?!\/)|(?:id|class)=["']?(?:fileinfo|filemore)\b/

export default defineChecker<Target>({
  title: 'Lanzou cloud',
  homepage: 'https://www.lanzou.com',
  urls,
  pace: { concurrency: 1, spacing: 3 },
  controls: { present: [], absent: ['https://www.lanzoui.com/izzNoShare0z'] },

  match(url, link) {
    const same = asOne(url)
    if (same === undefined) return undefined
    const host = /^lanzou[a-z]?\.com$/.test(url.hostname) ? `www.${url.hostname}` : url.hostname
    for (const { path, match } of links) {
      const share = match(same, link)
      if (share !== undefined) return 'invalid' in share ? share : { ...share, host, path }
    }
    return undefined
  },

  *check({ host, path, id, code }) {
    const response = yield* ask(get(`https://${host}/${path}${id}`, { headers: { 'user-agent': BROWSER, accept: 'text/html' } }))
    const { hostname } = new URL(response.url)
    if (!NAME.test(hostname)) throw new Unrecognised(`sent to ${hostname}`)
    if (response.body.length === 0) return verdict('refused', { detail: 'an empty page' })
    return readPage(response, code)
  },
})

function readPage(response: Response, code: string | undefined): Verdict {
  const source = text(response)
  if (source.includes('acw_sc__v2')) return verdict('challenged', { detail: 'a script that computes the cookie acw_sc__v2' })
  const shown = shownMarkup(source)
  const inside = shown.replace(/<title\b[^<>]*>[^<]*/i, '') // the title of a share is its name, whatever that says
  const content = CONTENT.test(inside)
  const gone = GONE.find(([words]) => words.test(inside))
  if (gone !== undefined) {
    const [words, reason] = gone
    const detail = words.exec(inside)?.[0].slice(1).trim()
    if (content || LOCKED.test(inside)) throw new Unrecognised(`a share, and "${detail}"`)
    return verdict(reason, detail === undefined ? {} : { detail })
  }
  if (LOCKED.test(inside)) {
    if (code === undefined) return verdict('passcode-missing', { detail: 'the page asks for a code' })
    return verdict('served', { detail: 'the page asks for a code; the one of the catalogue is not tried' })
  }
  if (!content) throw new Unrecognised('a page that says nothing known')
  const title = titleOf(shown)
  return verdict('served', { facts: title === '' ? {} : { title } })
}

const titleOf = (shown: string) => (/<title>([^<>]{0,500})<\/title>/i.exec(shown)?.[1] ?? '').replace(/\s*-\s*蓝奏云$/, '').trim()
