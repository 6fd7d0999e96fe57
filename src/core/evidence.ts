/** Evidence as it is kept and shown: one line an exchange, without anything that opens a door. */
import type { Exchange } from '#model/http.ts'
import type { TimedEvidence } from '#model/night.ts'

/** Query parameters that carry extraction codes, sessions, keys or signatures, on the hosts we know and in the clouds that files lie in. */
const SECRETS = [
  /token|secret|passw|pass_?code|signature|credential|session|csrf|xsrf|(?:api|access|resource|private|share)[-_]?key/i,
  /auth(?!or)|authori[sz]ation/i,
  /^(?:x-(?:amz|goog|oss|cos|obs|bce|tos|ms)-.*|q-.*|google_?access_?id|key-pair-id|policy)$/i, // signed addresses of object stores
  /^(?:(?:share_?)?pwd|pin|(?:access_?|extract_?|receive_?|share_?)?code|key|rlkey|sig|sign|hmac|jwt|sid|sekey|randsk|redeem|ticket|view_only|private_link|提取码|密码)$/i,
]

/** A URL without codes, user names and fragments (a fragment may be a key, and no host ever sees it). */
export function redacted(url: string): string {
  if (!URL.canParse(url)) return url
  const parsed = new URL(url)
  parsed.username = ''
  parsed.password = ''
  parsed.hash = ''
  const secrets = [...parsed.searchParams.keys()].filter((name) => SECRETS.some((secret) => secret.test(name)))
  for (const name of secrets) parsed.searchParams.set(name, '***')
  return secrets.length === 0 ? parsed.href : parsed.href.replaceAll('%2A%2A%2A', '***')
}

/** What an exchange comes to: who was asked, the status or the reason that there was none, and how long that took. */
export function timedLine(exchange: Exchange): TimedEvidence {
  const { method, url } = exchange.request
  const said = 'response' in exchange ? { status: exchange.response.status } : { failure: exchange.failure }
  return { method, url: redacted(url), ...said, ms: Math.round(exchange.ms) }
}
