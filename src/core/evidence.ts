/** Evidence as it is kept and shown: one line an exchange, without anything that opens a door. */
import type { Exchange } from '#model/http.ts'
import type { EvidenceLine } from '#model/memory.ts'

/** Query parameters that carry extraction codes, sessions or keys on the hosts we know, and the usual names elsewhere. */
const SECRET =
  /^(pwd|password|passwd|passcode|pass_code|code|access_?code|share_?pwd|receive_code|sekey|randsk|token|access_?token|api_?key|key|sig|signature|x-amz-\w+)$/i

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

/** What an exchange comes to: who was asked, and the status or the reason that there was none. */
export function evidenceLine(exchange: Exchange): EvidenceLine {
  const { method, url } = exchange.request
  const asked = { method, url: redacted(url) }
  return 'response' in exchange ? { ...asked, status: exchange.response.status } : { ...asked, failure: exchange.failure }
}

/** The same with its duration in milliseconds, for outputs that nobody keeps. */
export const timedLine = (exchange: Exchange): EvidenceLine & { readonly ms: number } => ({ ...evidenceLine(exchange), ms: Math.round(exchange.ms) })
