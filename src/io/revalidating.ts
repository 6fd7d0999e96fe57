/** Asks hosts whether an answer they gave before still holds (RFC 9110, 13; RFC 9111, 4.3): what they say is unchanged, they need not send again. */
import { BODY_LIMIT, TLS_MARK } from '#model/http.ts'
import type { Answer } from './answer-file.ts'
import type { Answers } from './answers.ts'
import type { Answered, Reply, Step, Wire } from './step.ts'

export type Keeping = {
  readonly answers: Answers
  /** Whether a URL holds a code, a key or a signature: what it opens is not kept. */
  readonly isSecret: (url: string) => boolean
}

/**
 * Nothing is answered without asking: a kept answer only stands in for the body of a 304 of tonight. Outside of pace, so that a question
 * that must be put a second time queues like any other.
 */
export function revalidating(wire: Wire, { answers, isSecret }: Keeping): Wire {
  return async (step) => {
    if (!isPlain(step) || isSecret(step.url.href)) return wire(step)
    const question = identity(step)
    const known = await answers.find(question)
    const tag = known?.headers.etag
    if (tag === undefined) {
      const reply = await wire(step)
      if (known === undefined && mayBeKept(reply)) await answers.keep(question, reply)
      return reply
    }

    const reply = await wire({ ...step, headers: { ...step.headers, 'if-none-match': tag } })
    if (!isHeard(reply)) return reply
    if (isPlainAnswer(reply)) {
      await (mayBeKept(reply) ? answers.keep(question, reply) : answers.forget(question))
      return reply
    }
    if (confirms(reply, tag)) {
      const kept = await answers.find(question)
      if (kept?.headers.etag === tag) {
        const whole = renewed(kept, reply)
        await (mayBeKept(whole) ? answers.used(question) : answers.forget(question))
        return whole
      }
    }
    // The tag may be all that is wrong: from now on it is asked as if it never had been (RFC 9111, 4.3.3).
    await answers.keep(question, UNTAGGED)
    if (isRetried(reply)) return reply
    const again = await wire({ ...step, timeout: Math.max(1, step.timeout - reply.ms) })
    return { ...again, ms: reply.ms + again.ms }
  }
}

/** Kept for a question that a host cannot bear with a tag. */
const UNTAGGED: Answer = { headers: {}, body: new Uint8Array() }

/** What cannot have to do with the tag: nobody heard it. */
const isHeard = (reply: Reply) => !('failure' in reply) || reply.connected

/**
 * An answer to the question itself. The others may be to the condition: 304; 412, which is not due to a GET; refusals by those who
 * take the header for an attack; a server that breaks on it.
 */
const isPlainAnswer = (reply: Reply): reply is Answered =>
  !('failure' in reply) && ![304, 400, 403, 405, 406, 412].includes(reply.status) && reply.status < 500

/** What is asked again anyhow, after a while, or has used up its time. */
const isRetried = (reply: Reply) => ('failure' in reply ? reply.failure !== 'bad-response' : reply.status >= 500)

/** Headers that choose among the forms of an answer. With any other it may be for one reader alone, a part, or none at all. */
const CHOOSING = /^(?:accept(?:-\w+)?|user-agent|x-requested-with|x-\w+-api-version)$/

const isPlain = ({ method, headers, body }: Step) =>
  method === 'GET' && body === undefined && Object.keys(headers).every((name) => CHOOSING.test(name))

/** Everything that makes an answer another one, whatever it varies by. */
const identity = ({ url, headers, limit }: Step): string => JSON.stringify([url.href, Object.entries(headers).sort(), limit])

/** `"…"` or `W/"…"`. An empty one, or several, come from servers that do not know what it is for. */
const TAG = /^(?:W\/)?"[\x21\x23-\x7e\x80-\xff]+"$/

function mayBeKept(reply: Reply): reply is Answered {
  if ('failure' in reply || reply.status !== 200 || reply.truncated || reply.setCookie.length > 0 || reply.body.length > BODY_LIMIT) return false
  const { etag = '', vary = '', 'cache-control': control = '' } = reply.headers
  return TAG.test(etag) && !/\*/.test(vary) && !/\bno-store\b/i.test(control) && reply.headers[TLS_MARK] === undefined
}

/** A 304 names the tag that it confirms, or none. Weak comparison is right for GET: it is the same for a reader. */
const confirms = (reply: Reply, tag: string): reply is Answered =>
  'status' in reply && reply.status === 304 && weak(reply.headers.etag ?? tag) === weak(tag)

const weak = (tag: string) => tag.replace(/^W\//, '')

/** What was answered before, with what the host says tonight (RFC 9111, 3.2); only what describes the body stays with it. */
function renewed({ headers, body }: Answer, { headers: said, setCookie, ms }: Answered): Answered {
  const news = Object.entries(said).filter(([name]) => !name.startsWith('content-'))
  return { status: 200, headers: { ...headers, ...Object.fromEntries(news) }, setCookie, body, truncated: false, ms }
}
