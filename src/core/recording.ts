/** Turns the exchanges of a probe into a fixture: without secrets, as small as they may be, and held to give the same verdict. */
import type { Checkers } from '#model/checker.ts'
import type { Exchange, Request, Response, Transport } from '#model/http.ts'
import type { Verdict } from '#model/verdict.ts'
import { askTarget } from './ask-host.ts'
import { assign, fromInvalid } from './plan.ts'
import { binary, disguised, secretsOf, standIn } from './secrets.ts'

/** What was recorded. `secrets`: values by name; of those that were sent, the names are kept. */
export type Recorded = {
  readonly url: string
  readonly verdict: Verdict
  readonly exchanges: readonly Exchange[]
  readonly secrets: ReadonlyMap<string, string>
  /** `YYYY-MM-DD`. */
  readonly day: string
}

/** `faithful` when the fixture, replayed, gives the verdict that was recorded. */
export type Recording = { readonly fixture: object; readonly faithful: boolean }

/** The headers that checkers, walls and the transport read; any other may say who asked, or from where. */
const HEADERS: ReadonlySet<string> = new Set([
  'accept-ranges',
  'cf-mitigated',
  'content-disposition',
  'content-encoding',
  'content-length',
  'content-range',
  'content-type',
  'date',
  'last-modified',
  'link',
  'location',
  'memento-datetime',
  'ratelimit',
  'ratelimit-remaining',
  'ratelimit-reset',
  'refresh',
  'retry-after',
  'server',
  'x-amz-bucket-region',
  'x-amz-request-id',
  'x-amzn-waf-action',
  'x-error-code',
  'x-error-message',
  'x-github-request-id',
  'x-hashcash',
  'x-ratelimit-remaining',
  'x-ratelimit-reset',
  'x-sucuri-id',
  'x-vercel-error',
  'x-vercel-mitigated',
])

/** Those that the transport makes itself begin with the name of the tool. */
export const isKept = (name: string) => HEADERS.has(name) || name.startsWith('x-stillthere-')

/** Bytes of a body that are kept: the first of these with which the verdict stays what it was. */
const CAPS = [16 * 1024, 256 * 1024, Number.POSITIVE_INFINITY]

/** The fixture of what was recorded. Its expectation is what the fixture itself gives: stand-ins may show in facts and details. */
export async function recording(recorded: Recorded, checkers: Checkers): Promise<Recording> {
  const secrets = secretsOf(recorded.url, recorded.exchanges, recorded.secrets.values())
  const names = new Set(recorded.exchanges.flatMap(({ request: { credential } }) => credential ?? []))
  const url = disguised(recorded.url, secrets)
  for (const cap of CAPS) {
    const exchanges = recorded.exchanges.map((exchange) => told(exchange, secrets, cap))
    const said = await replayed(url, exchanges, checkers, names)
    const faithful = said?.reason === recorded.verdict.reason
    if (faithful || cap === CAPS.at(-1))
      return { faithful, fixture: fixtureOf({ url, exchanges, names, verdict: said ?? recorded.verdict, day: recorded.day }) }
  }
  throw new Error('the last cap is none')
}

/** The exchange without secrets, and without what no fixture needs. */
function told(exchange: Exchange, secrets: readonly string[], cap: number): Exchange {
  const safe = (text: string) => disguised(text, secrets)
  const { method, url, body } = exchange.request
  const request: Request = { method, url: safe(url), ...(body !== undefined && { body: safe(body) }) }
  if ('failure' in exchange) {
    const { failure, detail } = exchange
    return { request, failure, ...(detail !== undefined && { detail: safe(detail) }), ms: 0 }
  }
  const { response } = exchange
  const kept = Object.entries(response.headers).filter(([name]) => isKept(name))
  const bytes = safe(binary(response.body))
  return {
    request,
    response: {
      status: response.status,
      url: safe(response.url),
      hops: response.hops.map((hop) => ({ url: safe(hop.url), status: hop.status })),
      headers: Object.fromEntries(kept.map(([name, value]) => [name, safe(value)])),
      cookies: Object.fromEntries(Object.entries(response.cookies).map(([name, value]) => [name, standIn(value)])),
      body: Uint8Array.from(bytes.slice(0, cap), (byte) => byte.charCodeAt(0)),
      truncated: response.truncated || bytes.length > cap,
    },
    ms: 0,
  }
}

/** The verdict that the exchanges give, or undefined when the checker asks something else than was recorded. */
async function replayed(url: string, exchanges: readonly Exchange[], checkers: Checkers, secrets: ReadonlySet<string>): Promise<Verdict | undefined> {
  const { checker, parsed } = assign({ url, access: 'open' }, checkers)
  if ('invalid' in parsed) return exchanges.length === 0 ? fromInvalid(parsed) : undefined
  const rest = exchanges.values()
  let strayed = false
  const transport: Transport = async (request) => {
    const { value: next } = rest.next()
    if (next?.request.method === request.method && next.request.url === request.url && next.request.body === request.body) return { ...next, request }
    strayed = true
    return { request, failure: 'bad-response', ms: 0 }
  }
  const { verdict } = await askTarget(checker, parsed.target, [parsed.target], { converse: () => transport, secrets, checkers })
  return strayed || rest.next().done !== true ? undefined : verdict
}

type Safe = Omit<Recorded, 'secrets'> & { readonly names: ReadonlySet<string> }

/** In the form of the tests; see `tests/support/fixture.ts`. */
function fixtureOf({ url, verdict, exchanges, names, day }: Safe): object {
  const { reason, detail, warnings, facts, replacement } = verdict
  return {
    source: `recorded ${day}`,
    link: { url },
    ...(names.size > 0 && { secrets: [...names].sort() }),
    expect: {
      reason,
      ...(detail !== undefined && { detail }),
      ...(warnings.length > 0 && { warnings }),
      ...(Object.keys(facts).length > 0 && { facts }),
      ...(replacement !== undefined && { replacement }),
    },
    exchanges: exchanges.map((exchange) => ({
      request: requestOf(exchange.request),
      ...('response' in exchange
        ? { response: responseOf(exchange) }
        : { failure: exchange.failure, ...(exchange.detail !== undefined && { detail: exchange.detail }) }),
    })),
  }
}

const requestOf = ({ method, url, body }: Request) => ({ ...(method !== 'GET' && { method }), url, ...(body !== undefined && { body }) })

function responseOf({ request, response }: Extract<Exchange, { response: unknown }>): object {
  const { status, url, hops, headers, cookies, truncated } = response
  return {
    status,
    ...(url !== request.url && { url }),
    ...(hops.length > 0 && { hops }),
    ...(Object.keys(headers).length > 0 && { headers }),
    ...(Object.keys(cookies).length > 0 && { cookies }),
    ...bodyOf(response),
    ...(truncated && { truncated }),
  }
}

/** JSON as such where the host calls it so, other texts as texts, anything else in base64. */
function bodyOf({ body, headers, truncated }: Response): object {
  if (body.length === 0) return {}
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body)
    return !truncated && /\bjson\b/i.test(headers['content-type'] ?? '') ? asJson(text) : { text }
  } catch {
    return { base64: btoa(binary(body)) }
  }
}

function asJson(text: string): object {
  try {
    return { json: JSON.parse(text) as unknown }
  } catch {
    return { text } // it only says so
  }
}
