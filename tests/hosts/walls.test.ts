/** Bot walls are told from pages, and from pages that talk about bot walls. */
import { describe, expect, it } from 'vitest'
import { wall } from '#hosts/walls.ts'
import { page, response } from './answers.ts'

const filler = (characters: number) => '<p>Scans of the retina.</p>'.repeat(Math.ceil(characters / 27))

describe('a wall is known by', () => {
  it.each([
    ['Cloudflare', 'its header', { status: 403, headers: { 'cf-mitigated': 'challenge' } }],
    ['Cloudflare', 'its header with 429', { status: 429, headers: { 'cf-mitigated': 'challenge' } }],
    ['Cloudflare', 'the title of its challenge', { status: 503, body: page('Just a moment...') }],
    ['Cloudflare', 'the title of its block', { status: 403, body: page('Attention Required! | Cloudflare') }],
    ['Cloudflare', 'its script', { status: 403, body: page('x', '<script>window._cf_chl_opt={}</script>') }],
    ['AWS WAF', 'its header with an empty 202', { status: 202, headers: { 'x-amzn-waf-action': 'challenge' } }],
    ['AWS WAF', 'its header with 405', { status: 405, headers: { 'x-amzn-waf-action': 'captcha' } }],
    ['AWS WAF', 'its script with 202', { status: 202, body: page('', '<script src="https://x.token.awswaf.com/c.js"></script>') }],
    ['Akamai', 'its block page', { status: 403, body: page('Access Denied', 'Reference&#32;&#35;18.2') }],
    ['Akamai', 'the host of its block page', { status: 403, body: page('Access Denied', '<p>https://errors.edgesuite.net/18.2</p>') }],
    ['Imperva Incapsula', 'its incident page', { status: 403, body: page('', 'Incapsula incident ID: 7') }],
    ['Imperva Incapsula', 'its script on a bare page', { body: '<html><head><script src="/_Incapsula_Resource?SW=1"></script></head></html>' }],
    ['DataDome', 'its cookie with 403', { status: 403, cookies: { datadome: 'x' } }],
    ['DataDome', 'its script with 403', { status: 403, body: page('', '<script src="https://geo.captcha-delivery.com/c.js">') }],
    ['PerimeterX', 'its cookie with 403', { status: 403, cookies: { _px3: 'x' } }],
    ['PerimeterX', 'its title', { status: 403, body: page('Access to this page has been denied.') }],
    ['PerimeterX', 'its captcha', { status: 403, body: page('x', '<div id="px-captcha"></div>') }],
    ['Sucuri', 'its title', { status: 403, body: page('Sucuri WebSite Firewall - Access Denied') }],
    ['Sucuri', 'its header with 403', { status: 403, headers: { 'x-sucuri-id': '1' } }],
    ['Baidu Yunjiasu', 'its script, whatever the status', { body: page('', '<script src="/.well-known/yunjiasu-cgi/x"></script>') }],
    ['Baidu Yunjiasu', 'its server with 403', { status: 403, headers: { server: 'yunjiasu-nginx' } }],
    ['Baidu Yunjiasu', 'its mark, whatever the status', { body: page('', '<script>location.search="?yjs_use_ob=0"</script>') }],
    [
      'Alibaba Cloud',
      'its sentence with 405',
      { status: 405, body: page('405', 'Sorry, your request has been blocked as it may cause potential threats to the server.') },
    ],
    ['Alibaba Cloud', 'its 405', { status: 405, body: page('405', '<img src="https://errors.aliyun.com/x.png">') }],
    [
      'F5 BIG-IP',
      'its sentence on a bare page',
      {
        body: page('Request Rejected', 'The requested URL was rejected. Please consult with your administrator. Your support ID is: 1'),
      },
    ],
    ['Anubis', 'its challenge', { body: page('x', '<script id="anubis_challenge" type="application/json">{}</script>') }],
    ['Anubis', 'its title and script', { body: page("Making sure you're not a bot!", '<script src="/.within.website/x/cmd/anubis/main.mjs">') }],
    ['Vercel', 'its title', { status: 429, body: page('Vercel Security Checkpoint') }],
    ['Vercel', 'its header', { status: 403, headers: { 'x-vercel-mitigated': 'challenge' } }],
    ['Baidu', 'its host', { url: 'https://wappass.baidu.com/static/captcha/' }],
    ['unusual traffic', 'its sentence with 403', { status: 403, body: page('Zenodo', 'We have detected unusual traffic.') }],
    ['LinkedIn', 'its status', { status: 999 }],
    ['captcha', 'the title of csdn, with 521', { status: 521, body: page('请进行安全验证(Security Verification)') }],
    ['captcha', 'the title of Baidu', { body: page(' 百度安全验证\n') }],
    ['captcha', 'the title of reCAPTCHA', { body: page('Checking your browser - reCAPTCHA') }],
  ] as const)('%s: %s', (name, _, told) => {
    expect(wall(response(told))).toBe(name)
  })

  it('the title of a GBK page that does not name its charset', () => {
    const gbk = Uint8Array.of(0xb0, 0xb2, 0xc8, 0xab, 0xd1, 0xe9, 0xd6, 0xa4) // 安全验证
    const body = Uint8Array.from([...new TextEncoder().encode('<html><title>'), ...gbk, ...new TextEncoder().encode('</title>')])
    expect(wall(response({ headers: {}, body }))).toBe('captcha')
  })
})

describe('no wall is', () => {
  it.each([
    ['a plain page', { body: page('MHIST', filler(5000)) }],
    [
      'a page behind Cloudflare',
      { headers: { server: 'cloudflare', 'content-type': 'text/html' }, body: page('x', '<script src="/cdn-cgi/challenge-platform/x.js"></script>') },
    ],
    [
      'a page with the cookies of Incapsula and PerimeterX',
      { cookies: { visid_incap_1: 'x', incap_ses_1: 'x', _px3: 'x', datadome: 'x' }, body: page('x', 'y') },
    ],
    ['a page behind Yunjiasu', { headers: { server: 'yunjiasu-nginx', 'content-type': 'text/html' }, body: page('x', 'y') }],
    ['a full page with the script of Incapsula', { body: page('MHIST', `<script src="/_Incapsula_Resource?SW=1"></script>${filler(5000)}`) }],
    [
      'a page that quotes walls',
      {
        body: page(
          'How captchas work',
          'Just a moment... Sorry, you have been blocked. _cf_chl_opt px-captcha captcha-delivery.com Incapsula incident ID unusual traffic',
        ),
      },
    ],
    [
      'a page about the sentence of F5',
      { body: page('Help', 'What does "The requested URL was rejected. Please consult with your administrator" mean?') },
    ],
    ['an article whose title names captchas', { body: page('CAPTCHA - Wikipedia') }],
    ['a plain 403', { status: 403, body: page('Forbidden', 'You have no permission.') }],
    ['a plain 202', { status: 202, headers: {} }],
    ['a plain 405', { status: 405, body: page('Method Not Allowed') }],
    ['a large page with a script of a wall', { status: 403, body: page('x', `_cf_chl_opt ${filler(110_000)}`) }],
    [
      'data with the words of a wall',
      { status: 403, headers: { 'content-type': 'application/json' }, body: '{"title":"<title>Just a moment...</title> px-captcha"}' },
    ],
    ['an answer from an address that cannot be read', { url: 'nonsense' }],
  ] as const)('%s', (_, told) => {
    expect(wall(response(told))).toBeUndefined()
  })
})

it('hostile sources cost no more than honest ones', () => {
  const start = performance.now()
  for (const unit of ['<title', '<title>', '<title> ', '<meta charset', ' ', '<!--', '<title>\n']) {
    const body = `<html>${unit.repeat(Math.floor(100_000 / unit.length))}`
    wall(response({ headers: {}, body }))
    wall(response({ status: 403, body }))
  }
  expect(performance.now() - start).toBeLessThan(1000)
})
