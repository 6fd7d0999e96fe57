/** Which addresses are never contacted: whatever is private, reserved or this machine, in every spelling. */
import { BlockList, isIP, isIPv6 } from 'node:net'
import { InputError } from '#model/errors.ts'

/** IANA's special-purpose registries, and the wire server of Azure, which sits on a public address. */
const RESERVED_4 = [
  '0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.88.99.0/24 192.168.0.0/16',
  '198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4 168.63.129.16/32',
].flatMap((line) => line.split(' '))

/** What is public lies in 2000::/3; what is below it and reserved is listed one by one, because mapped and translated addresses are there. */
const RESERVED_6 = [
  '::/96 ::ffff:0:0:0/96 64:ff9b:1::/48 100::/8 200::/7 400::/6 800::/5 1000::/4',
  '2001::/23 2001:db8::/32 2002::/16 3fff::/20 4000::/2 8000::/1',
].flatMap((line) => line.split(' '))

/** Networks without IPv4 reach it through these addresses; inside each lies another, which is as forbidden as it is itself. */
const TRANSLATED = RESERVED_4.map((range) => {
  const [address, bits] = range.split('/')
  return `64:ff9b::${address}/${96 + Number(bits)}`
})

/** Names that mean something inside a network only. */
const INTERNAL = /(^|\.)(localhost|local|localdomain|internal|intranet|corp|home|lan|private|home\.arpa)$/

export type Guard = {
  /** True when this IP address must not be contacted. */
  readonly forbids: (address: string) => boolean
  /** True when a URL's host must not be asked, as far as its spelling tells. A name that a proxy would resolve must not be an internal one. */
  readonly refuses: (hostname: string, proxied: boolean) => boolean
}

/**
 * @param allow CIDR ranges or single addresses that are contacted all the same
 * @throws {InputError} when one of them is neither
 */
export function guard(allow: readonly string[]): Guard {
  const reserved = ranges([...RESERVED_4, ...RESERVED_6, ...TRANSLATED])
  const allowed = ranges(allow)
  const within = (list: BlockList, address: string) => list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')
  const forbids = (spelling: string) => {
    const address = spelling.replace(/%.*$/, '') // the zone of a link-local address
    return isIP(address) === 0 || (within(reserved, address) && !within(allowed, address))
  }
  return {
    forbids,
    refuses(hostname, proxied) {
      const name = bare(hostname)
      if (isIP(name) !== 0) return forbids(name)
      return proxied && (!name.includes('.') || INTERNAL.test(name))
    },
  }
}

/** A URL's host name without the brackets of IPv6 and the dot of the root. */
export const bare = (hostname: string) => hostname.replace(/^\[|\]$|\.$/g, '')

function ranges(list: readonly string[]): BlockList {
  const block = new BlockList()
  for (const range of list) {
    const [, address = '', bits] = /^([^/]+)(?:\/(\d+))?$/.exec(range) ?? []
    const family = isIP(address)
    const most = family === 6 ? 128 : 32
    const prefix = Number(bits ?? most)
    if (family === 0 || prefix > most) throw new InputError({ message: `network.allow: "${range}" is no CIDR range such as 10.1.0.0/16` })
    block.addSubnet(address, prefix, family === 6 ? 'ipv6' : 'ipv4')
  }
  return block
}
