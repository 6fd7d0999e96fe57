/** What the cloud drives call their denials: every code and sentence of a drive's table, in the first answer to its first question. */
import { describe, expect, it } from 'vitest'
import { probe } from '#core/probe.ts'
import { findCheckers } from '#hosts/index.ts'
import onedrive from '#hosts/onedrive/checker.ts'
import type { Response } from '#model/http.ts'
import { data, probed, response } from './answers.ts'

const checkers = await findCheckers()

/** What a drive's checker says of a share when this is all that it is ever answered. */
async function reasonOf(host: string, link: string, answer: Partial<Response> & { readonly body: Uint8Array }): Promise<string> {
  const checker = checkers.get(host)
  const target = checker?.match(new URL(link), { url: link, access: 'open' })
  if (checker === undefined || target === undefined || 'invalid' in target) throw new Error(`no share of ${host}: ${link}`)
  const night = { peers: [target], secrets: new Set<string>(), elsewhere: () => expect.unreachable('nobody else is asked') }
  const transport = async (request: { readonly url: string; readonly method: 'GET' | 'HEAD' | 'POST' }) => ({
    request,
    response: response({ ...answer, url: request.url }),
    ms: 0,
  })
  return (await probe(checker.check(target, night), transport)).verdict.reason
}

const json = (value: unknown, status = 200) => ({ status, headers: { 'content-type': 'application/json' }, body: Buffer.from(JSON.stringify(value)) })
const page = (body: string) => ({ body: Buffer.from(`<!doctype html><html><body>${body}</body></html>`) })

describe.each([
  ['removed', 'ShareLink.Cancelled'],
  ['expired', 'ShareLink.Expired'],
  ['taken-down', 'ShareLink.Forbidden'],
  ['taken-down', 'ShareLink.Punished'],
  ['not-found', 'NotFound.ShareLink'],
  ['rate-limited', 'ParamFlowException'],
  ['rate-limited', 'TooManyRequests'],
  ['unrecognised', 'ShareLink.Tomorrow'],
])('Aliyun drive says %s', (reason, code) => {
  it.each([200, 400, 403, 404])(`by ${code} with HTTP %i`, async (status) => {
    expect(await reasonOf('aliyun-drive', 'https://www.alipan.com/s/4kxTmQ7ZrVw', json({ code, message: 'a message' }, status))).toBe(reason)
  })
})

describe.each([
  ['quark', 'https://pan.quark.cn/s/3f1c2a9b7d04'],
  ['uc-drive', 'https://drive.uc.cn/s/5e2d8c1a9b3f4'],
])('%s says', (host, link) => {
  it.each([
    ['removed', 41004],
    ['not-found', 41006],
    ['passcode-missing', 41008],
    ['taken-down', 41010],
    ['expired', 41011],
    ['removed', 41012],
    ['taken-down', 41031],
    ['unrecognised', 41005],
    ['unrecognised', 31001],
  ])('%s by %i', async (reason, code) => {
    expect(await reasonOf(host, link, json({ status: 404, code, message: 'a message' }, 404))).toBe(reason)
  })
})

it.each([
  ['removed', 4100010, '分享已取消'],
  ['not-found', 4100009, '链接无效'],
  ['not-found', 4100026, '链接不存在或已被删除'],
  ['passcode-missing', 4100008, '访问码错误'],
  ['passcode-missing', 4100012, '请输入访问码'],
  ['passcode-missing', 4100099, '请输入访问码'],
  ['rate-limited', 4100099, '操作过于频繁'],
  ['challenged', 911, '需要验证码'],
  ['refused', 990001, '登录超时，请重新登录。'],
  ['refused', 99, '请重新登录'],
  ['unrecognised', 4100099, '分享已取消'],
])('115 says %s by %i %s', async (reason, errno, error) => {
  expect(await reasonOf('115', 'https://115.com/s/swz7k2m36fq', json({ state: false, errno, error, data: [] }))).toBe(reason)
})

it.each([
  ['not-found', 5103, '此分享不存在'],
  ['not-found', 5103, '分享页面不存在'],
  ['passcode-missing', 5103, '提取码错误'],
  ['unrecognised', 5103, '系统繁忙'],
  ['unrecognised', 5104, '此分享不存在'],
])('123pan says %s by %i %s', async (reason, code, message) => {
  expect(await reasonOf('123pan', 'https://www.123684.com/s/HHynjv-3Nc5d', json({ code, message, data: null }))).toBe(reason)
})

it.each([
  ['removed', 'FileNotFound'],
  ['not-found', 'ShareNotFound'],
  ['not-found', 'ShareInfoNotFound'],
  ['expired', 'ShareExpiredError'],
  ['taken-down', 'ShareAuditNotPass'],
  ['unrecognised', 'ShareAuditWaiting'],
  ['unrecognised', 'InternalError'],
])('Tianyi cloud says %s by %s', async (reason, res_code) => {
  expect(await reasonOf('tianyi-cloud', 'https://cloud.189.cn/t/Uvq2Yj6bAzMn', json({ res_code, res_message: 'a message' }, 400))).toBe(reason)
})

it.each([
  ['removed', '分享资源已删除'],
  ['removed', '分享资源已被删除'],
  ['removed', '分享资源已经删除'],
  ['taken-down', '该分享因违反相关法规，已被删除'],
  ['expired', '分享已过期'],
  ['not-found', '分享目录无效'],
  ['unrecognised', '分享'],
])('Weiyun says %s by %s', async (reason, words) => {
  expect(await reasonOf('weiyun', 'https://share.weiyun.com/NjZ9iMrA', page(`<p>${words}</p>`))).toBe(reason)
})

it.each([
  ['removed', '<div class="off">来晚啦...文件取消分享了</div>'],
  ['not-found', '<div class="off">文件不存在，或者已删除</div>'],
  ['expired', '<div class="off">文件链接失效，请获取新链接</div>'],
  ['passcode-missing', '<div>请输入密码</div>'],
  ['passcode-missing', '<div id="pwdload"></div>'],
  ['passcode-missing', '<div class="passwddiv"></div>'],
  ['unrecognised', '<p>来晚啦</p>'],
])('Lanzou says %s by %s', async (reason, body) => {
  expect(await reasonOf('lanzou', 'https://wwi.lanzoup.com/iTq5J0x7m2k', page(body))).toBe(reason)
})

describe.each([
  ['115', 'https://115.com/s/swz7k2m36fq?password=r7e4'],
  ['123pan', 'https://www.123684.com/s/HHynjv-3Nc5d'],
  ['aliyun-drive', 'https://www.alipan.com/s/4kxTmQ7ZrVw/folder/6984a1b2'],
  ['dropbox', 'https://www.dropbox.com/s/abc123def456ghi/heart.zip'],
  ['dropbox', 'https://www.dropbox.com/scl/fi/k3j5h7g9f1d2s4a6p8o0i/heart.zip?rlkey=h7k2p9q4w1x8c5v3b6n0m7a2s'],
  ['google-drive', 'https://drive.google.com/drive/folders/1AbcDEfgHIjkLMnopQRstUVwxYZ012345'],
  ['google-drive', 'https://drive.google.com/open?id=1AbcDEfgHIjkLMnopQRstUVwxYZ012345'],
  ['google-drive', 'https://drive.google.com/open?id=1AbcDEfgHIjkLMnopQRstUVwxYZ012345&resourcekey=0-abcDEF_1'],
  ['lanzou', 'https://wwi.lanzoup.com/iTq5J0x7m2k'],
  ['mega', 'https://mega.nz/folder/AbCdEf12#AAECAwQFBgcICQoLDA0ODw'],
  ['onedrive', 'https://1drv.ms/u/s!AkjyQAlaoOKP3SatTu1m'],
  ['onedrive', 'https://1drv.ms/f/c/8fe2a05a0940f248/EkjyQAlaoOI?e=4Xk9'],
  ['onedrive', 'https://onedrive.live.com/redir?resid=8FE2A05A0940F248!105&authkey=!ANk3'],
  ['onedrive', 'https://contoso-my.sharepoint.com/:f:/g/personal/yuan_contoso_com/ErLKkiP-GwVMgdsCeGEjsmoB'],
  ['quark', 'https://pan.quark.cn/s/3f1c2a9b7d04'],
  ['tianyi-cloud', 'https://cloud.189.cn/web/share?code=Uvq2Yj6bAzMn'],
  ['tianyi-cloud', 'https://h5.cloud.189.cn/share.html#/t/Uvq2Yj6bAzMn'],
  ['uc-drive', 'https://drive.uc.cn/s/5e2d8c1a9b3f4'],
  ['weiyun', 'https://share.weiyun.com/NjZ9iMrA'],
])('%s reads %s', (host, link) => {
  const match = (url: string) => checkers.get(host)?.match(new URL(url), { url, access: 'open' })
  it.each([',', '.', ';', ')', ']', '}', '》', '。', '）', '，', '”', ').', '）。'])('the same with %s behind it', (tail) => {
    expect(match(link)).not.toHaveProperty('invalid')
    expect(match(`${link}${tail}`)).toEqual(match(link))
  })
})

const matched = (host: string, url: string) => checkers.get(host)?.match(new URL(url), { url, access: 'open' })

it.each([
  ['123pan', 'https://www.123684.com/s/HHynjv-3Nc5d.html提取码:Ab12', 'Ab12'],
  ['123pan', 'https://www.123684.com/s/HHynjv-3Nc5d提取码：Ab12', 'Ab12'],
  ['115', 'https://115.com/s/swz7k2m36fq?password=r7e4#', 'r7e4'],
  ['quark', 'https://pan.quark.cn/s/3f1c2a9b7d04?code=Ab12', 'Ab12'],
  ['quark', 'https://pan.quark.cn/s/3f1c2a9b7d04?barcode=Ab12', undefined],
  ['quark', 'https://pan.quark.cn/s/3f1c2a9b7d04 解压密码：medseg2020 提取码：qm3h', 'qm3h'],
  ['123pan', 'https://www.123684.com/s/HHynjv-3Nc5d 压缩包密码:medseg2020 访问码 Ab12', 'Ab12'],
  ['quark', 'https://pan.quark.cn/s/3f1c2a9b7d04 解压缩 密码：medseg2020', undefined],
  ['quark', 'https://pan.quark.cn/s/3f1c2a9b7d04 解压码：medseg2020', undefined],
  ['quark', 'https://pan.quark.cn/s/3f1c2a9b7d04 解压pwd：medseg2020', undefined],
  ['quark', 'https://pan.quark.cn/s/3f1c2a9b7d04 pwd: qm3h', 'qm3h'],
  ['quark', 'https://pan.quark.cn/s/3f1c2a9b7d04 source code python', undefined],
  ['quark', 'https://pan.quark.cn/s/3f1c2a9b7d04#/list/share/0123-source%20code%20python', undefined],
  ['quark', 'https://pan.quark.cn/s/3f1c2a9b7d04#/list/share/0123-pwd=python', undefined],
  ['quark', 'https://pan.quark.cn/s/3f1c2a9b7d04#list/pwd=python', undefined],
  ['quark', 'https://pan.quark.cn/s/3f1c2a9b7d04?pwd=qm3h#/list/share', 'qm3h'],
  ['quark', 'https://pan.quark.cn/s/3f1c2a9b7d04#/list/share 提取码：qm3h', 'qm3h'],
  ['quark', 'https://pan.quark.cn/s/3f1c2a9b7d04#/list/share?pwd=qm3h', 'qm3h'],
  ['quark', 'https://pan.quark.cn/s/3f1c2a9b7d04#/list/share (code: qm3h)', 'qm3h'],
  ['quark', 'https://pan.quark.cn/s/3f1c2a9b7d04 (code qm3h)', 'qm3h'],
  ['quark', 'https://pan.quark.cn/s/3f1c2a9b7d04 password qm3h', 'qm3h'],
  ['quark', 'https://pan.quark.cn/s/3f1c2a9b7d04 文件请解压 密码：qm3h', 'qm3h'],
  ['quark', 'https://pan.quark.cn/s/3f1c2a9b7d04 解压缩后可用 密码：qm3h', 'qm3h'],
  ['quark', 'https://pan.quark.cn/s/3f1c2a9b7d04#pwd=qm3h', 'qm3h'],
])('%s: the code in %s', (host, url, code) => {
  expect(matched(host, url)).toMatchObject(code === undefined ? { id: expect.any(String) } : { code })
  if (code === undefined) expect(matched(host, url)).not.toHaveProperty('code')
})

it('what the catalogue has is the code where a folder is only named like one', () => {
  const url = 'https://pan.quark.cn/s/3f1c2a9b7d04#/list/share/0123-source%20code%20python'
  expect(checkers.get('quark')?.match(new URL(url), { url, access: 'open', passcode: 'qm3h' })).toEqual({ id: '3f1c2a9b7d04', code: 'qm3h' })
})

it.each([
  ['dropbox', 'https://www.dropbox.com/s/abc123def456ghi/heart.zip'],
  ['dropbox', 'https://www.dropbox.com/s/abc123def456ghi'],
  ['dropbox', 'https://www.dropbox.com/sh/abc123def456ghi/AACk3j5h7g9f1d2s4a6p8o0iA'],
  ['dropbox', 'https://www.dropbox.com/scl/fi/k3j5h7g9f1d2s4a6p8o0i/heart.zip?rlkey=h7k2p9q4w1x8c5v3b6n0m7a2s'],
  ['google-drive', 'https://drive.google.com/open?id=1AbcDEfgHIjkLMnopQRstUVwxYZ012345'],
])('%s: nothing is missing of %s with dots behind it', (host, link) => {
  expect(matched(host, link)).not.toHaveProperty('invalid')
  for (const mark of ['...', '…', '……']) expect(matched(host, `${link}${mark}`), mark).toEqual(matched(host, link))
})

it.each([
  ['quark', 'https://pan.quark.cn/s/3f1c2a9b7d04'],
  ['aliyun-drive', 'https://www.alipan.com/s/4kxTmQ7ZrVw'],
])('%s: nothing is missing of %s with two full stops behind it', (host, link) => {
  expect(matched(host, `${link}..`)).toEqual(matched(host, link))
})

it.each(['Notes..', 'Notes…', 'A long na...'])('dropbox: nothing is missing of a file called "%s" when its key is whole', (name) => {
  const file = 'https://www.dropbox.com/scl/fi/k3j5h7g9f1d2s4a6p8o0i'
  const key = 'h7k2p9q4w1x8c5v3b6n0m7a2s'
  expect(matched('dropbox', `${file}/${name}?rlkey=${key}&dl=0`)).toMatchObject({ kind: 'file', rlkey: key })
  expect(matched('dropbox', `${file}/${name}?rlkey=h7k2&dl=0`)).toMatchObject({ invalid: 'incomplete-url' })
  expect(matched('dropbox', `${file}...?rlkey=${key}&dl=0`)).toMatchObject({ invalid: 'incomplete-url' })
  expect(matched('dropbox', `https://www.dropbox.com/scl/fo/k3j5h7g9f1d2/AAb/${name}?rlkey=${key}`)).toMatchObject({ invalid: 'incomplete-url' })
})

it.each([
  ['dropbox', 'https://www.dropbox.com/s/abc1'],
  ['dropbox', 'https://www.dropbox.com/scl/fo/k3j5h7g9f1d2s4a6p8o0i/AAb'],
  ['onedrive', 'https://1drv.ms/f/c/8fe2a05a0940f248/Ekj'],
  ['onedrive', 'https://onedrive.live.com/redir?resid=8FE2A05A0940F248!105&authkey=!AN'],
  ['quark', 'https://pan.quark.cn/s/3f1c2a'],
  ['weiyun', 'https://share.weiyun.com/NjZ9'],
])('%s: %s with dots behind it is cut off', (host, link) => {
  expect(matched(host, `${link}...`)).toMatchObject({ invalid: 'incomplete-url' })
  expect(matched(host, `${link}…`)).toMatchObject({ invalid: 'incomplete-url' })
})

it.each([
  ['not-found', 'itemNotFound'],
  ['unrecognised', 'BadRequest.UnknownEndpoint'],
  ['unrecognised', 'invalidRequest'],
  ['unrecognised', 'generalException'],
])('OneDrive says %s by HTTP 404 and %s', async (reason, code) => {
  const { verdict } = await probed(onedrive, 'https://onedrive.live.com/?redeem=aHR0cHM6Ly8xZHJ2Lm1z', ({ method }) =>
    method === 'POST' ? data({ token: 'eyJhbGciOi' }) : data({ error: { code, message: 'a message' } }, 404),
  )
  expect(verdict.reason).toBe(reason)
})

/** Without these the drives answer otherwise: with a page, in XML, or not at all. */
it.each([
  ['quark', 'https://pan.quark.cn/s/3f1c2a9b7d04', { referer: 'https://pan.quark.cn/' }],
  ['uc-drive', 'https://drive.uc.cn/s/5e2d8c1a9b3f4', { origin: 'https://drive.uc.cn' }],
  ['123pan', 'https://www.123684.com/s/HHynjv-3Nc5d', { platform: 'web', 'app-version': '3' }],
  ['tianyi-cloud', 'https://cloud.189.cn/t/Uvq2Yj6bAzMn', { accept: 'application/json;charset=UTF-8', 'sign-type': '1' }],
  ['onedrive', 'https://onedrive.live.com/?redeem=aHR0cHM6Ly8xZHJ2Lm1z', { appid: '1141147648' }],
])('%s is asked with the headers it wants', (host, link, headers) => {
  const checker = checkers.get(host)
  const target = checker?.match(new URL(link), { url: link, access: 'open' }) as object
  const question = checker?.check(target, { peers: [target], secrets: new Set(), elsewhere: () => expect.unreachable() }).next().value
  expect(question).toMatchObject({ headers })
})
