/** Private and reserved addresses are never contacted, however they are spelled and whoever leads there. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { guard } from '#io/guard.ts'
import { InputError } from '#model/errors.ts'
import { failureOf, get, open, responseOf, serve, serveRaw } from '../support/loopback.ts'

/** One address of every reserved range. */
const RESERVED = [
  ...['0.1.2.3', '10.0.0.1', '100.64.0.1', '127.0.0.1', '127.255.255.254', '169.254.169.254', '172.16.0.1', '172.31.255.255', '192.0.0.8'],
  ...['192.0.2.1', '192.88.99.1', '192.168.1.1', '198.18.0.1', '198.51.100.1', '203.0.113.1', '224.0.0.1', '255.255.255.255', '168.63.129.16'],
  ...['::', '::1', '::7f00:1', '::ffff:127.0.0.1', '::ffff:a00:1', '64:ff9b::7f00:1', '64:ff9b:1::1', '100::1', '2001::1', '2001:db8::1'],
  ...['2002:7f00:1::', '3fff::1', '5f00::1', 'fc00::1', 'fd12:3456::1', 'fe80::1', 'fe80::1%eth0', 'fec0::1', 'ff02::1'],
  ...['::ffff:0:127.0.0.1', '64:ff9b::169.254.169.254', '64:ff9b::a00:1', '200::1', '1fff::1', '4000::1', 'abcd::1'],
]

describe('an address', () => {
  it.each(RESERVED)('%s is forbidden', (address) => {
    expect(guard([]).forbids(address)).toBe(true)
  })

  it.each(['1.1.1.1', '93.184.216.34', '172.15.0.1', '172.32.0.1', '100.63.0.1', '2606:4700::1111', '2a00::1', '::ffff:1.1.1.1', '64:ff9b::1.1.1.1'])(
    '%s is not',
    (address) => {
      expect(guard([]).forbids(address)).toBe(false)
    },
  )

  it('is what it is: anything else is forbidden as well', () => {
    for (const nonsense of ['', 'host.test', '1.2.3', '1.1.1.1.1']) expect(guard([]).forbids(nonsense), nonsense).toBe(true)
  })

  it.each([
    ['10.1.0.0/16', '10.1.2.3', '10.2.0.1'],
    ['10.1.0.0/16', '::ffff:10.1.2.3', '::ffff:10.2.0.1'],
    ['fd00::/8', 'fd12::1', 'fc00::1'],
    ['127.0.0.1', '127.0.0.1', '127.0.0.2'],
  ])('in %s is opened by allowing that range: %s, but not %s', (range, inside, outside) => {
    expect(guard([range]).forbids(inside)).toBe(false)
    expect(guard([range]).forbids(outside)).toBe(true)
  })

  it.each(['10.0.0.0/33', '10.0.0.0/', 'localhost', '10.0.0.0/-1', '', 'fd00::/129', '10.0.0.0/8/8x'])(
    'is not allowed by "%s": that is an error',
    (range) => {
      expect(() => guard([range])).toThrow(InputError)
    },
  )
})

/** Ways to write an IPv4 address that the URL standard reads as that address. */
function spellings(address: string): string[] {
  const [a, b, c, d] = address.split('.').map(Number) as [number, number, number, number]
  const hex = (n: number) => `0x${n.toString(16)}`
  const octal = (n: number) => `0${n.toString(8)}`
  const whole = a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d
  const tail = whole
    .toString(16)
    .padStart(8, '0')
    .replace(/(.{4})(.{4})/, '$1:$2')
  return [
    address,
    `${address}.`,
    String(whole),
    hex(whole),
    octal(whole),
    [a, b, c, d].map(hex).join('.'),
    [a, b, c, d].map(octal).join('.'),
    `${hex(a)}.${octal(b)}.${c}.${d}`,
    `${a}.${b}.${c * 256 + d}`,
    `${a}.${b * 65536 + c * 256 + d}`,
    [...address].map((sign) => `%${sign.charCodeAt(0).toString(16)}`).join(''),
    [...address].map((sign) => (sign === '.' ? '。' : String.fromCharCode(sign.charCodeAt(0) + 0xfee0))).join(''),
    `[::ffff:${address}]`,
    `[::ffff:${tail}]`,
    `[0:0:0:0:0:FFFF:${tail}]`,
    `[::${tail}]`,
    `[64:ff9b::${tail}]`,
    `[64:ff9b::${address}]`,
    `[::ffff:0:${tail}]`,
    `[2002:${tail}::]`,
  ]
}

const octet = fc.integer({ min: 0, max: 255 })
const reservedV4 = fc.oneof(
  fc.tuple(fc.constantFrom(0, 10, 127, 224, 240, 255), octet, octet, octet),
  fc
    .tuple(fc.constantFrom('169.254', '192.168', '172.16', '172.31', '100.64', '198.18'), octet, octet)
    .map(([start, c, d]) => [...start.split('.'), c, d]),
)

describe('a URL', () => {
  it('never opens a connection to a reserved address, in any spelling, directly or behind a redirect', async () => {
    await using trap = await serveRaw((socket) => socket.end(), '0.0.0.0')
    let location = ''
    await using host = await serve((_, response) => response.writeHead(302, { location }).end())
    await using strict = open({ allow: [] })
    await using lax = open({ allow: ['127.0.0.1'] })
    const url = fc.record({
      scheme: fc.constantFrom('http', 'https', 'HTTP'),
      user: fc.constantFrom('', 'user@', 'host.test:80@', 'a:b@'),
      address: reservedV4.map((octets) => octets.join('.')).filter((address) => address !== '127.0.0.1'),
      spelling: fc.nat(),
      port: fc.constantFrom('', `:${trap.port}`),
    })
    await fc.assert(
      fc.asyncProperty(url, async ({ scheme, user, address, spelling, port }) => {
        const ways = spellings(address)
        const written = `${scheme}://${user}${ways[spelling % ways.length]}${port}/`
        expect(failureOf(await strict.ask(get(written))), written).toMatch(/^forbidden-address: /)
        location = Buffer.from(written).toString('latin1')
        const redirected = await lax.ask(get(host.url()))
        expect(failureOf(redirected), written).toMatch(/^forbidden-address: /)
        expect(redirected).toMatchObject({ hops: [{ status: 302 }] })
      }),
      { numRuns: 300 },
    )
    expect(trap.connections()).toBe(0)
  })

  it('whose name resolves to a reserved address is refused, even when only one of its addresses is', async () => {
    await using host = await serve((_, response) => response.end())
    for (const address of RESERVED.filter((each) => !each.endsWith('127.0.0.1'))) {
      const family = address.includes(':') ? 6 : 4
      const bad = { address, family }
      const good = { address: '127.0.0.1', family: 4 }
      for (const addresses of [[bad], [good, bad], [bad, good]]) {
        await using network = open({ allow: ['127.0.0.1'], resolve: async () => addresses })
        expect(failureOf(await network.ask(get(host.url()))), address).toBe(`forbidden-address: ${address}`)
      }
    }
    expect(host.connections()).toBe(0)
  })

  it('is resolved once for every connection: a name that changes its mind is checked again, not trusted', async () => {
    const answers = ['127.0.0.1', '10.0.0.1']
    await using host = await serve((_, response) => response.setHeader('connection', 'close').end())
    await using network = open({ allow: ['127.0.0.1'], resolve: async () => [{ address: answers.shift() ?? '10.0.0.2', family: 4 }] })
    expect(responseOf(await network.ask(get(host.url('/1')))).status).toBe(200)
    expect(answers).toEqual(['10.0.0.1'])
    expect(failureOf(await network.ask(get(host.url('/2'))))).toBe('forbidden-address: 10.0.0.1')
    expect(host.asked).toHaveLength(1)
  })

  it('may use any port', async () => {
    await using host = await serve((_, response) => response.end())
    await using network = open()
    expect(responseOf(await network.ask(get(host.url()))).status).toBe(200)
  })
})
