/** TLS: what is wrong with a certificate is told apart, and only a missing intermediate is forgiven, visibly. */
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { describe, expect, it } from 'vitest'
import { createAuthority, selfSigned } from '../support/certificates.ts'
import { failureOf, get, open, responseOf, serve } from '../support/loopback.ts'

const DAY = 24 * 3600 * 1000
const names = ['host.test']
const past = { notBeforeDate: new Date(Date.now() - 20 * DAY), notAfterDate: new Date(Date.now() - DAY) }

const root = await createAuthority()
const intermediate = await root.intermediate()
const unchained = await intermediate.issue(names)
setDefaultCACertificates([...getCACertificates('default'), root.cert])

const made = {
  good: await root.issue(names),
  chained: { key: unchained.key, cert: `${unchained.cert}\n${intermediate.cert}` },
  expired: await root.issue(names, past),
  wrongName: await root.issue(['elsewhere.test']),
  selfSigned: await selfSigned(names),
  incomplete: unchained,
  incompleteExpired: await intermediate.issue(names, past),
  incompleteWrongName: await intermediate.issue(['elsewhere.test']),
}

describe('a certificate', () => {
  it('that is good needs no remark, alone or with its intermediate', async () => {
    for (const pair of [made.good, made.chained]) {
      await using host = await serve((_, response) => response.end('hello'), pair)
      await using network = open()
      const response = responseOf(await network.ask(get(host.url())))
      expect(response.status).toBe(200)
      expect(response.headers).not.toHaveProperty('x-stillthere-tls')
    }
  })

  it.each([
    ['expired', 'expired'],
    ['wrongName', 'wrong name'],
    ['selfSigned', 'self-signed'],
    ['incompleteExpired', 'expired'],
    ['incompleteWrongName', 'wrong name'],
  ] as const)('that is %s is a tls-error, and nothing is asked', async (kind, detail) => {
    await using host = await serve((_, response) => response.end('hello'), made[kind])
    await using network = open()
    expect(failureOf(await network.ask(get(host.url())))).toBe(`tls-error: ${detail}`)
    expect(host.asked).toEqual([])
  })

  it('whose intermediate is missing is passed with a mark', async () => {
    await using host = await serve((_, response) => response.end('hello'), made.incomplete)
    await using network = open()
    const response = responseOf(await network.ask(get(host.url())))
    expect(response.status).toBe(200)
    expect(response.headers['x-stillthere-tls']).toBe('chain-incomplete')
  })

  it('whose intermediate is missing gets no cookie, no credential and no body', async () => {
    const seen: (string | undefined)[] = []
    await using host = await serve((request, response) => {
      seen.push(request.headers.cookie)
      response.setHeader('set-cookie', 'id=1').end()
    }, made.incomplete)
    await using network = open({ secrets: new Map([['TOKEN', 'secret']]) })
    const converse = network.session().converse()
    await converse(get(host.url('/first'), { headers: { cookie: 'mine=2' } }))
    await converse(get(host.url('/second')))
    expect(seen).toEqual([undefined, undefined])
    expect(failureOf(await converse(get(host.url(), { credential: 'TOKEN' })))).toBe('tls-error: incomplete chain')
    expect(failureOf(await converse({ method: 'POST', url: host.url(), body: 'pwd=1234' }))).toBe('tls-error: incomplete chain')
    expect(host.asked).toHaveLength(2)
  })

  it('cannot be excused by the server: its own header of that name is dropped', async () => {
    await using host = await serve((_, response) => response.setHeader('x-stillthere-tls', 'chain-incomplete').end(), made.good)
    await using network = open()
    expect(responseOf(await network.ask(get(host.url()))).headers).not.toHaveProperty('x-stillthere-tls')
  })
})

it('tells a server that speaks no TLS from one with a bad certificate', async () => {
  await using host = await serve((_, response) => response.end())
  await using network = open()
  expect(failureOf(await network.ask(get(host.url().replace('http:', 'https:'))))).toMatch(/^tls-error: (ERR_SSL|EPROTO)/)
})
