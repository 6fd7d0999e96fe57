/** The generic checker against anything a stranger's host may answer. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { probe } from '#core/probe.ts'
import generic from '#hosts/generic/checker.ts'
import { otherQuery, siblingOf } from '#hosts/generic/sibling.ts'
import { asksToLogIn, saysMissing } from '#hosts/phrases.ts'
import { wall } from '#hosts/walls.ts'
import type { Exchange, Request } from '#model/http.ts'
import { statusOf } from '#model/verdict.ts'
import { anyOutcome, page, response } from './answers.ts'

const target = (url: string) => generic.match(new URL(url), { url, access: 'open' })

async function check(url: string, answers: readonly ((request: Request) => Exchange)[]) {
  const found = target(url)
  if (found === undefined || 'invalid' in found) throw new Error(`not a target: ${url}`)
  let asked = 0
  const elsewhere = () => generic.check(found, night)
  const night = { peers: [found], secrets: new Set<string>(), elsewhere }
  return probe(generic.check(found, night), async (request) => {
    const answer = answers[asked++] ?? answers.at(-1)
    if (answer === undefined) throw new Error('nothing to answer')
    return answer(request)
  })
}

const served =
  (body: string) =>
  (request: Request): Exchange => ({ request, response: response({ url: request.url, body }), ms: 1 })

const links = fc.constantFrom(
  ...['https://data.example.org/sets/9', 'https://data.example.org/sets/9#a', 'https://data.example.org/', 'http://data.example.org/scans.zip'],
  'https://data.example.org/show.php?id=12',
)

/** What must be seen in an answer before anything may be called gone. */
const PHRASES = ['404', 'not found', '不存在']
const PARKED = ['sedoParkingUrl', 'bodis.com', 'ww1.', '/lander']

function denies(exchange: Exchange): boolean {
  if ('failure' in exchange) return false
  const { status, body, url, hops } = exchange.response
  if ([404, 410, 451].includes(status) || (status === 200 && body.length === 0)) return true
  const seen = [new TextDecoder().decode(body), new TextDecoder('gbk').decode(body), url, ...hops.map((hop) => hop.url)].join('\n')
  return [...PHRASES, ...PARKED].some((sign) => seen.toLowerCase().includes(sign.toLowerCase()))
}

function vouches(exchange: Exchange): boolean {
  if ('failure' in exchange) return false
  const { status, headers } = exchange.response
  const sized = status === 416 && /\/[1-9]\d*$/.test(headers['content-range'] ?? '')
  return ((status >= 200 && status < 300) || sized) && wall(exchange.response) === undefined
}

function closed(exchange: Exchange): boolean {
  if ('failure' in exchange) return false
  const { status, body, url } = exchange.response
  return status === 401 || status === 402 || /login|accounts/.test(url) || /type="?password/.test(new TextDecoder().decode(body))
}

const withoutFragment = (url: string) => url.replace(/#.*/, '')
const siblings = (url: string) => {
  const asked = withoutFragment(url)
  return [otherQuery(asked, 1), siblingOf(asked, 1), siblingOf(asked, 2)].filter((address) => address !== undefined)
}

/** Whether this was asked to learn about the host, not about the link. */
const isBeside = (url: string, { request }: Exchange) => [...siblings(url), new URL('/', url).href].includes(request.url) && request.url !== url

/** The host must have shown the link and an address that cannot exist, and have denied neither. */
const showsAnything = (url: string, evidence: readonly Exchange[]) =>
  evidence.some(vouches) && evidence.some((exchange) => siblings(url).includes(exchange.request.url) && vouches(exchange))

it('has no good news, no bad news and no exception without a witness', async () => {
  await fc.assert(
    fc.asyncProperty(links, fc.array(anyOutcome, { minLength: 1, maxLength: 5 }), async (url, answers) => {
      const { verdict: said, evidence } = await check(url, answers)
      const own = evidence.filter((exchange) => !isBeside(url, exchange))
      expect(said.reason, said.detail).not.toBe('checker-error')
      // a page that sends its reader on is a witness together with the one it leads to
      const witness = {
        gone: () => own.slice(-2).some(denies),
        alive: () => own.slice(-1).some(vouches),
        restricted: () => own.slice(-1).some(closed),
      }
      const status = statusOf(said)
      const told = `${said.reason}: ${said.detail}`
      if (said.reason === 'soft-404' && said.detail?.endsWith('as at an address that cannot exist'))
        expect(showsAnything(url, evidence), told).toBe(true)
      else if (status in witness) expect(witness[status as keyof typeof witness](), told).toBe(true)
      else expect(['unreachable', 'blocked', 'unknown']).toContain(status)
      expect(evidence.length).toBeLessThanOrEqual(7)
    }),
    { numRuns: 2000 },
  )
})

it('never calls a link gone for what the host says to every address, its front page included', async () => {
  const said = fc.record({
    title: fc.string({ maxLength: 20 }),
    prose: fc.constantFrom('', 'Oops.', 'We cannot find it.', 'A set of scans. '.repeat(60)),
  })
  await fc.assert(
    fc.asyncProperty(links, said, async (url, { title, prose }) => {
      fc.pre(!saysMissing(title))
      expect(statusOf((await check(url, [served(page(title, prose))])).verdict)).not.toBe('gone')
    }),
    { numRuns: 500 },
  )
})

it('reads a page however deep its elements lie, and however many there are', async () => {
  for (const body of [
    '<div>'.repeat(50_000),
    '<p>x'.repeat(50_000),
    '<form><input type=password>'.repeat(5000),
    '<title>'.repeat(30_000),
    '<h1>'.repeat(50_000),
  ]) {
    const start = performance.now()
    const { verdict: said } = await check('https://data.example.org/sets/9#a', [served(body)])
    expect(said.reason).not.toBe('checker-error')
    expect(performance.now() - start).toBeLessThan(2000)
  }
})

it('takes every http and https link, and no other', () => {
  fc.assert(
    fc.property(fc.webUrl({ withFragments: true, withQueryParameters: true }), (url) => {
      expect(target(url)).toBeDefined()
    }),
  )
  expect(target('ftp://data.example.org/scans.zip')).toBeUndefined()
  expect(target('magnet:?xt=urn:btih:47e9d8aab761e75fd0a81982fa62bddf3a173831')).toBeUndefined()
})

it('asks one question for all places of a page', () => {
  expect(target('https://data.example.org/data/#2019')).toEqual({ url: 'https://data.example.org/data/', fragment: '2019' })
  expect(target('HTTPS://Data.Example.org:443/data/#')).toEqual({ url: 'https://data.example.org/data/', fragment: '' })
})

describe('a title says that there is no such page:', () => {
  it.each([
    ...[
      '404',
      'Not Found',
      '404 Not Found',
      '404 - File not found',
      '404 – Page Not Found | Data portal',
      'Page not found · GitHub Pages',
      'HTTP 404',
    ],
    ...[
      'Error 404',
      '404 Error | Data portal',
      'Oops! Page not found',
      'Data portal | This page does not exist',
      '404: This page could not be found.',
    ],
    ...[
      'Sorry, this dataset is no longer available',
      'The requested URL was not found',
      'Page Not Found - 404 - Data portal',
      'Page not found (404)',
      'This record has been removed',
      'Sorry, the page you are looking for could not be found.',
      'The page you requested cannot be found | Data portal',
      'We can’t find that page',
    ],
    ...[
      '页面不存在',
      '404错误',
      '抱歉，您访问的页面不存在',
      '该文章已被删除',
      '数据集不存在_医学数据',
      '页面找不到了',
      '404 - 未找到页面',
      '内容不存在或已删除 | 站点',
      '资源已下线',
      '已下线',
      '抱歉，您要访问的页面不存在',
      '该内容已被作者删除',
      '分享已取消',
    ],
  ])('%s', (title) => {
    expect(saysMissing(title)).toBe(true)
  })
})

describe('a title asks its reader to log in:', () => {
  it.each([
    ...[
      'Sign in',
      'Log in to continue',
      'Login - Data portal',
      'Login required',
      'Please sign in',
      'Sign in · GitLab',
      'You must be logged in to see this.',
    ],
    ...['请先登录', '登录', '用户登录', '统一身份认证平台', '请登录后查看 - 数据平台'],
  ])('%s', async (title) => {
    expect(asksToLogIn(title)).toBe(true)
    const body = page(title, '<h1>Portal</h1><p>Scan the code with your phone.</p>')
    expect((await check('https://data.example.org/sets/9', [served(body)])).verdict).toMatchObject({ reason: 'login-required', detail: title })
  })

  it.each(['Login traces: a dataset', 'Blogin', '登录日志数据集', 'How to log in', 'Sign language', 'Log interpretation'])('not %s', (title) => {
    expect(asksToLogIn(title)).toBe(false)
  })
})

describe('a title only talks about it:', () => {
  it.each([
    ...[
      '',
      'Data portal',
      'HTTP 404 - Wikipedia',
      'Peugeot 404',
      '404 | Peugeot',
      'How to fix 404 Not Found',
      '404 Not Found: what it means',
      'Lost and not found',
    ],
    ...[
      'Error 404 - What it means and how you can fix it',
      'Not Found (film) - Wikipedia',
      'Objects not found in training data',
      'Page 404',
      'Room 404 - Hotel',
    ],
    ...['如何处理页面不存在的问题', '页面不存在怎么办', '数据集', '为什么文件找不到了', '404教室数据集'],
  ])('%s', (title) => {
    expect(saysMissing(title)).toBe(false)
  })
})

it('reads names and titles as browsers do', async () => {
  const said = async (fragment: string, body: string) => (await check(`https://data.example.org/sets/9#${fragment}`, [served(body)])).verdict
  const all = `<title lang='en'> R&amp;D &mdash;\n scans > 9 </title><h2 class="a>b" ID=Get>Get</h2><a name='2019'></a><i id="user-content-use"></i><input name="age">`
  expect((await said('', all)).facts).toEqual({ title: 'R&D — scans > 9' })
  for (const fragment of ['Get', 'get', '2019', 'use', 'top', '/route', '!/route', 'tab=2', ':~:text=scans']) {
    expect((await said(fragment, all)).warnings, fragment).toEqual([])
  }
  for (const fragment of ['Got', 'age', 'a%3Eb', 'Got:~:text=scans']) {
    expect((await said(fragment, all)).warnings, fragment).toEqual(['fragment-missing'])
  }
})

it('judges the page, not what stands around it', async () => {
  const login = '<form><input type="password"></form>'
  const link = 'https://data.example.org/sets/9'
  const reason = async (body: string) => {
    const only = (request: Request) =>
      request.url === link ? served(body)(request) : { request, response: response({ url: request.url, status: 404 }), ms: 1 }
    return (await check(link, [only])).verdict.reason
  }
  expect(await reason(page('Set 9', `<nav>${login}</nav><div id="app"></div>`))).toBe('served')
  expect(await reason(page('Set 9', `<div hidden><h1>Page not found</h1></div><p>Scans.</p>`))).toBe('served')
  expect(await reason(page('Set 9', '<h1>Set 9</h1><h1>Page not found</h1>'))).toBe('served')
  expect(await reason(page('Set 9', '<!-- <h1>Page not found</h1> --><script>"<h1>Page not found</h1>"</script><img src="scan.png">'))).toBe('served')
  expect(await reason(page('Traders', '<p>Buy this domain</p><a href="https://bodis.com">1</a><a href="https://afternic.com">2</a>'))).toBe('served')
  expect(await reason(`<svg><title>404</title></svg>${page('Set 9')}`)).toBe('served')
})
