/** One step of a request on the wire: a single question to a single host, redirects not followed. */
import type { Failure, Method } from '#model/http.ts'

export type Step = {
  readonly method: Method
  /** http or https, without user, password and fragment. */
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  /** Bytes of body to keep at most, decompressed. */
  readonly limit: number
  /** Milliseconds that are left of the request's time. */
  readonly timeout: number
  /** A redirect will be followed, so nobody reads its body. */
  readonly follow: boolean
  /** The URL of the request this step belongs to. */
  readonly link: string
}

export type Answered = {
  readonly status: number
  /** Names in lower case; `set-cookie` left out. */
  readonly headers: Readonly<Record<string, string>>
  readonly setCookie: readonly string[]
  readonly body: Uint8Array
  readonly truncated: boolean
  readonly ms: number
}

export type Unanswered = {
  readonly failure: Failure
  readonly detail: string
  /** Whether there was a connection, so that the host may have read the question. */
  readonly connected: boolean
  readonly ms: number
}

export type Reply = Answered | Unanswered

/** Puts one step on the wire. Never rejects. */
export type Wire = (step: Step) => Promise<Reply>
