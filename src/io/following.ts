/** Follows redirects by hand, so that every hop is told, checked, paced, and given only what it may know. */
import { BODY_LIMIT, type Exchange, type Failure, type Hop, type Request } from '#model/http.ts'
import { cookieHeader, type Jar, parseSetCookie, received, type SetCookie } from './cookies.ts'
import { isRedirect, isWeb, next, stripped } from './redirects.ts'
import type { Step, Wire } from './step.ts'

export type Told = {
  readonly exchange: Exchange
  /** The jar of a conversation that has heard this: with the cookies of the answer and of the hops before it. */
  readonly heard: (jar: Jar) => Jar
  /** Whether the last host asked may have read the question. */
  readonly connected: boolean
}

/** Asks one question for the conversation whose cookies are given. Never rejects. */
export type Ask = (request: Request, jar: Jar) => Promise<Told>

const MOST_HOPS = 10

type Settings = {
  readonly userAgent: string
  readonly timeout: number
  readonly secrets: ReadonlyMap<string, string>
  readonly now: () => number
}

/** Turns a wire that knows single steps into one that knows requests. `timeout` is for all steps together. */
export function following(wire: Wire, settings: Settings): Ask {
  return async (request, before) => {
    const { timeout = settings.timeout, limit = BODY_LIMIT, redirect = 'follow' } = request
    const follow = redirect === 'follow'
    const hops: Hop[] = []
    const cookies = new Map<string, string>()
    const asked = new Set<string>()
    const given: [URL, readonly SetCookie[]][] = []
    const heard = (jar: Jar) => given.reduce((kept, [url, set]) => received(kept, url, set), jar)
    let ms = 0
    const failed = (failure: Failure, detail: string, connected = false): Told => ({
      exchange: { request, failure, detail, ...(hops.length > 0 && { hops }), ms },
      heard,
      connected,
    })

    const url = URL.parse(request.url)
    if (url === null) return failed('bad-response', 'not a URL')
    if (!isWeb(url)) return failed('unsupported-scheme', url.protocol)
    let sent = opening(request, stripped(url), settings)
    for (;;) {
      const cookie = [sent.headers.cookie, cookieHeader(heard(before), sent.url)].filter(Boolean).join('; ')
      const question = `${sent.method} ${sent.url.href} ${cookie}`
      // the same question with the same cookies can only have the same answer
      if (hops.length > MOST_HOPS || asked.has(question)) return failed('redirect-loop', `${hops.length} redirects`, true)
      asked.add(question)
      if (ms >= timeout) return failed('timeout', 'ETIMEDOUT', true)

      const headers = cookie === '' ? sent.headers : { ...sent.headers, cookie }
      const reply = await wire({ ...sent, headers, limit, timeout: timeout - ms, follow, link: request.url })
      ms = Math.round(ms + reply.ms)
      if ('failure' in reply) return failed(reply.failure, reply.detail, reply.connected)
      const { status, body, truncated } = reply
      const set = reply.setCookie.flatMap((header) => parseSetCookie(header, settings.now()) ?? [])
      given.push([sent.url, set])
      for (const { name, value, removed } of set) {
        if (removed) cookies.delete(name)
        else cookies.set(name, value)
      }

      const onward = follow && isRedirect(reply) ? next(sent, reply) : undefined
      if (onward !== undefined && 'failure' in onward) return failed(onward.failure, onward.detail, true)
      if (onward === undefined) {
        const response = { status, url: sent.url.href, hops, headers: reply.headers, cookies: Object.fromEntries(cookies), body, truncated }
        return { exchange: { request, response, ms }, heard, connected: true }
      }
      hops.push({ url: sent.url.href, status })
      sent = onward
    }
  }
}

type Sent = Pick<Step, 'method' | 'url' | 'headers' | 'body'>

function opening({ method, headers = {}, body, credential }: Request, url: URL, { userAgent, secrets }: Settings): Sent {
  const secret = credential === undefined ? undefined : secrets.get(credential)
  return {
    method,
    url,
    headers: {
      accept: '*/*',
      'user-agent': userAgent,
      // a part of a packed body cannot be unpacked
      'accept-encoding': headers.range === undefined ? 'gzip, deflate, br' : 'identity',
      ...headers,
      ...(secret !== undefined && { authorization: `Bearer ${secret}` }),
    },
    ...(body !== undefined && { body }),
  }
}
