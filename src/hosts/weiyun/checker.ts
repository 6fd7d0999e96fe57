/** Tencent Weiyun shares, by the page and the state it is rendered from. */
import type { Response } from '#model/http.ts'
import { type Reason, type Verdict, verdict } from '#model/verdict.ts'
import { ask, defineChecker, get, text, Unrecognised } from '../kit.ts'
import { type Share, shareLinks } from '../share-link.ts'
import { shownMarkup, textOf } from '../share-page.ts'

const HOST = 'share.weiyun.com'

const { urls, match } = shareLinks({ shares: [`https://${HOST}/:id/*`] })

/** Two public checkers decide by these words (2026); here they count only where the page shows them, or in its state. */
const DEAD: readonly (readonly [RegExp, Reason])[] = [
  [/违反相关法规/, 'taken-down'],
  [/已过期/, 'expired'],
  [/已(?:被|经)?删除/, 'removed'],
  [/目录无效/, 'not-found'],
]

export default defineChecker<Share>({
  title: 'Tencent Weiyun',
  homepage: 'https://www.weiyun.com',
  urls,
  pace: { concurrency: 1, spacing: 3 },
  controls: { present: [], absent: [`https://${HOST}/zzNoShare`] },
  match,

  *check({ id, code }) {
    const response = yield* ask(get(`https://${HOST}/${id}`, { headers: { accept: 'text/html' } }))
    const { hostname } = new URL(response.url)
    if (hostname !== HOST) throw new Unrecognised(`sent to ${hostname}`)
    if (response.body.length === 0) return verdict('refused', { detail: 'an empty page' })
    return readPage(response, code)
  },
})

/** What only a share has, in the state of its page. */
const SHARE = /"(?:need_pwd|share_name|file_list)"/

/** The words may stand in the name of a living share's file: then the page contradicts itself, and says nothing. */
function readPage(response: Response, code: string | undefined): Verdict {
  const source = text(response)
  const state = stateIn(source)
  const locked = /"need_pwd"\s{0,8}:\s{0,8}(null|1)\b/.exec(state)?.[1]
  const pwd = /"pwd"\s{0,8}:\s{0,8}"([^"]{0,64})"/.exec(state)?.[1]
  const said = textOf(shownMarkup(source)) + state
  const dead = DEAD.map(([words, reason]) => ({ reason, detail: words.exec(said)?.[0] })).find(({ detail }) => detail !== undefined)
  if (dead?.detail !== undefined) {
    if (SHARE.test(state)) throw new Unrecognised(`a share, and "${dead.detail}"`)
    return verdict(dead.reason, { detail: dead.detail })
  }
  if (locked === 'null' && pwd === '') return verdict('served')
  if (locked !== '1') throw new Unrecognised('a page that says nothing known')
  if (code === undefined) return verdict('passcode-missing', { detail: 'need_pwd 1' })
  return verdict('served', { detail: 'need_pwd 1; the code of the catalogue is not tried' })
}

/** The script with the data the page was rendered from. */
function stateIn(source: string): string {
  const start = source.indexOf('syncData')
  const end = start < 0 ? -1 : source.indexOf('</script', start)
  return start < 0 ? '' : source.slice(start, end < 0 ? undefined : end)
}
