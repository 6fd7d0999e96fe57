/** Resolves host names, and tells a name that does not exist from one that could not be looked up. */
import { promises as dns, type LookupAddress } from 'node:dns'
import { codeOf, Refusal } from './failures.ts'

/**
 * All addresses of a host name. Rejects with `code: 'ENOTFOUND'` only when the name does not exist (NXDOMAIN), and
 * otherwise with another code.
 */
export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>

/** What may be asked a second time; a DNS client of our own, which says NXDOMAIN and NODATA apart. */
type SecondOpinion = Pick<dns.Resolver, 'resolve4'>

/**
 * The system's resolver, which knows /etc/hosts and everything else that is configured. It says ENOTFOUND for names without
 * addresses as well, so that word is checked with a DNS server, and holds only when that says it too.
 */
export function systemResolve(second: SecondOpinion = new dns.Resolver({ timeout: 3000, tries: 2 })): Resolve {
  return async (hostname) => {
    try {
      return await dns.lookup(hostname, { all: true })
    } catch (error) {
      if (codeOf(error) === 'ENOTFOUND') await doubt(second, hostname)
      throw error
    }
  }
}

/** @throws with the second opinion, unless it is that the name exists after all */
async function doubt(second: SecondOpinion, hostname: string): Promise<void> {
  await second.resolve4(hostname)
  throw new Refusal('dns-failure', 'two resolvers disagree')
}

/** Looks a name up. @throws {Refusal} `dns-not-found` or `dns-failure` */
export async function addressesOf(hostname: string, resolve: Resolve): Promise<readonly LookupAddress[]> {
  let found: readonly LookupAddress[]
  try {
    found = await resolve(hostname)
  } catch (error) {
    if (error instanceof Refusal) throw error
    const code = codeOf(error) ?? String(error)
    throw new Refusal(code === 'ENOTFOUND' ? 'dns-not-found' : 'dns-failure', code === 'ENOTFOUND' ? 'NXDOMAIN' : code)
  }
  if (found.length === 0) throw new Refusal('dns-failure', 'ENODATA')
  return found
}
