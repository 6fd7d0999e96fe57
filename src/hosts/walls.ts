/** Bot walls: answers that are about us, not about the link. */
import type { Response } from '#model/http.ts'
import { isHtml, text } from './text.ts'

type Seen = Pick<Response, 'status' | 'headers' | 'cookies'> & { readonly host: string; readonly title: string; readonly body: string }
type Wall = { readonly name: string; readonly stands: (seen: Seen) => boolean }

/** Challenge pages are small; a larger page that contains these words is a page about them. */
const LARGEST_WALL = 100 * 1024

const refusal = (status: number) => status === 403 || status === 429 || status === 503

/**
 * Signatures from the vendors' documentation, wafw00f and the issue threads of other link checkers. A header is enough; a
 * phrase counts only as the page's title, with a refusing status, or on a page that is nothing else.
 */
const WALLS: readonly Wall[] = [
  {
    name: 'Cloudflare',
    stands: ({ status, headers, title, body }) =>
      headers['cf-mitigated'] === 'challenge' ||
      title === 'Just a moment...' ||
      title === 'Attention Required! | Cloudflare' ||
      (refusal(status) && (body.includes('_cf_chl_opt') || body.includes('Sorry, you have been blocked'))),
  },
  { name: 'AWS WAF', stands: ({ headers }) => /challenge|captcha/.test(headers['x-amzn-waf-action'] ?? '') },
  {
    name: 'Akamai',
    stands: ({ status, title, body }) =>
      status === 403 && title === 'Access Denied' && (body.includes('errors.edgesuite.net') || body.includes('Reference&#32;&#35;')),
  },
  {
    name: 'Imperva Incapsula',
    stands: ({ body }) => body.includes('Incapsula incident ID') || (body.length < 4096 && body.includes('_Incapsula_Resource')),
  },
  { name: 'DataDome', stands: ({ status, cookies, body }) => refusal(status) && ('datadome' in cookies || body.includes('captcha-delivery.com')) },
  {
    name: 'PerimeterX',
    stands: ({ status, title, body }) => refusal(status) && (body.includes('px-captcha') || title.startsWith('Access to this page has been denied')),
  },
  {
    name: 'Sucuri',
    stands: ({ status, headers, title }) => (refusal(status) && 'x-sucuri-id' in headers) || title.startsWith('Sucuri WebSite Firewall'),
  },
  {
    name: 'Baidu Yunjiasu',
    stands: ({ status, headers, body }) =>
      body.includes('/.well-known/yunjiasu-cgi/') ||
      body.includes('yjs_use_ob=0') ||
      (refusal(status) && (headers.server ?? '').startsWith('yunjiasu')),
  },
  {
    name: 'Alibaba Cloud',
    stands: ({ status, body }) =>
      status === 405 && (/errors?\.aliyun/.test(body) || body.includes('your request has been blocked as it may cause potential threats')),
  },
  {
    name: 'F5 BIG-IP',
    stands: ({ body }) => body.length < 4096 && body.includes('The requested URL was rejected. Please consult with your administrator'),
  },
  { name: 'Anubis', stands: ({ body }) => body.includes('id="anubis_challenge"') },
  { name: 'Vercel', stands: ({ headers, title }) => 'x-vercel-mitigated' in headers || title === 'Vercel Security Checkpoint' },
  { name: 'reCAPTCHA', stands: ({ title }) => title === 'Checking your browser - reCAPTCHA' },
  { name: 'Baidu', stands: ({ host, title }) => host === 'wappass.baidu.com' || title === '百度安全验证' || title === '安全验证' },
  { name: 'unusual traffic', stands: ({ status, body }) => status === 403 && body.includes('unusual traffic') },
  { name: 'LinkedIn', stands: ({ status }) => status === 999 },
]

/** The name of the wall this answer is, or undefined when it is an answer of the host itself. */
export function wall(response: Response): string | undefined {
  const page = isHtml(response) && response.body.length < LARGEST_WALL ? text(response) : ''
  const seen: Seen = {
    status: response.status,
    headers: response.headers,
    cookies: response.cookies,
    host: new URL(response.url).hostname,
    title: /<title[^>]*>\s*([^<]*?)\s*<\/title>/i.exec(page)?.[1] ?? '',
    body: page,
  }
  return WALLS.find(({ stands }) => stands(seen))?.name
}
