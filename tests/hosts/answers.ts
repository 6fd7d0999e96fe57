/** Exchanges for the tests of the words that all checkers share. */
import fc from 'fast-check'
import { probe } from '#core/probe.ts'
import type { Checker } from '#model/checker.ts'
import type { Exchange, Failure, Request, Response } from '#model/http.ts'

export const ASKED: Request = { method: 'GET', url: 'https://data.example.org/sets/9' }

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

export type Told = Partial<Omit<Response, 'body'>> & { readonly body?: string | Uint8Array }

/** A plain answer to `ASKED`; a page unless its headers say otherwise. */
export function response(told: Told = {}): Response {
  const { body = '', ...rest } = told
  return {
    status: 200,
    url: ASKED.url,
    hops: [],
    headers: { 'content-type': 'text/html; charset=utf-8' },
    cookies: {},
    truncated: false,
    ...rest,
    body: typeof body === 'string' ? bytes(body) : body,
  }
}

/** An answer with data. */
export const data = (value: unknown, status = 200): Told => ({ status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) })

/** What a checker says of a link when its host answers like this. */
export async function probed<Target extends object>(checker: Checker<Target>, url: string, answerTo: (request: Request) => Told) {
  const target = checker.match(new URL(url), { url, access: 'open' })
  if (target === undefined || 'invalid' in target) throw new Error(`${url} cannot be asked about`)
  const elsewhere = () => {
    throw new Error('another host is asked')
  }
  return await probe(checker.check(target, { peers: [target], secrets: new Set(), elsewhere }), async (request) => ({
    request,
    response: response({ url: request.url, ...answerTo(request) }),
    ms: 0,
  }))
}

export const page = (title: string, body = ''): string => `<!doctype html><html><head><title>${title}</title></head><body>${body}</body></html>`

const FAILURES = {
  'dns-not-found': 0,
  'dns-failure': 0,
  'connection-refused': 0,
  'connection-reset': 0,
  timeout: 0,
  'tls-error': 0,
  'redirect-loop': 0,
  'bad-response': 0,
  'host-down': 0,
  'rate-limited': 0,
  'forbidden-address': 0,
  'unsupported-scheme': 0,
  'proxy-refused': 0,
  'no-route': 0,
} satisfies Record<Failure, 0>

const failures = Object.keys(FAILURES) as Failure[]

/** Sentences, forms and scripts that mean something to a checker or a wall when they stand in the right place. */
const words = fc.constantFrom(
  ...['Welcome', '404', 'Page not found', '404 Not Found', '页面不存在', 'Just a moment...', 'px-captcha', '_cf_chl_opt', 'id="anubis_challenge"'],
  ...[
    'This domain is for sale',
    '<script>sedoParkingUrl</script>',
    '<a href="https://bodis.com">',
    'yjs_use_ob=0',
    '安全验证',
    '<meta http-equiv="refresh" content="0; url=/new">',
    '<meta http-equiv=refresh content=0>',
    '<script type="application/ld+json">{"@type":"Dataset"}</script>',
    '\u0000',
    '<',
    '&#',
    '%',
  ],
  ...['<input type="password">', '<form><input type=password></form>', '<h1>', '</h1>', '<title>', '</title>', '<nav>', '<p id="a">', '</p>', '<!--'],
)
const pages = fc
  .tuple(fc.array(words, { maxLength: 4 }), fc.array(words, { maxLength: 8 }))
  .map(([title, body]) => page(title.join(' '), body.join(' ')))

const files = fc.constantFrom('PK\x03\x04', '%PDF-1.7', '{"error":"gone"}', '<Error><Code>NoSuchBucket</Code></Error>', 'id,label\n1,benign\n')

const bodies = fc.oneof(
  pages.map(bytes),
  files.map(bytes),
  fc.string({ unit: 'binary' }).map(bytes),
  fc.uint8Array({ maxLength: 200 }),
  fc.constant(new Uint8Array()),
)

const headers = fc.dictionary(
  fc.constantFrom(
    ...['content-type', 'content-length', 'content-range', 'content-encoding', 'last-modified', 'date', 'server', 'cf-mitigated'],
    ...['x-amzn-waf-action', 'x-vercel-mitigated', 'x-sucuri-id', 'x-stillthere-tls', 'location', 'retry-after', 'refresh'],
    ...['x-stillthere-body', 'content-disposition', 'accept-ranges', 'x-vercel-error'],
  ),
  fc.oneof(
    fc.constantFrom('text/html', 'text/html; charset=gbk', 'text/html; charset=nonsense', 'application/zip', '0', '5', 'bytes 0-5/77', 'bytes */0'),
    fc.constantFrom(
      'bytes */9',
      'gzip',
      'Tue, 03 Mar 2020 10:00:00 GMT',
      'Tue, 99 Foo 2020 10:00:00 GMT',
      'challenge',
      'chain-incomplete',
      'cut-off',
      '0; url=https://other.example.org/scans.zip',
      '3;url=/login',
      'attachment; filename="scans.nii.gz"',
      'bytes',
      'application/octet-stream',
      'DEPLOYMENT_NOT_FOUND',
      'magnet:?xt=urn:btih:0',
      '-1',
      'NaN',
    ),
    fc.string(),
  ),
)

const statuses = fc.oneof(
  fc.constantFrom(200, 200, 200, 200, 202, 204, 206, 301, 304, 400, 401, 402, 403, 404, 405, 410, 416, 429, 451, 500, 503, 509, 522, 999),
  fc.integer({ min: 100, max: 999 }),
)

const places = fc.oneof(
  fc.constantFrom(
    ASKED.url,
    'https://data.example.org/',
    'https://data.example.org/login?next=x',
    'https://accounts.google.com/',
    'http://ww1.example.org/lander',
  ),
  fc.constantFrom('https://data.example.org/404.html', 'https://data.example.org/sets/9/', 'http://bodis.com/x', 'not a url', ''),
  fc.webUrl(),
)

/** Anything a stranger's host, or the network before it, may answer to a request. */
export const anyOutcome: fc.Arbitrary<(request: Request) => Exchange> = fc.oneof(
  {
    weight: 1,
    arbitrary: fc.constantFrom(...failures).map(
      (failure) =>
        (request: Request): Exchange => ({ request, failure, ms: 1 }),
    ),
  },
  {
    weight: 6,
    arbitrary: fc
      .record<Response>({
        status: statuses,
        url: places,
        hops: fc.array(fc.record({ url: places, status: fc.constantFrom(301, 302, 303, 307, 308) }), { maxLength: 3 }),
        headers,
        cookies: fc.dictionary(fc.constantFrom('datadome', '_px3', 'visid_incap_1', 'session'), fc.string()),
        body: bodies,
        truncated: fc.boolean(),
      })
      .map(
        (answer) =>
          (request: Request): Exchange => ({ request, response: answer, ms: 1 }),
      ),
  },
)
