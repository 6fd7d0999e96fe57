/** Whole host names that one without a dot may be the beginning of: what the copying of a link cut off. */
import type { Candidate } from '#model/checker.ts'

/** Ends of host names that projects have; of all that are possible, those worth a request. */
const ENDS = ['-project.org', '.org', '.com']

/** Places for a link whose host name was cut off; `hosts`: the host names that the catalogue has. None for any other link. */
export function wholeHosts(link: string, hosts: readonly string[]): readonly Candidate[] {
  const url = URL.parse(link.trim())
  const cut = url?.hostname.replace(/\.$/, '') ?? ''
  if (url === null || !/^https?:$/.test(url.protocol) || cut.length < 4 || /[.:]/.test(cut)) return []
  const at = (hostname: string) => Object.assign(new URL(url), { hostname }).href
  const known = [...new Set(hosts)].filter((host) => host.startsWith(cut) && host.includes('.'))
  return [
    ...known.map((host) => ({ url: at(host), certain: false, why: `the catalogue has links to ${host}` })),
    ...ENDS.map((end) => ({ url: at(cut + end), certain: false, why: `the host name with "${end}", which may have been cut off` })),
  ]
}
