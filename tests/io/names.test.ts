/** A name that does not exist is told from one that nobody could look up. */

import { createSocket } from 'node:dgram'
import { promises as dns } from 'node:dns'
import { describe, expect, it } from 'vitest'
import { addressesOf, systemResolve } from '#io/names.ts'
import { failureOf, get, open } from '../support/loopback.ts'

const NOERROR = 0
const SERVFAIL = 2
const NXDOMAIN = 3

/** A DNS server that answers every question with one code and no records, or not at all. */
async function nameServer(code: number | 'silent') {
  const socket = createSocket('udp4')
  socket.on('message', (question, { port, address }) => {
    if (code === 'silent') return
    const answer = Buffer.from(question)
    answer[2] = 0x81
    answer[3] = 0x80 | code
    socket.send(answer, port, address)
  })
  await new Promise<void>((ready) => socket.bind(0, '127.0.0.1', ready))
  const resolver = new dns.Resolver({ timeout: 200, tries: 1 })
  resolver.setServers([`127.0.0.1:${socket.address().port}`])
  return { resolver, [Symbol.dispose]: () => socket.close() }
}

describe('a name the system does not find', () => {
  it.each([
    ['NXDOMAIN', NXDOMAIN, 'dns-not-found: NXDOMAIN'],
    ['that it has no address (NODATA)', NOERROR, 'dns-failure: ENODATA'],
    ['SERVFAIL', SERVFAIL, 'dns-failure: ESERVFAIL'],
    ['nothing', 'silent', 'dns-failure: ETIMEOUT'],
  ] as const)('when a name server says %s', async (_, code, outcome) => {
    using server = await nameServer(code)
    await using network = open({ resolve: systemResolve(server.resolver), clock: { now: Date.now, sleep: async () => {} } })
    expect(failureOf(await network.ask(get('http://nowhere.invalid/')))).toBe(outcome)
  })

  it('is looked up once a night', async () => {
    let asked = 0
    await using network = open({
      async resolve() {
        asked += 1
        throw Object.assign(new Error(), { code: 'ENOTFOUND' })
      },
    })
    for (const path of ['1', '2', '3']) expect(failureOf(await network.ask(get(`https://nowhere.test/${path}`)))).toBe('dns-not-found: NXDOMAIN')
    expect(asked).toBe(1)
  })
})

it('takes a name without addresses for a failure of the look-up', async () => {
  await expect(addressesOf('empty.test', async () => [])).rejects.toMatchObject({ failure: 'dns-failure', message: 'ENODATA' })
})

it('finds what the system knows', async () => {
  expect(await systemResolve()('localhost')).toContainEqual(expect.objectContaining({ address: expect.stringMatching(/^(127\.0\.0\.1|::1)$/) }))
})
