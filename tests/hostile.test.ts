/** The hostile web on real sockets: the generic checker and the network together, one situation after the other. */
import { readFileSync } from 'node:fs'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { NetworkOptions } from '#io/network.ts'
import { REASONS, WARNINGS } from '#model/verdict.ts'
import { createAuthority, selfSigned } from './support/certificates.ts'
import { closedPort, open, patientClock, saying, serve, serveRaw } from './support/loopback.ts'
import { asking, file, type Judged, page, site } from './world/hostile.ts'

/** What is said of a link to `path` on a server that answers like this. */
async function said(path: string, listener: RequestListener, options: Partial<NetworkOptions> = {}): Promise<Judged> {
  await using host = await serve(listener)
  await using network = open(options)
  return { ...(await asking(network)(host.url(path))), asked: host.asked.map((line) => line.replace(' host.test', '')) }
}

const at = (path: string, answer: (request: IncomingMessage, response: ServerResponse) => void) => site({ [path]: answer })
const status = (code: number, headers: Record<string, string> = {}, body = '') =>
  at('/sets/9', (_, response) => void response.writeHead(code, headers).end(body))

const ZIP = Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(200_000)])
const HURRIED = { timeout: 400 }

describe('a host that dislikes the way it is asked', () => {
  it.each([
    ['refuses HEAD with 405', (response: ServerResponse) => response.writeHead(405).end()],
    ['says 404 to HEAD', (response: ServerResponse) => response.writeHead(404).end()],
    ['resets the connection at HEAD', (response: ServerResponse) => response.socket?.resetAndDestroy()],
    ['never answers HEAD', () => {}],
  ] as const)('%s: the file is alive', async (_, refuse) => {
    const listener = at('/scans.zip', (request, response) => (request.method === 'HEAD' ? void refuse(response) : file(ZIP)(request, response)))
    const { verdict } = await said('/scans.zip', listener, HURRIED)
    expect(verdict).toMatchObject({ reason: 'served', warnings: [], facts: { bytes: ZIP.length } })
  })

  it.each([403, 404, 416, 503])('refuses Range with %i: the file is alive', async (refusal) => {
    const listener = at('/scans.zip', (request, response) => {
      if (request.method === 'HEAD') return void response.writeHead(405).end()
      if (request.headers.range !== undefined) return void response.writeHead(refusal).end()
      file(ZIP)(request, response)
    })
    expect((await said('/scans.zip', listener)).verdict).toMatchObject({ reason: 'served', warnings: [] })
  })

  it('is asked twice at most about a healthy file, and for no more than its beginning', async () => {
    const { verdict, asked, evidence } = await said('/scans.zip', at('/scans.zip', file(ZIP)))
    expect(verdict).toMatchObject({ reason: 'served', warnings: [], facts: { bytes: ZIP.length } })
    expect(asked).toEqual(['HEAD /scans.zip', 'GET /scans.zip'])
    expect(evidence.at(-1)).toMatchObject({ response: { status: 206, body: { length: 64 * 1024 } } })
  })
})

describe('a host with a bad moment', () => {
  const once = (bad: (response: ServerResponse) => void) => {
    let count = 0
    return at('/sets/9', (_, response) => (count++ === 0 ? bad(response) : page('Set 9')(_, response)))
  }

  it.each([
    ['503', {}],
    ['429', {}],
    ['429', { 'retry-after': '2' }],
    ['429', { 'retry-after': 'Wed, 25 Nov 2026 00:00:30 GMT' }],
  ])('(%s, %o) is asked again when it wants to be: alive', async (code, headers) => {
    const clock = patientClock()
    const { verdict } = await said(
      '/sets/9',
      once((response) => response.writeHead(Number(code), headers).end()),
      { clock },
    )
    expect(verdict).toMatchObject({ reason: 'served', facts: { title: 'Set 9' } })
    expect(Math.max(...clock.slept)).toBeGreaterThanOrEqual('retry-after' in headers ? (headers['retry-after'] === '2' ? 2000 : 29_000) : 500)
  })

  it('of hours is blocked, and not waited for', async () => {
    const clock = patientClock()
    const { verdict, asked } = await said('/sets/9', status(429, { 'retry-after': '7200' }), { clock })
    expect(verdict).toMatchObject({ reason: 'rate-limited', detail: 'HTTP 429' })
    expect([asked, clock.slept]).toEqual([['GET /sets/9'], []])
  })

  it('that lasts is unreachable', async () => {
    expect((await said('/sets/9', status(503))).verdict).toMatchObject({ reason: 'server-error', detail: 'HTTP 503' })
  })
})

describe('a bot wall', () => {
  const html = { 'content-type': 'text/html' }
  it.each<[string, number, Record<string, string>, string]>([
    ['Cloudflare by its header', 403, { 'cf-mitigated': 'challenge' }, ''],
    ['Cloudflare by its title', 403, html, '<html><title>Attention Required! | Cloudflare</title></html>'],
    ['AWS by an empty 202', 202, { 'x-amzn-waf-action': 'challenge' }, ''],
    ['LinkedIn by its status', 999, {}, ''],
    ['a captcha in Chinese', 200, html, '<html><meta charset="utf-8"><title>安全验证</title></html>'],
  ])('(%s) is blocked, not broken', async (_, code, headers, body) => {
    expect((await said('/sets/9', status(code, headers, body))).verdict.reason).toBe('challenged')
  })

  it('is none where a page only talks about captchas and 404s', async () => {
    const { verdict } = await said(
      '/sets/9',
      at('/sets/9', page('How captchas and 404 pages work', '<p>Just a moment... px-captcha, page not found.</p>')),
    )
    expect(verdict).toMatchObject({ reason: 'served', facts: { title: 'How captchas and 404 pages work' } })
  })

  it.each([
    [403, 'refused'],
    [418, 'unrecognised'],
  ])('that nobody knows (HTTP %i) says nothing about the link: %s', async (code, reason) => {
    expect((await said('/sets/9', status(code))).verdict.reason).toBe(reason)
  })
})

describe('a page that says 200 and means 404', () => {
  it('by its title, for a file', async () => {
    const { verdict } = await said('/data.zip', at('/data.zip', page('404 – File not found')))
    expect(verdict).toMatchObject({ reason: 'soft-404', detail: '404 – File not found' })
  })

  it('in Chinese, in GBK, without saying so', async () => {
    const gbk = Buffer.from('3c68746d6c3e3c7469746c653ed2b3c3e6b2bbb4e6d4da3c2f7469746c653e3c2f68746d6c3e', 'hex') // <html><title>页面不存在</title></html>
    const listener = at('/sets/9', (_, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end(gbk))
    expect((await said('/sets/9', listener)).verdict).toMatchObject({ reason: 'soft-404', detail: '页面不存在' })
  })

  it('by a redirect to the front page, as for anything that is not there', async () => {
    const listener = site({ '/': page('Portal') }, (_, response) => void response.writeHead(302, { location: '/' }).end())
    const { verdict, asked } = await said('/sets/9', listener)
    expect(verdict).toMatchObject({ reason: 'soft-404', detail: expect.stringContaining('redirected to the front page') })
    expect(asked).toHaveLength(4)
  })

  it('perhaps, by a redirect to the front page that a host makes for this link alone: nobody can tell', async () => {
    const listener = site({ '/': page('Portal'), '/sets/9': (_, response) => void response.writeHead(302, { location: '/' }).end() })
    expect((await said('/sets/9', listener)).verdict).toMatchObject({ reason: 'unrecognised' })
  })

  it('by the same words at addresses that cannot exist', async () => {
    const listener = site(
      { '/': page('Portal', '<p>All our sets.</p>') },
      page('Portal', '<p>Sorry, we could not find that.</p><p>Try the search.</p>'),
    )
    expect((await said('/sets/9', listener)).verdict).toMatchObject({ reason: 'soft-404' })
  })

  it('perhaps, where every address looks the same, the front page too: nobody can tell', async () => {
    expect((await said('/data.zip', site({}, page('Portal')))).verdict).toMatchObject({ reason: 'unrecognised' })
    expect((await said('/sets/9', site({}, page('Portal', '<div id="root"></div><script src="/app.js"></script>', '')))).verdict.reason).toBe(
      'unrecognised',
    )
  })

  describe('for a file, under a title that repeats whatever was asked for', () => {
    const template = `<p>${'This lab shares its sets of images with whoever does research. '.repeat(6)}</p>`
    const nameOf = (request: IncomingMessage) => decodeURIComponent(request.url ?? '').replace(/^.*\/|\.zip$/g, '')
    let clock = 10

    it.each<[string, string, (name: string) => string]>([
      ['without its extension', '/files/segmentation.zip', (name) => `${name.replace(/^s/, 'S')} | My lab`],
      ['with its extension', '/files/segmentation.zip', (name) => `${name}.zip | My lab`],
      ['in capitals', '/files/brain.zip', (name) => `${name.toUpperCase()} | My lab`],
      ['in small letters', '/files/Brain.zip', (name) => `${name.toLowerCase()} | My lab`],
      ['with other punctuation', '/files/ct-1.zip', (name) => `${name.replace('-', ' ').toUpperCase()} | My lab`],
      ['in a path', '/data/brain.zip', (name) => `My lab: data/${name}/seg`],
      ['beside a clock', '/files/brain.zip', (name) => `${name} | My lab, 14:10:${clock++}`],
      ['that is a word of every title', '/files/lab.zip', () => 'My Lab'],
    ])('%s', async (_, path, title) => {
      const listener = site({ '/': page('My lab', '<p>Welcome to the lab.</p>') }, (request, response) =>
        page(title(nameOf(request)), template)(request, response),
      )
      expect((await said(path, listener)).verdict).toMatchObject({ reason: 'soft-404' })
    })

    it('but not under a title of its own', async () => {
      const entry = (title: string) => page(`${title} | My lab`, template)
      const listener = site({ '/': page('My lab', '<p>Welcome.</p>'), '/files/medec.zip': entry('MEDEC: Error Detection') }, (request, response) =>
        entry(nameOf(request))(request, response),
      )
      expect((await said('/files/medec.zip', listener)).verdict).toMatchObject({
        reason: 'served',
        facts: { title: 'MEDEC: Error Detection | My lab' },
      })
    })
  })

  it.each([
    [404, 'served'],
    [410, 'served'],
    [400, 'unrecognised'],
  ])('perhaps, where scripts fill it and another query gets %i: %s', async (code, reason) => {
    const application = page('Portal', '<div id="root"></div><script src="/app.js"></script>', '')
    const listener = at('/view', (request, response) =>
      request.url === '/view?set=9' ? application(request, response) : void response.writeHead(code).end(),
    )
    expect((await said('/view?set=9', listener)).verdict).toMatchObject({ reason })
  })

  it('never, where scripts fill it and another of several parameters may be what is denied', async () => {
    const application = page('Portal', '<div id="root"></div><script src="/app.js"></script>', '')
    const listener = at('/index', (request, response) =>
      request.url?.includes('page=set') ? application(request, response) : void response.writeHead(404).end(),
    )
    expect((await said('/index?page=set&id=9', listener)).verdict).toMatchObject({ reason: 'unrecognised' })
  })

  it('never where it is the front page', async () => {
    expect((await said('/', at('/', page('404')))).verdict).toMatchObject({ reason: 'served' })
  })
})

describe('a page that is about whoever asks, or about tonight, says nothing of the link,', () => {
  const errors: [string, string, string][] = [
    ['a wall that nobody knows', 'Error', 'Access denied for automated clients.'],
    ['a geographic wall', 'Sorry', 'This content is not available in your region.'],
    ['a limit', 'Error', 'Too many requests. Please slow down and try again.'],
    ['a repair', 'Maintenance', 'The site is under maintenance. We will be back soon.'],
    ['a repair, in Chinese', '系统维护', '系统正在维护，请稍后访问'],
    ['a fault', 'Sorry', 'The service is temporarily unavailable.'],
    ['a browser check', 'Checking', 'Checking your browser before you go on.'],
    ['a demand for scripts', 'Please wait', 'Please enable JavaScript and cookies to continue.'],
  ]
  const told = (title: string, words: string, code: number) => (request: IncomingMessage, response: ServerResponse) => {
    response.statusCode = code
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(request.method === 'HEAD' ? '' : `<title>${title}</title><h1>${title}</h1><p>${words}</p>`)
  }

  it.each(errors)('%s, with any status, on any address', async (_, title, words) => {
    for (const code of [200, 404, 410, 451]) {
      for (const path of ['/sets/9', '/scans.zip']) {
        const everywhere = site({ '/': page('Portal', '<p>All our sets.</p>') }, told(title, words, code))
        expect((await said(path, everywhere)).verdict, `${code} ${path}`).toMatchObject({ reason: 'unrecognised' })
      }
    }
  })

  it('also where the host denies every other address', async () => {
    for (const words of ['Too many requests', '网络不给力', 'Access denied', 'Service temporarily unavailable']) {
      expect((await said('/sets/9', at('/sets/9', told(words, '', 200)))).verdict, words).toMatchObject({ reason: 'unrecognised' })
    }
  })

  it('unless it says as well that the link is missing', async () => {
    const iis = 'The resource you are looking for might have been removed, had its name changed, or is temporarily unavailable.'
    const listener = site({}, told('404 - File or directory not found.', iis, 404))
    expect((await said('/sets/9', listener)).verdict).toMatchObject({ reason: 'not-found' })
    const owner = site({}, told('Gone', 'The owner has withdrawn this data set. Access is restricted.', 410))
    expect((await said('/sets/9', owner)).verdict).toMatchObject({ reason: 'removed' })
  })

  it('but a data set may have such words in its name', async () => {
    for (const name of ['Predictive maintenance', 'Access denied: a corpus of access control logs', 'Forbidden City images', 'CAPTCHA']) {
      expect((await said('/sets/9', at('/sets/9', page(name)))).verdict, name).toMatchObject({ reason: 'served' })
    }
  })

  it.each([
    ['Terms of use', '<form><input type="checkbox"> I agree</form>'],
    ['Request access', '<form><input name="email"></form><p>Please fill in the form to download.</p>'],
    ['数据申请', '<p>请填写申请表</p>'],
  ])('nor does one that stands before every file: %s', async (title, words) => {
    const listener = site(
      { '/': page('Portal'), '/terms': page(title, words) },
      (_, response) => void response.writeHead(302, { location: '/terms' }).end(),
    )
    expect((await said('/scans.zip', listener)).verdict).toMatchObject({ reason: 'unrecognised' })
  })
})

describe('a page titled by its own name', () => {
  const menu = '<p>Home, data sets, publications, people, news, contact, imprint, and a link to download this set.</p>'

  it('is no template that names nothing, however alike the rest is', async () => {
    const listener = site(
      { '/': page('Portal', `${menu.repeat(3)}<p>Welcome.</p>`), '/data/lung-seg-2020.zip': page('Lung Seg 2020 | Portal', menu) },
      page('Portal', menu),
    )
    expect((await said('/data/lung-seg-2020.zip', listener)).verdict).toMatchObject({ reason: 'served' })
  })
})

describe('a host that answers 404 with its application', () => {
  const shell = (code: number) => (_: IncomingMessage, response: ServerResponse) => {
    response.writeHead(code, { 'content-type': 'text/html' }).end('<title>Portal</title><div id="root"></div><script src="/app.js"></script>')
  }

  it('denies nothing by it', async () => {
    expect((await said('/sets/9', site({ '/': shell(200) }, shell(404)))).verdict).toMatchObject({ reason: 'unrecognised' })
  })

  it('denies a file, which no application shows', async () => {
    expect((await said('/scans.zip', site({ '/': shell(200) }, shell(404)))).verdict).toMatchObject({ reason: 'not-found' })
  })

  it('is believed where its front page is another', async () => {
    expect((await said('/sets/9', site({ '/': page('Portal') }, shell(404)))).verdict).toMatchObject({ reason: 'not-found' })
  })
})

describe('a host that says', () => {
  it.each<[string, RequestListener, object]>([
    ['404', status(404), { reason: 'not-found' }],
    ['410', status(410), { reason: 'removed' }],
    ['451', status(451), { reason: 'taken-down' }],
    ['401', status(401), { reason: 'login-required' }],
    ['402', status(402), { reason: 'payment-required' }],
    [
      'that the site it served is no more',
      status(404, {}, "<p>There isn't a GitHub Pages site here.</p>"),
      { reason: 'not-found', detail: /GitHub Pages/ },
    ],
  ])('%s is believed', async (_, listener, expected) => {
    const { reason, detail = '' } = (await said('/sets/9', listener)).verdict
    expect(reason).toBe((expected as { reason: string }).reason)
    if ('detail' in expected) expect(detail).toMatch(expected.detail as RegExp)
  })

  it('"log in first" has the dataset, but not for everybody', async () => {
    const listener = site({
      '/': page('Portal'),
      '/login': page('Sign in'),
      '/sets/9': (_, response) => void response.writeHead(302, { location: '/login?next=/sets/9' }).end(),
    })
    const { verdict } = await said('/sets/9', listener)
    expect(verdict).toMatchObject({ reason: 'login-required', detail: expect.stringMatching(/\/login$/) })
  })

  it('nothing itself, because its name now belongs to a trader, is gone', async () => {
    const listener = at('/sets/9', (request, response) => {
      const port = request.headers.host?.split(':')[1]
      response.writeHead(302, { location: `http://ww17.host.test:${port}/lander` }).end()
    })
    expect((await said('/sets/9', site({ '/lander': page('host.test') }, listener))).verdict).toMatchObject({ reason: 'parked' })
  })
})

it("an application at `ww1` may be somebody's own", async () => {
  const listener = at('/sets/9', (request, response) => {
    if (request.headers.host?.startsWith('ww1.')) return page('Set 9', '<div id="root"></div><script src="/app.js"></script>', '')(request, response)
    response.writeHead(302, { location: `http://ww1.${request.headers.host}/sets/9` }).end()
  })
  expect((await said('/sets/9', listener)).verdict.reason).not.toBe('parked')
})

it.each(['/lander', 'http://ww2.host.test'])('a site that sends its visitors to %s is not parked by that alone', async (place) => {
  const listener = at('/sets/9', (request, response) => {
    const port = request.headers.host?.split(':')[1]
    response.writeHead(302, { location: place.startsWith('/') ? place : `${place}:${port}/sets/nine` }).end()
  })
  const there = site({ '/lander': page('Images by a Mars lander'), '/sets/nine': page('Set 9') }, listener)
  expect((await said('/sets/9', there)).verdict).toMatchObject({ reason: 'served' })
})

describe('a download', () => {
  it.each<[string, RequestListener, object]>([
    ['of no bytes is empty', at('/scans.zip', file(Buffer.alloc(0))), { reason: 'empty' }],
    [
      'that is an error in JSON has the wrong type',
      at('/scans.zip', file(Buffer.from('{"error":"quota"}'))),
      { reason: 'served', warnings: ['wrong-type'] },
    ],
    ['that is a page has the wrong type', at('/scans.zip', page('Accept the licence')), { reason: 'served', warnings: ['wrong-type'] }],
    [
      'that is an error page and calls itself a file is not there',
      at('/scans.zip', file(Buffer.from('<html><title>File not found</title></html>'))),
      { reason: 'soft-404' },
    ],
    [
      'behind a page that sends its reader on is alive',
      site({ '/scans.zip': file(ZIP), '/get': page('Starting', '', '<meta http-equiv="refresh" content="0;url=/scans.zip">') }),
      { reason: 'served', facts: { bytes: ZIP.length } },
    ],
    [
      'behind a Refresh header that leads nowhere is not there',
      site({
        '/get': (_, response) => void response.writeHead(200, { refresh: '0; url=/scans.zip', 'content-type': 'text/html' }).end('<html>Wait</html>'),
      }),
      { reason: 'not-found' },
    ],
  ])('%s', async (situation, listener, expected) => {
    expect((await said(situation.startsWith('behind') ? '/get' : '/scans.zip', listener)).verdict).toMatchObject(expected)
  })

  it('that ends before its length is truncated; one that merely drips is not', async () => {
    const beginning = (request: IncomingMessage, response: ServerResponse) => {
      response.writeHead(200, { 'content-type': 'application/zip', 'content-length': 1_000_000 })
      return request.method === 'HEAD' ? void response.end() : response.write(ZIP.subarray(0, 100))
    }
    const cut = at('/scans.zip', (request, response) => {
      if (beginning(request, response)) setImmediate(() => response.socket?.destroy())
    })
    expect((await said('/scans.zip', cut)).verdict).toMatchObject({ reason: 'served', warnings: ['truncated-download'] })
    const slow = at('/scans.zip', (request, response) => void beginning(request, response))
    expect((await said('/scans.zip', slow, HURRIED)).verdict).toMatchObject({ reason: 'served', warnings: [] })
  })

  it('of two gigabytes costs no more than its headers', async () => {
    const huge = { 'content-type': 'application/zip', 'content-length': 2 ** 31 }
    const { verdict, asked } = await said(
      '/scans.zip',
      at('/scans.zip', (_, response) => void response.writeHead(200, huge).end()),
    )
    expect(verdict).toMatchObject({ reason: 'served', facts: { bytes: 2 ** 31 } })
    expect(asked).toEqual(['HEAD /scans.zip'])
  })

  it('that never ends is left after its beginning', async () => {
    let sent = 0
    const closed = Promise.withResolvers<void>()
    const endless = at('/scans.zip', (request, response) => {
      if (request.method === 'HEAD') return void response.writeHead(405).end()
      response.writeHead(200, { 'content-type': 'application/zip' }).on('close', closed.resolve)
      const pour = () => {
        while (response.write(ZIP)) sent += ZIP.length
        response.once('drain', pour)
      }
      pour()
    })
    expect((await said('/scans.zip', endless)).verdict).toMatchObject({ reason: 'served' })
    await closed.promise
    expect(sent).toBeLessThan(16 * 1024 * 1024)
  })

  it('of a page that unpacks to 64 MiB is unpacked to 256 KiB', async () => {
    const bomb = gzipSync(Buffer.concat([Buffer.from('<html><title>Set 9</title><p>'), Buffer.alloc(64 * 1024 * 1024, 'x ')]))
    const headers = { 'content-type': 'text/html', 'content-encoding': 'gzip' }
    const { verdict, evidence } = await said(
      '/sets/9',
      at('/sets/9', (_, response) => void response.writeHead(200, headers).end(bomb)),
    )
    expect(verdict).toMatchObject({ reason: 'served', facts: { title: 'Set 9' } })
    expect(evidence.at(-1)).toMatchObject({ response: { truncated: true, body: { length: 256 * 1024 } } })
  })
})

describe('a link that is written as it once was', () => {
  it.each([
    ['/new/fire/', true],
    ['/all-sets', false], // perhaps the list it was taken from
    ['/new/fire?session=1f3a', false],
  ])('and leads on for good, to %s: alive, with its present address, certain: %s', async (place, certain) => {
    const moved = (_: IncomingMessage, response: ServerResponse) => void response.writeHead(301, { location: place }).end()
    const { verdict } = await said('/old/fire.html', site({ [place.split('?')[0] ?? '']: page('FIRE'), '/old/fire.html': moved }))
    expect(verdict).toMatchObject({ reason: 'served', warnings: ['moved'], replacement: { certain, url: expect.stringContaining(place) } })
  })

  it('and names a place that is not in the page: alive, with a remark', async () => {
    const listener = at('/sets', page('Sets', '<h2 id="2020">2020</h2>'))
    expect((await said('/sets#2020', listener)).verdict.warnings).toEqual([])
    expect((await said('/sets#2019', listener)).verdict).toMatchObject({ reason: 'served', warnings: ['fragment-missing'] })
  })

  it('in https, to a server that speaks http: broken, with a suggestion', async () => {
    await using host = await serve(at('/sets/9', page('Set 9')))
    await using network = open()
    const { verdict } = await asking(network)(host.url('/sets/9').replace('http:', 'https:'))
    expect(verdict).toMatchObject({ reason: 'tls-error', replacement: { url: host.url('/sets/9'), certain: false } })
  })
})

describe('a host that cannot be reached', () => {
  const failing = async (url: string, options: Partial<NetworkOptions> = {}) => {
    await using network = open(options)
    return (await asking(network)(url)).verdict
  }
  const resolving = (code: string) => ({ resolve: () => Promise.reject(Object.assign(new Error(code), { code })) })

  it('because its name does not exist, is not taken for one whose name server is ill', async () => {
    expect(await failing('http://host.test/', resolving('ENOTFOUND'))).toMatchObject({ reason: 'dns-not-found', detail: 'NXDOMAIN' })
    expect(await failing('http://host.test/', resolving('EAI_AGAIN'))).toMatchObject({ reason: 'dns-failure', detail: 'EAI_AGAIN' })
    expect(await failing('http://host.test/', { resolve: async () => [] })).toMatchObject({ reason: 'dns-failure', detail: 'ENODATA' })
  })

  it.each<[string, string, Parameters<typeof serveRaw>[0] | string]>([
    ['because it resets every connection', 'connection-reset', (socket) => void socket.once('data', () => socket.resetAndDestroy())],
    ['because it is silent', 'timeout', () => {}],
    ['because it speaks another language', 'bad-response', '220 ftp.host.test ready\r\n'],
    ['because its headers never end', 'bad-response', `HTTP/1.1 200 OK\r\n${`x: ${'y'.repeat(1000)}\r\n`.repeat(100)}`],
  ])('%s, is unreachable: %s', async (_, reason, manner) => {
    await using host = await (typeof manner === 'string' ? saying(manner) : serveRaw(manner))
    expect((await failing(host.url('/sets/9'), HURRIED)).reason).toBe(reason)
  })

  it('because nobody listens, is given up after three links', async () => {
    const port = await closedPort()
    await using network = open()
    const ask = asking(network)
    const reasons: string[] = []
    for (let n = 1; n <= 5; n++) reasons.push((await ask(`http://host.test:${port}/${n}`)).verdict.reason)
    expect(reasons).toEqual(['connection-refused', 'connection-refused', 'connection-refused', 'host-down', 'host-down'])
  })

  it('because it only ever redirects, is asked eleven times at most', async () => {
    let count = 0
    const maze = site({}, (_, response) => void response.writeHead(302, { location: `/room/${count++}` }).end())
    const { verdict, asked } = await said('/sets/9', maze)
    expect(verdict.reason).toBe('redirect-loop')
    expect(asked.length).toBeLessThanOrEqual(11)
  })

  it('because a proxy refuses, is not blamed for it', async () => {
    await using proxy = await serve((_, response) => response.writeHead(407, { 'proxy-authenticate': 'Basic' }).end())
    const settings = { http: `http://127.0.0.1:${proxy.port}` }
    expect(await failing('http://host.example/sets/9', { proxy: settings })).toMatchObject({ reason: 'refused', detail: 'HTTP 407' })
  })
})

describe('a certificate', async () => {
  const root = await createAuthority()
  const below = await root.intermediate()
  setDefaultCACertificates([...getCACertificates('default'), root.cert])
  const past = { notBeforeDate: new Date(Date.now() - 20 * 86_400_000), notAfterDate: new Date(Date.now() - 86_400_000) }

  it.each([
    ['whose chain is incomplete: alive, with a remark', await below.issue(['host.test']), { reason: 'served', warnings: ['tls-chain-incomplete'] }],
    ['that has expired: unreachable', await root.issue(['host.test'], past), { reason: 'tls-error', detail: 'expired' }],
    ['for another name: unreachable', await root.issue(['elsewhere.test']), { reason: 'tls-error', detail: 'wrong name' }],
    ['that nobody vouches for: unreachable', await selfSigned(['host.test']), { reason: 'tls-error', detail: 'self-signed' }],
  ])('%s', async (_, certificate, expected) => {
    await using host = await serve(at('/sets/9', page('Set 9')), certificate)
    await using network = open()
    expect((await asking(network)(host.url('/sets/9'))).verdict).toMatchObject(expected)
  })
})

describe('an address inside our own network', () => {
  it.each<[string, (trap: string) => RequestListener]>([
    ['a redirect', (trap) => at('/sets/9', (_, response) => void response.writeHead(302, { location: trap }).end())],
    ['a page that sends its reader on', (trap) => at('/sets/9', page('Wait', '', `<meta http-equiv="refresh" content="0; url=${trap}">`))],
    [
      'a Refresh header',
      (trap) =>
        at('/sets/9', (_, response) => void response.writeHead(200, { refresh: `0; url=${trap}`, 'content-type': 'text/html' }).end('<html>')),
    ],
  ])('is never contacted, whatever leads there: %s', async (_, leading) => {
    await using trap = await serveRaw((socket) => socket.end(), '127.0.0.2')
    for (const name of ['127.0.0.2', '0x7f.2', '2130706434', 'a:b@127.0.0.2', 'inside.test']) {
      await using host = await serve(leading(`http://${name}:${trap.port}/latest/meta-data/`))
      const resolve = async (hostname: string) => [{ address: hostname === 'inside.test' ? '127.0.0.2' : '127.0.0.1', family: 4 }]
      await using network = open({ allow: ['127.0.0.1'], resolve })
      expect((await asking(network)(host.url('/sets/9'))).verdict, name).toMatchObject({ reason: 'forbidden-address', detail: '127.0.0.2' })
    }
    expect(trap.connections()).toBe(0)
  })

  it('of a cloud is refused without a question, also as the link itself', async () => {
    await using network = open()
    const metadata = at('/sets/9', (_, response) => void response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data/' }).end())
    expect((await said('/sets/9', metadata)).verdict).toMatchObject({ reason: 'forbidden-address', detail: '169.254.169.254' })
    expect((await asking(network)('http://[::ffff:169.254.169.254]/')).verdict.reason).toBe('forbidden-address')
  })
})

it.each(['magnet:?xt=urn:btih:47e9d8aab761e75fd0a81982fa62bddf3a173831', 'ftp://host.test/scans.zip'])(
  '%s is not spoken here, as a link or behind one',
  async (address) => {
    await using network = open()
    expect((await asking(network)(address)).verdict).toMatchObject({
      reason: 'unsupported-scheme',
      detail: expect.stringContaining(address.split(':')[0] ?? ''),
    })
    const listener = at('/sets/9', (_, response) => void response.writeHead(302, { location: address }).end())
    expect((await said('/sets/9', listener)).verdict).toMatchObject({ reason: 'unsupported-scheme' })
  },
)

it('the README tells the situations in the words of the verdicts', () => {
  const [, section = ''] = /^## Which verdict each situation gets$(.*?)^## /ms.exec(readFileSync('README.md', 'utf8')) ?? []
  const verdicts = section.split('\n').flatMap((line) => line.split('|')[2]?.match(/`[a-z0-9-]+`/g) ?? [])
  const words: readonly string[] = [...Object.keys(REASONS), ...WARNINGS].map((word) => `\`${word}\``)
  expect(verdicts.length).toBeGreaterThan(30)
  expect(verdicts.filter((word) => !words.includes(word))).toEqual([])
})
