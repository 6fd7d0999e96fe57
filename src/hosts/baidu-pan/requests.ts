/** The six doors of the host that need no login. Whether an id carries its leading `1` differs from door to door. */
import type { Request } from '#model/http.ts'
import { BROWSER, form, get } from '../kit.ts'
import type { Share } from './address.ts'

const HOME = 'https://pan.baidu.com'

/** Constants of the web client, sent with every call. */
const CLIENT = 'channel=chunlei&web=1&app_id=250528&clienttype=0'

const PAGE_HEADERS = { 'user-agent': BROWSER, accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }

/** Entries of one listing; the web client's own number. */
export const LISTED = 20

/** The address people know a share by. */
export const addressOf = (share: Share) =>
  'surl' in share ? `${HOME}/s/1${share.surl}` : `${HOME}/share/link?shareid=${share.shareid}&uk=${share.uk}`

/** The page that asks for the code. */
const codePageOf = (share: Share) => `${HOME}/share/init?${idOf(share)}`

const idOf = (share: Share) => ('surl' in share ? `surl=${share.surl}` : `shareid=${share.shareid}&uk=${share.uk}`)

const dataHeaders = (share: Share) => ({
  'user-agent': BROWSER,
  accept: 'application/json, text/plain, */*',
  referer: addressOf(share),
  'x-requested-with': 'XMLHttpRequest',
})

/** Sets the `BAIDUID` cookie, without which the other doors answer with bot pages and spurious 404s (measured by a public checker, 2026-06). */
export const frontPage = (): Request => get(`${HOME}/`, { headers: PAGE_HEADERS })

/** What the host notes about a short id; asks for no code. With the leading `1`. */
export const record = (surl: string): Request =>
  get(`${HOME}/api/shorturlinfo?app_id=250528&web=1&channel=chunlei&clienttype=0&shorturl=1${surl}`, {
    headers: dataHeaders({ surl }),
    redirect: 'manual',
  })

/** A page of the share. The browser's current user agent: old ones are sent to a login page, phones and clients to `/wap`. */
export const page = (url: string): Request => get(url, { headers: PAGE_HEADERS, redirect: 'manual' })

/** The share's page as it is shown after the code page let us in: another question than before it, although the address is the same. */
export const pageInside = (share: Share): Request =>
  get(addressOf(share), { headers: { ...PAGE_HEADERS, referer: codePageOf(share) }, redirect: 'manual' })

/** Submits the code; a right one sets the cookie `BDCLND`. Any other referer makes right codes wrong (JDownloader, 2019). Without the leading `1`. */
export const verify = (share: Share, code: string): Request =>
  form(
    `${HOME}/share/verify?${idOf(share)}&${CLIENT}`,
    { pwd: code, vcode: '', vcode_str: '' },
    { headers: { ...dataHeaders(share), referer: codePageOf(share) }, redirect: 'manual' },
  )

/** The files at the top of the share. Without the leading `1`; `dir=/` instead of `root=1` answers errno 2. */
export const list = (share: Share): Request => {
  const id = 'surl' in share ? `shorturl=${share.surl}` : idOf(share)
  const order = `root=1&web=5&page=1&num=${LISTED}&order=time&desc=1&showempty=0&view_mode=1`
  return get(`${HOME}/share/list?${id}&${order}&channel=chunlei&app_id=250528&clienttype=0`, { headers: dataHeaders(share), redirect: 'manual' })
}

/** The mini-program's door: submits the code and lists in one. With the leading `1`; its referer and user agent are the client's. */
export const miniProgram = (share: Share, code = ''): Request => {
  const id = 'surl' in share ? { shorturl: `1${share.surl}` } : { uk: share.uk, shareid: share.shareid }
  return form(
    `${HOME}/share/wxlist?channel=weixin&version=2.2.2&clienttype=25&web=1`,
    { ...id, pwd: code, root: '1', dir: '', page: '1', num: '1000', order: 'time' },
    { headers: { 'user-agent': 'netdisk', accept: 'application/json', referer: `${HOME}/disk/home` }, redirect: 'manual' },
  )
}
