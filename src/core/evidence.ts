/** Evidence as it is kept and shown: one line an exchange, without anything that opens a door. */
import type { Exchange } from '#model/http.ts'
import type { TimedEvidence } from '#model/night.ts'

/** Query parameters that carry extraction codes, sessions or keys on the hosts we know, and the usual names elsewhere. */
const SECRET =
  /^(pwd|password|passwd|passcode|pass_code|code|access_?code|share_?pwd|receive_code|sekey|randsk|token|access_?token|api_?key|key|sig|signature|stoken|rlkey|redeem|authkey|view_only|x-amz-\w+)$/i

/** A URL without codes, user names and fragments (a fragment may be a key, and no host ever sees it). */
export function redacted(url: string): string {
  if (!URL.canParse(url)) return url
  const parsed = new URL(url)
  parsed.username = ''
  parsed.password = ''
  parsed.hash = ''
  const secrets = [...parsed.searchParams.keys()].filter((name) => SECRET.test(name))
  for (const name of secrets) parsed.searchParams.set(name, '***')
  return secrets.length === 0 ? parsed.href : parsed.href.replaceAll('%2A%2A%2A', '***')
}

/** What an exchange comes to: who was asked, the status or the reason that there was none, and how long that took. */
export function timedLine(exchange: Exchange): TimedEvidence {
  const { method, url } = exchange.request
  const said = 'response' in exchange ? { status: exchange.response.status } : { failure: exchange.failure }
  return { method, url: redacted(url), ...said, ms: Math.round(exchange.ms) }
}
