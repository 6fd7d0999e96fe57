/** One question and its answer on one connection: keeps as much of the body as is wanted, and ends in time whatever happens. */
import type { Dispatcher } from 'undici'
import { BODY_MARK, TLS_MARK } from '#model/http.ts'
import { unpacked } from './body.ts'
import { failureOf } from './failures.ts'
import { isRedirect } from './redirects.ts'
import type { Answered, Reply, Step } from './step.ts'

/** How a step is sent. Origin and path differ from its URL when a proxy is asked in its place. */
export type Way = {
  readonly dispatcher: Dispatcher
  readonly origin: string
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  /** Connections opened so far. */
  readonly dials: () => number
}

/** `error`: what there is no answer for; `reused`: the connection had carried other questions before. */
export type Attempt = { readonly reply: Reply; readonly error?: unknown; readonly reused: boolean }

/** The body of a redirect is not read; a short one is let through, so that the connection can be used again. */
const SHORT = 16 * 1024

const DEADLINE = Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' })
const ENOUGH = new Error('enough of the body')

/** Asks. Never rejects, and settles within `step.timeout` even while undici is still connecting. */
export function exchange(step: Step, { dispatcher, origin, path, headers, dials }: Way): Promise<Attempt> {
  const began = performance.now()
  const dialled = dials()
  const ms = () => performance.now() - began
  return new Promise((settle) => {
    let controller: Dispatcher.DispatchController | undefined
    let head: Pick<Answered, 'status' | 'headers' | 'setCookie'> | undefined
    let over = false
    let reused = false
    const parts: Buffer[] = []
    let length = 0

    const timer = setTimeout(() => {
      controller?.abort(DEADLINE)
      end(DEADLINE)
    }, step.timeout)

    const answer = async (end: 'complete' | 'enough' | 'late' | 'cut-off') => {
      over = true
      const { status, headers, setCookie } = head as Answered
      try {
        const { bytes, cut } = await unpacked(Buffer.concat(parts), headers['content-encoding'], step.limit)
        const said = end === 'cut-off' ? { ...headers, [BODY_MARK]: end } : headers
        const reply = { status, headers: said, setCookie, body: bytes, truncated: end !== 'complete' || cut, ms: ms() }
        // undici takes one turn of the event loop to free the connection; the next question shall find it
        setImmediate(settle, { reply, reused })
      } catch (error) {
        fail(error)
      }
    }
    const fail = (error: unknown) => {
      over = true
      settle({ reply: { ...failureOf(error), connected: controller !== undefined, ms: ms() }, error, reused })
    }
    const end = (error?: unknown) => {
      clearTimeout(timer)
      if (over) return
      if (error === undefined) void answer('complete')
      // an answer that was cut off is one only where its beginning says something
      else if (head !== undefined && head.status >= 200 && head.status < 300 && length > 0) void answer(error === DEADLINE ? 'late' : 'cut-off')
      else fail(error)
    }

    const handler: Dispatcher.DispatchHandler = {
      onRequestStart(started) {
        if (over) return started.abort(DEADLINE)
        controller = started
        reused = dials() === dialled
      },
      onResponseStart(_, status, received) {
        if (status < 200) return
        head = { status, ...read(received) }
        if (step.follow && isRedirect(head)) void answer('complete')
      },
      onResponseData(started, chunk) {
        length += chunk.length
        if (over) {
          if (length > SHORT) started.abort(ENOUGH)
          return
        }
        parts.push(chunk)
        if (length <= step.limit) return
        void answer('enough')
        started.abort(ENOUGH)
      },
      onResponseEnd: () => end(),
      onResponseError: (_, error) => end(error),
    }
    const { method, body = null } = step
    try {
      dispatcher.dispatch(
        { origin, path, method, body, headers: { ...step.headers, ...headers }, reset: false, headersTimeout: 0, bodyTimeout: 0 },
        handler,
      )
    } catch (error) {
      end(error) // a header or path that cannot be sent
    }
  })
}

function read(received: Readonly<Record<string, string | string[] | undefined>>): Pick<Answered, 'headers' | 'setCookie'> {
  const headers: Record<string, string> = {}
  let setCookie: readonly string[] = []
  for (const name of Object.keys(received)) {
    const value = received[name]
    if (value === undefined || name === TLS_MARK || name === BODY_MARK) continue
    if (name === 'set-cookie') setCookie = Array.isArray(value) ? value : [value]
    else headers[name] = Array.isArray(value) ? (name === 'location' ? (value[0] ?? '') : value.join(', ')) : value
  }
  return { headers, setCookie }
}
