/** Whole host names that one without a dot may be the beginning of: what the copying of a link cut off. */
import type { Candidate } from '#model/checker.ts'
import { redacted } from './evidence.ts'

/** Ends of host names that projects have; of all that are possible, those worth a request. */
const ENDS = ['-project.org', '.org', '.com']

/** Names that are whole, or the beginning of something else: a scheme that was written twice. */
const NO_BEGINNING = /^(?:.{0,3}|https?|localhost)$|[.:]/

/** Places for a link whose host name was cut off; `hosts`: the host names that the catalogue has. Strangers are told no codes: none for a link with one. */
export function wholeHosts(link: string, hosts: readonly string[]): readonly Candidate[] {
  const url = URL.parse(link.trim())
  const cut = url?.hostname.replace(/\.$/, '') ?? ''
  if (url === null || !/^https?:$/.test(url.protocol) || NO_BEGINNING.test(cut)) return []
  if (redacted(url.href) !== Object.assign(new URL(url), { hash: '' }).href) return []
  const at = (hostname: string) => Object.assign(new URL(url), { hostname }).href
  const known = [...new Set(hosts)].filter((host) => host.startsWith(cut) && host.includes('.'))
  const ends = ENDS.filter((end) => !known.includes(cut + end))
  return [
    ...known.map((host) => ({ url: at(host), certain: false, why: `the catalogue has links to ${host}` })),
    ...ends.map((end) => ({ url: at(cut + end), certain: false, why: `the host name with "${end}", which may have been cut off` })),
  ]
}
