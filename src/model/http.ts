/** One question to a host and what came back: the only words in which checkers and the network speak to each other. */

export type Method = 'GET' | 'HEAD' | 'POST'

export type Request = {
  readonly method: Method
  readonly url: string
  /** Names in lower case. The transport adds `user-agent`, `accept-encoding` and the conversation's cookies itself. */
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** `manual` makes a redirect the answer instead of a step on the way. Default `follow`. */
  readonly redirect?: 'follow' | 'manual'
  /** Bytes of body to read at most, after decompression; the rest is not fetched. Default `BODY_LIMIT`. */
  readonly limit?: number
  /** Milliseconds for the whole request, redirects included. Default: the configuration's `timeout`. */
  readonly timeout?: number
  /** Name of a secret (an environment variable) sent as `authorization: Bearer …` to this URL's origin alone. */
  readonly credential?: string
}

/** The bytes of one body that are ever held in memory, unless a request asks for another limit. */
export const BODY_LIMIT = 256 * 1024

/**
 * Response header by which the transport says that the host's certificate chain lacks an intermediate, which it then looked
 * past. Never taken from a host.
 */
export const TLS_MARK = 'x-stillthere-tls'

/** Response header by which the transport says that the host ended the body before its time (`cut-off`). Never taken from a host. */
export const BODY_MARK = 'x-stillthere-body'

/** A redirect on the way to the answer: the URL that was asked, and the status it answered with. */
export type Hop = { readonly url: string; readonly status: number }

export type Response = {
  readonly status: number
  /** The URL that answered, after redirects. */
  readonly url: string
  readonly hops: readonly Hop[]
  /** Names in lower case; repeated headers are joined with `, `. `set-cookie` is in `cookies` instead. */
  readonly headers: Readonly<Record<string, string>>
  /** Cookies set by this answer and the hops before it, by name. */
  readonly cookies: Readonly<Record<string, string>>
  readonly body: Uint8Array
  /** True when the body was longer than the limit, or ended before it should have. */
  readonly truncated: boolean
}

/** Why there is no response. Each is one of the contract's reasons, except the last two, which triage translates. */
export type Failure =
  | 'dns-not-found'
  | 'dns-failure'
  | 'connection-refused'
  | 'connection-reset'
  | 'timeout'
  | 'tls-error'
  | 'redirect-loop'
  | 'bad-response'
  | 'host-down'
  | 'rate-limited'
  | 'forbidden-address'
  | 'unsupported-scheme'
  /** The proxy between us and the host refused, or cannot be reached itself. */
  | 'proxy-refused'
  /** This machine has no way to the address: an IPv6 address, mostly, where there is no IPv6. */
  | 'no-route'

/** One request and its outcome. `ms` is the time on the wire, without queueing. */
export type Exchange =
  | { readonly request: Request; readonly response: Response; readonly ms: number }
  | { readonly request: Request; readonly failure: Failure; readonly detail?: string; readonly hops?: readonly Hop[]; readonly ms: number }

/** Asks one question. Never rejects: whatever goes wrong is a value in the exchange. */
export type Transport = (request: Request) => Promise<Exchange>
