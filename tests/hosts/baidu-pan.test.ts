/** What Baidu Netdisk's numbers and sentences mean, door by door, and how people write its links. */
import { describe, expect, it } from 'vitest'
import baidu from '#hosts/baidu-pan/checker.ts'
import type { Reason } from '#model/verdict.ts'
import { data, page, probed, type Told } from './answers.ts'

const SURL = 'rBuPSrmkejpYFA321er20A'

type Doors = {
  readonly record?: Told
  readonly share?: Told
  readonly entry?: Told
  readonly verify?: Told
  readonly list?: Told
  readonly mini?: Told
}

const says = (errno: number) => data({ errno, request_id: 8.796716117421243e18 })
const sentTo = (location: string): Told => ({ status: 302, headers: { location } })
const wap = (type: string | number) => sentTo(`/wap/error?errortype=${type}`)
const shows = (sentence: string): Told => ({
  body: page('百度网盘-分享', `<div id="share_nofound_des"><div class="error-img"></div>${sentence}</div>`),
})

/** A locked share behind its page: `-9` from the record, the redirect, the form. Each door can be told otherwise. */
const LOCKED: Required<Doors> = {
  record: says(-9),
  share: sentTo(`/share/init?surl=${SURL}`),
  entry: { body: page('百度网盘 请输入提取码', '<label>请输入提取码：</label>') },
  verify: says(0),
  list: data({ errno: 0, list: [{ fs_id: '1', server_filename: 'ct.zip', isdir: '0', size: '7' }] }),
  mini: says(9019),
}

function doorOf(path: string, doors: Required<Doors>): Told {
  if (path === '/') return { body: page('百度网盘') }
  if (path === '/api/shorturlinfo') return doors.record
  if (path === '/share/verify') return doors.verify
  if (path === '/share/list') return doors.list
  if (path === '/share/wxlist') return doors.mini
  return path === '/share/init' ? doors.entry : doors.share
}

const match = (url: string, passcode?: string) => baidu.match(new URL(url), { url, access: 'open', ...(passcode !== undefined && { passcode }) })

function asked(told: Doors) {
  const doors = { ...LOCKED, ...told }
  return probed(baidu, `https://pan.baidu.com/s/1${SURL}?pwd=6666`, ({ url }) => doorOf(new URL(url).pathname, doors))
}

const reasonOf = async (told: Doors): Promise<Reason> => (await asked(told)).verdict.reason

describe('the record', () => {
  const blank: Told = { body: page('百度网盘', '<div id="app"></div>') }
  const noSuchShare = data({ errno: 2, errtype: 5 })

  it.each<[number, Reason]>([
    [-21, 'not-found'],
    [140, 'not-found'],
    [-9, 'unrecognised'],
    [-3, 'unrecognised'],
    [4711, 'unrecognised'],
  ])('%i, a page that says nothing and a mini-program that knows no such share: %s', async (errno, reason) => {
    expect(await reasonOf({ record: says(errno), share: blank, mini: noSuchShare })).toBe(reason)
  })

  it.each<[string, Told, Reason]>([
    ['a wall', sentTo('https://passport.baidu.com/v2/?login'), 'not-found'],
    ['a refusal', { status: 403 }, 'not-found'],
    ['too many questions', { status: 429 }, 'rate-limited'],
    ['a service out of order', { status: 500 }, 'server-error'],
    ['an upgrade', sentTo('/error/core.html'), 'unrecognised'],
  ])('-21 before %s', async (_, share, reason) => {
    expect(await reasonOf({ record: says(-21), share })).toBe(reason)
  })

  it.each([-9, 140])('%i is nothing before a wall', async (errno) => {
    expect(await reasonOf({ record: says(errno), share: { status: 403 } })).toBe('refused')
  })
})

describe('a code', () => {
  it.each<[number, Reason]>([
    [0, 'listed'],
    [-9, 'passcode-rejected'],
    [-12, 'passcode-rejected'],
    [-62, 'challenged'],
    [-19, 'rate-limited'],
    [-64, 'refused'],
    [-65, 'refused'],
    [-7, 'removed'],
    [-8, 'expired'],
    [105, 'listed'],
    [2, 'unrecognised'],
    [145, 'unrecognised'],
    [200025, 'unrecognised'],
  ])('answered %i: %s', async (errno, reason) => {
    expect(await reasonOf({ verify: says(errno) })).toBe(reason)
  })

  it('is sent once, from the page that asks for it: from any other, right codes are wrong', async () => {
    const { evidence } = await asked({ verify: says(-9) })
    const sent = evidence.filter(({ request }) => request.url.includes('/share/verify'))
    expect(sent.map(({ request }) => request.headers?.referer)).toEqual([`https://pan.baidu.com/share/init?surl=${SURL}`])
  })
})

describe('the listing after a right code', () => {
  it.each<[number, Reason]>([
    [-7, 'removed'],
    [-8, 'expired'],
    [-21, 'removed'],
    [105, 'not-found'],
    [115, 'taken-down'],
    [117, 'expired'],
    [145, 'expired'],
    [-19, 'challenged'],
    [-62, 'challenged'],
    [8001, 'challenged'],
    [132, 'login-required'],
    [-6, 'login-required'],
    [9013, 'login-required'],
    [9019, 'login-required'],
    [-9, 'unrecognised'],
    [-12, 'unrecognised'],
    [2, 'unrecognised'],
    [200025, 'unrecognised'],
  ])('%i: %s', async (errno, reason) => {
    expect(await reasonOf({ list: says(errno) })).toBe(reason)
  })
})

describe('the mini-program', () => {
  const blank: Told = { body: page('百度网盘') }

  it.each<[number, string | number | undefined, Reason, Reason]>([
    // errno, errtype: after a page that says nothing, after one that says "cancelled" by number
    [2, 0, 'removed', 'removed'],
    [2, '1', 'removed', 'removed'],
    [2, 3, 'taken-down', 'taken-down'],
    [2, 10, 'expired', 'expired'],
    [2, 5, 'unrecognised', 'unrecognised'],
    [2, 'mis_105', 'unrecognised', 'removed'],
    [2, 'mis_2', 'unrecognised', 'removed'],
    [2, 'mis_4', 'unrecognised', 'removed'],
    [2, 'mis_123', 'unrecognised', 'unrecognised'],
    [-130, 'mispwd-9', 'passcode-rejected', 'unrecognised'],
    [-130, 'mispw_9', 'passcode-rejected', 'unrecognised'],
    [-130, 0, 'unrecognised', 'unrecognised'],
    [8001, undefined, 'challenged', 'challenged'],
    [9013, undefined, 'refused', 'refused'],
    [9019, undefined, 'refused', 'refused'],
    [-7, undefined, 'unrecognised', 'unrecognised'],
  ])('%i, type %s: %s, %s', async (errno, errtype, alone, hinted) => {
    const mini = data({ errno, ...(errtype !== undefined && { errtype }) })
    expect([await reasonOf({ share: blank, mini }), await reasonOf({ share: wap(1), mini })]).toEqual([alone, hinted])
  })
})

describe('an empty list of the mini-program', () => {
  const mini = data({ errno: 0, data: { list: [] } })

  it('is gone when the page says so, too', async () => {
    expect(await reasonOf({ share: { body: page('百度网盘') }, mini })).toBe('unrecognised')
    expect(await reasonOf({ share: wap(1), mini })).toBe('removed')
  })
})

describe('the number of an error page', () => {
  const agrees = data({ errno: 2, errtype: 'mis_105' })

  it.each<[number, Reason]>([
    [-1, 'not-found'],
    [0, 'removed'],
    [1, 'removed'],
    [3, 'taken-down'],
    [5, 'not-found'],
    [10, 'expired'],
    [11, 'expired'],
  ])('%i is nothing alone, and %s with the word of another door', async (type, reason) => {
    expect(await reasonOf({ share: wap(type) })).toBe('refused')
    expect(await reasonOf({ share: wap(type), mini: agrees })).toBe(reason)
    expect(await reasonOf({ share: wap(type), record: says(-21) })).toBe(reason)
    expect(await reasonOf({ share: wap(type), record: says(140) })).toBe('refused')
  })

  it.each([2, 12, 15, 123, 124])('%i may pass, or be undone: no verdict', async (type) => {
    expect(await reasonOf({ share: wap(type), mini: agrees })).toBe('unrecognised')
  })

  it('17 keeps some people out', async () => {
    expect(await reasonOf({ share: wap(17) })).toBe('login-required')
    expect(await reasonOf({ share: wap(17), record: says(-21) })).toBe('unrecognised')
  })
})

describe('a sentence', () => {
  it.each<[string, Reason]>([
    ['啊哦，你来晚了，分享的文件已经被删除了，下次要早点哟。', 'removed'],
    ['啊哦，你来晚了，分享的文件已经被取消了，下次要早点哟。', 'removed'],
    ['啊哦，来晚了，该分享文件已过期', 'expired'],
    ['由于访问次数过多，该分享链接已失效', 'expired'],
    ['此链接分享内容可能因为涉及侵权、色情、反动、低俗等信息，无法访问！', 'taken-down'],
    ['啊哦！链接错误没找到文件，请打开正确的分享链接!', 'not-found'],
    ['啊哦，你所访问的页面不存在了。', 'not-found'],
    ['分享的文件不存在。', 'not-found'],
    ['该链接访问范围受限，请使用正常的访问方式', 'login-required'],
    ['此链接分享内容暂时不可访问', 'unrecognised'],
    ['该链接已超过访问人数上限，可联系分享者重新分享', 'unrecognised'],
    ['您访问的链接已被冻结，可联系分享者进行激活', 'unrecognised'],
    ['系统升级，链接暂时无法查看，升级完成后恢复正常。', 'unrecognised'],
    ['网盘正在升级', 'unrecognised'],
    ['因该分享含有自动备份目录，暂无法查看', 'unrecognised'],
  ])('%s', async (sentence, reason) => {
    expect(await reasonOf({ share: shows(sentence) })).toBe(reason)
  })

  it('in a script, or a piece of one, is none: living pages have those too', async () => {
    const living = page('ct', '<p>过期时间：永久有效</p><p>不存在 已失效</p><script>var t="啊哦，你来晚了，分享的文件已经被取消了"</script>')
    expect(await reasonOf({ share: { body: living } })).toBe('listed')
  })
})

describe('an answer that is none', () => {
  it.each<[keyof Doors, Doors]>([
    ['record', {}],
    ['verify', {}],
    ['list', {}],
    ['mini', { share: { body: page('百度网盘') } }],
  ])('where data of "%s" is due: a page, or data without its number', async (door, before) => {
    expect(await reasonOf({ ...before, [door]: { body: page('网络异常') } })).toBe('challenged')
    expect(await reasonOf({ ...before, [door]: data({ shareid: 1, uk: 2, list: [] }) })).toBe('unrecognised')
  })
})

describe('links as people write them', () => {
  const share = { surl: SURL }
  const coded = { surl: SURL, code: 'qm3h' }

  it.each<[string, object]>([
    [`https://pan.baidu.com/s/1${SURL}`, share],
    [`http://www.pan.baidu.com/s/1${SURL}`, share],
    [`https://yun.baidu.com/s/1${SURL}?pwd=qm3h`, coded],
    [`https://pan.baidu.com/share/init?surl=${SURL}&pwd=qm3h`, coded],
    [`https://pan.baidu.com/share/init?surl=1${SURL}&pwd=qm3h`, coded],
    [`https://pan.baidu.com/wap/init?surl=${SURL}`, share],
    [`https://pan.baidu.com/s/1${SURL}?pwd=qm3h.`, coded],
    [`https://pan.baidu.com/s/1${SURL} (pw=qm3h)`, coded],
    [`https://pan.baidu.com/s/1${SURL} 提取码：qm3h`, coded],
    [`https://pan.baidu.com/s/1${SURL} 密码: qm3h`, coded],
    [`https://pan.baidu.com/s/1${SURL} 解压密码：medseg2020 提取码：qm3h`, coded],
    [`https://pan.baidu.com/s/1${SURL} 解压码：seg2 提取码：qm3h`, coded],
    [`https://pan.baidu.com/s/1${SURL} 压缩包密码：seg2 提取码：qm3h`, coded],
    [`https://pan.baidu.com/s/1${SURL} password: medseg2020 code: qm3h`, coded],
    [`https://pan.baidu.com/s/1${SURL} Password: qm3h`, coded],
    [`https://pan.baidu.com/s/1${SURL} qm3h`, coded],
    [`https://pan.baidu.com/s/1${SURL}\u200b?pwd=qm3h`, coded],
    [`https://pan.baidu.com/s/1${SURL}?pwd=qm3h5`, share],
    [`https://pan.baidu.com/s/1${SURL}?pwd=qm3h#list/path=%2Fsharelink1100000000000-1%2FRad&parentPath=%2F`, coded],
    ['https://pan.baidu.com/s/1dDLXFbj', { surl: 'dDLXFbj' }],
    ['https://pan.baidu.com/s/1caAA85', { surl: 'caAA85' }],
    ['https://pan.baidu.com/share/link?shareid=5&uk=6', { shareid: '5', uk: '6' }],
    ['https://pan.baidu.com/wap/link?uk=6&shareid=5', { shareid: '5', uk: '6' }],
    ['https://pan.baidu.com/share/init?uk=6&shareid=5', { shareid: '5', uk: '6' }],
    [`https://pan.baidu.com/s/1${SURL}...`, share],
    [`https://pan.baidu.com/s/1${SURL}…`, share],
    [`https://pan.baidu.com/s/1${SURL}… 提取码：qm3h`, coded],
    [`https://pan.baidu.com/s/1${SURL} 提取码：…`, share],
    [`https://pan.baidu.com/s/1${SURL}提取码:qm3h`, coded],
    [`https://pan.baidu.com/share/init?surl=${SURL}...`, share],
    ['https://pan.baidu.com/s/1rBuPSr… 提取码：qm3h', { invalid: 'incomplete-url', detail: 'the id of the share is cut off' }],
    ['https://pan.baidu.com/s/1dDLXFbj 提取码：…', { surl: 'dDLXFbj' }],
    ['https://pan.baidu.com/s/…', { invalid: 'incomplete-url', detail: 'the id of the share is cut off' }],
    ['https://pan.baidu.com/share/link?shareid=176…&uk=6', { invalid: 'incomplete-url', detail: 'the id of the share is cut off' }],
    ['https://pan.baidu.com/s/2MTIzJjQ1Ng', { invalid: 'malformed-url', detail: 'the id of a share begins with 1' }],
  ])('%s', (url, target) => {
    expect(match(url)).toEqual(target)
  })

  it('the code beside the link counts, too', () => {
    expect(match(`https://pan.baidu.com/s/1${SURL}`, ' qm3h ')).toEqual(coded)
  })

  it('capitals make another share', () => {
    expect(match(`https://pan.baidu.com/s/1${SURL.toLowerCase()}`)).toEqual({ surl: SURL.toLowerCase() })
  })

  it('the product for companies is another site', () => {
    expect(match('https://eyun.baidu.com/s/1dDLXFbj')).toBeUndefined()
  })

  it.each(['', 'disk/main', 'share/home?uk=6', 'download'])('/%s is no share', (path) => {
    expect(match(`https://pan.baidu.com/${path}`)).toMatchObject({ invalid: 'not-a-dataset' })
  })

  it('a form that is not known is judged as any other page', () => {
    expect(match('https://pan.baidu.com/some/form/of/tomorrow')).toBeUndefined()
  })
})
