/** Behind a proxy: https through a tunnel, http by asking the proxy, and a proxy's refusal is never the link's fault. */
import { createServer, type Server } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { describe, expect, it } from 'vitest'
import { proxies } from '#io/proxies.ts'
import { InputError } from '#model/errors.ts'
import { createAuthority } from '../support/certificates.ts'
import { closedPort, failureOf, get, open, responseOf, serve, textOf } from '../support/loopback.ts'

const root = await createAuthority()
const certificate = await root.issue(['host.test', 'localhost'])
const unchained = await (await root.intermediate()).issue(['host.test'])
setDefaultCACertificates([...getCACertificates('default'), root.cert])

/** How the proxy of a test answers: by opening a tunnel to a port, with a status to everything, or never. */
type Manner = { readonly tunnelTo: number } | { readonly status: number } | 'silent'

async function openProxy(manner: Manner, scheme: 'http' | 'https' = 'http') {
  const asked: string[] = []
  const sockets = new Set<Socket>()
  const server: Server = (scheme === 'https' ? createSecureServer(certificate) : createServer()).on('request', (request, response) => {
    asked.push(`${request.method} ${request.url} for ${request.headers.host}, ${request.headers['proxy-authorization'] ?? 'nobody'}`)
    if (typeof manner === 'object' && 'status' in manner) response.writeHead(manner.status, { 'proxy-authenticate': 'Basic' })
    response.end('by the proxy')
  })
  server.on('connection', (socket) => sockets.add(socket))
  server.on('connect', (request, socket: Socket) => {
    asked.push(`CONNECT ${request.url}, ${request.headers['proxy-authorization'] ?? 'nobody'}`)
    socket.on('error', () => {})
    if (manner === 'silent') return
    if ('status' in manner) return void socket.end(`HTTP/1.1 ${manner.status} No\r\ncontent-length: 0\r\n\r\n`)
    const target = connect(manner.tunnelTo, '127.0.0.1').on('error', () => socket.destroy())
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
    socket.pipe(target).pipe(socket)
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const origin = `${scheme}://${scheme === 'https' ? 'localhost' : '127.0.0.1'}:${(server.address() as AddressInfo).port}`
  return {
    asked,
    open: () => [...sockets].filter((socket) => !socket.destroyed).length,
    settings: { http: origin, https: origin },
    as: (user: string) => ({ https: origin.replace('//', `//${user}@`), http: origin.replace('//', `//${user}@`) }),
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      await new Promise((closed) => server.close(closed))
    },
  }
}

/** Nothing may be resolved here: that is for the proxy to do. */
const resolve = () => Promise.reject(new Error('resolved behind a proxy'))

describe('through a proxy', () => {
  it('https is asked in one tunnel, its certificate verified, its name left to the proxy', async () => {
    await using host = await serve((_, response) => response.end('hello'), certificate)
    await using proxy = await openProxy({ tunnelTo: host.port })
    await using network = open({ proxy: proxy.settings, resolve, allow: [] })
    expect(textOf(await network.ask(get('https://host.test/1')))).toBe('hello')
    expect(textOf(await network.ask(get('https://host.test:8443/')))).toBe('hello')
    expect(textOf(await network.ask(get('https://host.test/2')))).toBe('hello')
    expect(proxy.asked).toEqual(['CONNECT host.test:443, nobody', 'CONNECT host.test:8443, nobody'])
    expect(failureOf(await network.ask(get('https://elsewhere.test/')))).toBe('tls-error: wrong name')
  })

  it('http is asked of the proxy itself, and not through a tunnel', async () => {
    await using proxy = await openProxy('silent')
    await using network = open({ proxy: proxy.as('me:p%40ss'), resolve, allow: [] })
    const exchange = await network.ask(get('http://host.test:8080/a?b#c'))
    expect(textOf(exchange)).toBe('by the proxy')
    expect(responseOf(exchange).url).toBe('http://host.test:8080/a?b')
    expect(proxy.asked).toEqual([`GET http://host.test:8080/a?b for host.test:8080, Basic ${btoa('me:p@ss')}`])
  })

  it('that is asked over TLS itself, both go their way', async () => {
    await using host = await serve((_, response) => response.end('hello'), certificate)
    await using proxy = await openProxy({ tunnelTo: host.port }, 'https')
    await using network = open({ proxy: proxy.settings, resolve })
    expect(textOf(await network.ask(get('https://host.test/')))).toBe('hello')
    expect(textOf(await network.ask(get('http://host.test/')))).toBe('by the proxy')
  })

  it('the proxy learns who asks, and the host does not', async () => {
    let heard: string | undefined
    await using host = await serve((request, response) => {
      heard = request.headers['proxy-authorization']
      response.end()
    }, certificate)
    await using proxy = await openProxy({ tunnelTo: host.port })
    await using network = open({ proxy: proxy.as('me:p%40ss'), resolve })
    await network.ask(get('https://host.test/'))
    expect(proxy.asked).toEqual([`CONNECT host.test:443, Basic ${btoa('me:p@ss')}`])
    expect(heard).toBeUndefined()
  })

  it('a password with a percent sign that nobody encoded is taken as it stands', async () => {
    await using proxy = await openProxy({ status: 403 })
    await using network = open({ proxy: proxy.as('me:100%zz'), resolve })
    await network.ask(get('https://host.test/'))
    expect(proxy.asked).toEqual([`CONNECT host.test:443, Basic ${btoa('me:100%zz')}`])
  })

  it.each([403, 407, 502])('a CONNECT answered with %i is proxy-refused, and leaves no connection behind', async (status) => {
    await using proxy = await openProxy({ status })
    await using network = open({ proxy: proxy.settings, resolve })
    expect(failureOf(await network.ask(get('https://host.test/')))).toBe(`proxy-refused: CONNECT answered ${status}`)
    expect(proxy.asked).toHaveLength(1)
    await expect.poll(proxy.open).toBe(0)
  })

  it('a plain question answered with 407 is proxy-refused; without a proxy it is an answer like any other', async () => {
    await using proxy = await openProxy({ status: 407 })
    await using network = open({ proxy: proxy.settings, resolve, allow: [] })
    expect(failureOf(await network.ask(get('http://host.test/')))).toBe('proxy-refused: HTTP 407')
    await using host = await serve((_, response) => response.writeHead(407).end())
    await using straight = open()
    expect(responseOf(await straight.ask(get(host.url()))).status).toBe(407)
  })

  it('that is not there, everything is proxy-refused', async () => {
    const origin = `http://127.0.0.1:${await closedPort()}`
    await using network = open({ proxy: { http: origin, https: origin }, resolve })
    for (const url of ['https://host.test/', 'http://host.test/']) expect(failureOf(await network.ask(get(url)))).toBe('proxy-refused: ECONNREFUSED')
  })

  it('that is silent after CONNECT, a request ends in its time', async () => {
    await using proxy = await openProxy('silent')
    await using network = open({ proxy: proxy.settings, resolve, timeout: 300 })
    const began = performance.now()
    expect(failureOf(await network.ask({ method: 'HEAD', url: 'https://host.test/' }))).toBe('timeout: ETIMEDOUT')
    expect(performance.now() - began).toBeLessThan(3_000)
  })

  it('an incomplete certificate chain is not forgiven: a proxy that opens TLS looks just like it', async () => {
    await using host = await serve((_, response) => response.end(), unchained)
    await using proxy = await openProxy({ tunnelTo: host.port })
    await using network = open({ proxy: proxy.settings, resolve })
    expect(failureOf(await network.ask(get('https://host.test/')))).toBe('tls-error: incomplete chain')
  })

  it('literal addresses and internal names are refused before they reach it', async () => {
    await using proxy = await openProxy({ status: 502 })
    await using network = open({ proxy: proxy.settings, resolve, allow: [] })
    const names = [
      '169.254.169.254',
      '2130706433',
      '[::1]',
      '[::ffff:10.0.0.1]',
      'localhost',
      'LOCALHOST.',
      'intranet',
      'printer.local',
      'metadata.google.internal',
      'a.localhost',
      'router.home.arpa',
    ]
    for (const name of names) {
      for (const scheme of ['http', 'https']) expect(failureOf(await network.ask(get(`${scheme}://${name}/`))), name).toMatch(/^forbidden-address: /)
    }
    expect(proxy.asked).toEqual([])
  })

  it('a host named in NO_PROXY is asked straight, and under the guard', async () => {
    await using host = await serve((_, response) => response.end('straight'))
    await using proxy = await openProxy('silent')
    await using network = open({
      proxy: { ...proxy.settings, no: 'host.test, bad.test' },
      resolve: async (name) => [{ address: name === 'bad.test' ? '10.0.0.1' : '127.0.0.1', family: 4 }],
    })
    expect(textOf(await network.ask(get(host.url())))).toBe('straight')
    expect(failureOf(await network.ask(get('http://bad.test/')))).toBe('forbidden-address: 10.0.0.1')
    expect(proxy.asked).toEqual([])
  })
})

describe('NO_PROXY', () => {
  it.each([
    ['host.test', 'https://host.test/', true],
    ['host.test', 'https://sub.host.test/', true],
    ['host.test', 'https://nothost.test/', false],
    ['.host.test', 'https://sub.host.test/', true],
    ['*.host.test', 'https://sub.host.test/', true],
    ['HOST.test', 'https://host.TEST/', true],
    ['host.test:8443', 'https://host.test:8443/', true],
    ['host.test:8443', 'https://host.test/', false],
    ['host.test:443', 'https://host.test/', true],
    ['host.test:80', 'http://host.test/', true],
    ['a.test b.test,c.test', 'http://b.test/', true],
    ['93.184.216.34', 'http://93.184.216.34/', true],
    ['[2606:4700::1]', 'http://[2606:4700::1]/', true],
    ['*', 'http://host.test/', true],
    ['', 'http://host.test/', false],
  ])('"%s" excepts %s: %s', (no, url, excepted) => {
    const proxyOf = proxies({ http: 'http://proxy.test:3128', https: 'http://proxy.test:3128', no })
    expect(proxyOf(new URL(url)) === undefined).toBe(excepted)
  })
})

describe('a proxy setting', () => {
  it('may leave out its scheme, and is meant for its own scheme alone', () => {
    const proxyOf = proxies({ https: 'proxy.test:3128' })
    expect(proxyOf(new URL('https://host.test/'))?.origin.href).toBe('http://proxy.test:3128/')
    expect(proxyOf(new URL('http://host.test/'))).toBeUndefined()
  })

  it.each(['socks5://proxy.test:1080', 'http://', 'http://:0x'])('that is no HTTP proxy ("%s") is the fault of the setting', (https) => {
    expect(() => proxies({ https })).toThrow(InputError)
  })
})
