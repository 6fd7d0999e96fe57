/** Bot walls: answers that are about us, not about the link. */
import type { Response } from '#model/http.ts'
import { isHtml, text } from './text.ts'

type Seen = Pick<Response, 'status' | 'headers' | 'cookies'> & {
  readonly host: string
  /** The source of a small page; empty for data and for large pages. */
  readonly page: string
  readonly title: string
}
type Wall = { readonly name: string; readonly stands: (seen: Seen) => boolean }

/** Challenge pages are small; a larger page that contains these words is a page about them. */
const LARGEST_WALL = 100 * 1024

/** A page of this size is nothing but its message. */
const BARE = 4096

const refusal = (status: number) => status === 403 || status === 429 || status === 503

/** Titles that only an interstitial has: whole sentences, so that a page about captchas is not one. */
const INTERSTITIALS = new Set([
  'are you a robot?',
  'checking your browser - recaptcha',
  'human verification',
  'robot check',
  'security verification',
  '人机验证',
  '安全验证',
  '滑块验证',
  '百度安全验证',
  '访问过于频繁',
  '操作过于频繁',
  '请进行安全验证',
  '请进行安全验证(security verification)', // csdn, with HTTP 521
  '请完成安全验证',
  '请输入验证码',
])

/**
 * Signatures from the vendors' documentation, wafw00f and the issue threads of other link checkers. A header is enough; a
 * phrase counts only as the page's title, with a refusing status, or on a page that is nothing else. Left out on purpose:
 * what these services also put into the pages they let through (their cookies, `server: cloudflare`, `/cdn-cgi/challenge-platform`).
 */
const WALLS: readonly Wall[] = [
  {
    name: 'Cloudflare',
    stands: ({ status, headers, title, page }) =>
      headers['cf-mitigated'] === 'challenge' ||
      title === 'Just a moment...' ||
      title === 'Attention Required! | Cloudflare' ||
      (refusal(status) && (page.includes('_cf_chl_opt') || page.includes('Sorry, you have been blocked'))),
  },
  {
    name: 'AWS WAF',
    stands: ({ status, headers, page }) =>
      /challenge|captcha/.test(headers['x-amzn-waf-action'] ?? '') || ((status === 202 || status === 405) && page.includes('awswaf')),
  },
  {
    name: 'Akamai',
    stands: ({ status, title, page }) =>
      status === 403 && title === 'Access Denied' && (page.includes('errors.edgesuite.net') || page.includes('Reference&#32;&#35;')),
  },
  {
    name: 'Imperva Incapsula',
    stands: ({ status, page }) =>
      (refusal(status) && (page.includes('Incapsula incident ID') || page.includes('_Incapsula_Resource'))) ||
      (page.length < BARE && page.includes('src="/_Incapsula_Resource')),
  },
  {
    name: 'DataDome',
    stands: ({ status, cookies, page }) => refusal(status) && ('datadome' in cookies || page.includes('captcha-delivery.com')),
  },
  {
    name: 'PerimeterX',
    stands: ({ status, cookies, title, page }) =>
      refusal(status) &&
      (page.includes('px-captcha') ||
        title.startsWith('Access to this page has been denied') ||
        Object.keys(cookies).some((name) => name.startsWith('_px'))),
  },
  {
    name: 'Sucuri',
    stands: ({ status, headers, title }) => refusal(status) && ('x-sucuri-id' in headers || title.startsWith('Sucuri WebSite Firewall')),
  },
  {
    name: 'Baidu Yunjiasu',
    stands: ({ status, headers, page }) =>
      page.includes('/.well-known/yunjiasu-cgi/') ||
      page.includes('yjs_use_ob=0') ||
      (refusal(status) && (headers.server ?? '').startsWith('yunjiasu')),
  },
  {
    name: 'Alibaba Cloud',
    stands: ({ status, page }) =>
      status === 405 && (/errors?\.aliyun/.test(page) || page.includes('your request has been blocked as it may cause potential threats')),
  },
  {
    name: 'F5 BIG-IP',
    stands: ({ title, page }) =>
      page.length < BARE &&
      page.includes('The requested URL was rejected. Please consult with your administrator') &&
      (title === 'Request Rejected' || /support ID/i.test(page)),
  },
  {
    name: 'Anubis',
    stands: ({ title, page }) =>
      page.includes('id="anubis_challenge"') || (/not a bot/i.test(title) && page.includes('/.within.website/x/cmd/anubis/')),
  },
  { name: 'Vercel', stands: ({ headers, title }) => 'x-vercel-mitigated' in headers || title === 'Vercel Security Checkpoint' },
  { name: 'Baidu', stands: ({ host }) => host === 'wappass.baidu.com' },
  { name: 'unusual traffic', stands: ({ status, page }) => status === 403 && page.includes('unusual traffic') },
  { name: 'LinkedIn', stands: ({ status }) => status === 999 },
  { name: 'captcha', stands: ({ status, title }) => INTERSTITIALS.has(title.toLowerCase()) || (refusal(status) && /captcha/i.test(title)) },
]

/** The name of the wall this answer is, or undefined when it is an answer of the host itself. */
export function wall(response: Response): string | undefined {
  const page = response.body.length < LARGEST_WALL && isHtml(response) ? text(response) : ''
  const seen: Seen = {
    status: response.status,
    headers: response.headers,
    cookies: response.cookies,
    host: URL.parse(response.url)?.hostname ?? '',
    page,
    title: titleOf(page),
  }
  return WALLS.find(({ stands }) => stands(seen))?.name
}

/** The first title of a page's source. By position, not by pattern: strangers' pages may hold a megabyte of `<title<title`. */
function titleOf(page: string): string {
  const tag = page.search(/<title[\s>]/i)
  const start = tag < 0 ? 0 : page.indexOf('>', tag) + 1
  const end = start === 0 ? -1 : page.indexOf('<', start)
  return end < 0 ? '' : page.slice(start, end).trim()
}
