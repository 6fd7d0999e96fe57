/** http where https is meant, or the other way: found out only where the failure itself suggests it. */
import type { Question } from '#model/checker.ts'
import { verdict } from '#model/verdict.ts'
import { attempt, get, NoAnswer } from '../kit.ts'
import { landing } from './landing.ts'

/** OpenSSL's codes for an answer that is no TLS at all. */
const NO_TLS = /WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST/

/** Enough to see that something answers. */
const GLIMPSE = 4096

/** The same failure; when the link works under the other scheme, with that as a suggestion. Costs a question only where it may. */
export function* otherScheme(target: { readonly url: string }, failed: NoAnswer): Question<NoAnswer> {
  const asked = new URL(target.url)
  if (!suggests(asked, failed)) return failed
  const other = new URL(target.url)
  other.protocol = asked.protocol === 'http:' ? 'https:' : 'http:'
  const answer = yield* attempt(get(other.href, { headers: { accept: '*/*' }, limit: GLIMPSE }))
  if (answer instanceof NoAnswer || landing(other, answer) !== 'there') return failed
  const { reason, ...findings } = failed.verdict
  const why = `the same address answers over ${other.protocol.slice(0, -1)}`
  return new NoAnswer(verdict(reason, { ...findings, replacement: { url: other.href, certain: false, why } }))
}

/** A port of its own speaks one protocol; whether there is a second door tells only the usual one. */
function suggests({ protocol, port }: URL, { verdict: { reason, detail = '' } }: NoAnswer): boolean {
  if (reason === 'connection-refused') return port === ''
  return protocol === 'https:' && reason === 'tls-error' && NO_TLS.test(detail)
}
