/** Errors of sockets, TLS, names and parsers, told in the contract's words. */
import type { Failure } from '#model/http.ts'

/** A failure that our own side decides on or knows the name of already. */
export class Refusal extends Error {
  readonly failure: Failure
  constructor(failure: Failure, detail: string) {
    super(detail)
    this.name = 'Refusal'
    this.failure = failure
  }
}

/** The certificate is not signed by anybody we know, and no intermediate came with it. */
export const INCOMPLETE_CHAIN = 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'

const CERTIFICATES: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'expired',
  CERT_NOT_YET_VALID: 'not yet valid',
  CERT_REVOKED: 'revoked',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'untrusted issuer',
  UNABLE_TO_GET_ISSUER_CERT: 'untrusted issuer',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'untrusted issuer',
  [INCOMPLETE_CHAIN]: 'incomplete chain',
  ERR_TLS_CERT_ALTNAME_INVALID: 'wrong name',
}

const CODES: Readonly<Record<string, Failure>> = {
  ECONNREFUSED: 'connection-refused',
  EHOSTUNREACH: 'connection-refused',
  EHOSTDOWN: 'connection-refused',
  ENETUNREACH: 'no-route',
  EADDRNOTAVAIL: 'no-route',
  ECONNRESET: 'connection-reset',
  ECONNABORTED: 'connection-reset',
  EPIPE: 'connection-reset',
  UND_ERR_SOCKET: 'connection-reset',
  ETIMEDOUT: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  ENOTFOUND: 'dns-not-found',
  EPROTO: 'tls-error',
}

/** The failure an error means and a short detail: the error's code, or what is wrong with a certificate. */
export function failureOf(error: unknown): { readonly failure: Failure; readonly detail: string } {
  if (error instanceof Refusal) return { failure: error.failure, detail: error.message }
  if (!(error instanceof Error)) return { failure: 'bad-response', detail: String(error) }
  const tried = error instanceof AggregateError ? informative(error.errors) : undefined
  if (tried !== undefined) return failureOf(tried)
  const code = codeOf(error) ?? error.message
  const certificate = CERTIFICATES[code]
  if (certificate !== undefined) return { failure: 'tls-error', detail: certificate }
  if (code === 'UND_ERR_SOCKET') {
    // undici has one code for a connection that was closed on us and for an answer that breaks the protocol
    return { failure: error.message.startsWith('bad ') ? 'bad-response' : 'connection-reset', detail: error.message }
  }
  return { failure: CODES[code] ?? (/^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_)/.test(code) ? 'tls-error' : 'bad-response'), detail: code }
}

/** Of several addresses that were tried, what became of one that there is a way to says most. */
const informative = (errors: readonly unknown[]) => errors.find((each) => CODES[codeOf(each) ?? ''] !== 'no-route') ?? errors[0]

/** The error's code, or that of the error it wraps. */
export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  return 'code' in error && typeof error.code === 'string' ? error.code : codeOf(error.cause)
}
