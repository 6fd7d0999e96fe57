/** Redirects: every hop is told, and takes along only what its target may know. */
import type { IncomingMessage, RequestListener } from 'node:http'
import { describe, expect, it } from 'vitest'
import { failureOf, get, open, responseOf, serve, textOf } from '../support/loopback.ts'

/** `/301/next` redirects to `/next` with a 301, and so on; any other path is answered with what was asked. */
const redirecting: RequestListener = (request, response) => {
  const [, status, target] = /^\/(30\d)(\/.*)$/.exec(request.url ?? '') ?? []
  if (status !== undefined) return void response.writeHead(Number(status), { location: target }).end('moved')
  response.end(`${request.method} ${request.url}`)
}

describe('a redirect', () => {
  it('is followed, and told with its status', async () => {
    await using host = await serve(redirecting)
    await using network = open()
    const exchange = await network.ask(get(host.url('/301/302/307/end?a=b')))
    expect(textOf(exchange)).toBe('GET /end?a=b')
    expect(responseOf(exchange)).toMatchObject({
      url: host.url('/end?a=b'),
      hops: [
        { url: host.url('/301/302/307/end?a=b'), status: 301 },
        { url: host.url('/302/307/end?a=b'), status: 302 },
        { url: host.url('/307/end?a=b'), status: 307 },
      ],
    })
    expect(host.connections()).toBe(1)
  })

  it.each([
    [301, 'GET'],
    [302, 'GET'],
    [303, 'GET'],
    [307, 'POST'],
    [308, 'POST'],
  ])('with %i turns a POST into %s', async (status, method) => {
    let last: IncomingMessage | undefined
    await using host = await serve((request, response) => {
      last = request
      redirecting(request, response)
    })
    await using network = open()
    const exchange = await network.ask({ method: 'POST', url: host.url(`/${status}/end`), body: 'a=b', headers: { 'content-type': 'text/x' } })
    expect(textOf(exchange)).toBe(`${method} /end`)
    expect(last?.headers['content-type']).toBe(method === 'POST' ? 'text/x' : undefined)
  })

  it('keeps a HEAD a HEAD', async () => {
    await using host = await serve(redirecting)
    await using network = open()
    await network.ask({ method: 'HEAD', url: host.url('/303/end') })
    expect(host.asked).toEqual(['HEAD host.test /303/end', 'HEAD host.test /end'])
  })

  it('is the answer itself when that was asked for, or when it leads nowhere', async () => {
    await using host = await serve((request, response) => {
      if (request.url === '/nowhere') response.writeHead(302).end('no Location')
      else redirecting(request, response)
    })
    await using network = open()
    const manual = responseOf(await network.ask(get(host.url('/302/end'), { redirect: 'manual' })))
    expect(manual).toMatchObject({ status: 302, headers: { location: '/end' }, hops: [], url: host.url('/302/end') })
    const nowhere = await network.ask(get(host.url('/nowhere')))
    expect(responseOf(nowhere).status).toBe(302)
    expect(textOf(nowhere)).toBe('no Location')
  })

  it.each(['magnet:?xt=urn:btih:abc', 'ftp://host.test/file', 'file:///etc/passwd', 'javascript:alert(1)'])(
    'to %s is the answer',
    async (location) => {
      await using host = await serve((_, response) => response.writeHead(302, { location }).end())
      await using network = open()
      expect(responseOf(await network.ask(get(host.url())))).toMatchObject({ status: 302, headers: { location }, hops: [] })
    },
  )

  it('to no URL is a bad-response', async () => {
    await using host = await serve((_, response) => response.writeHead(302, { location: 'http://[broken/' }).end())
    await using network = open()
    expect(failureOf(await network.ask(get(host.url())))).toBe('bad-response: Location is no URL')
  })

  it('is followed to the bytes of its Location, in whatever charset they were written', async () => {
    await using host = await serve((request, response) => {
      if (request.url !== '/') return void response.end(request.url)
      response.socket?.end(
        Buffer.from('HTTP/1.1 302 Found\r\nlocation: /\xb9\xfa\xe4\xb8\xad\r\ncontent-length: 0\r\nconnection: close\r\n\r\n', 'latin1'),
      )
    })
    await using network = open()
    expect(textOf(await network.ask(get(host.url())))).toBe('/%b9%fa%e4%b8%ad')
  })

  it('whose body never ends is followed at once', async () => {
    await using host = await serve((request, response) => {
      if (request.url === '/end') return void response.end('here')
      response.writeHead(302, { location: '/end', 'content-length': 1000 }).write('x')
    })
    await using network = open({ timeout: 2_000 })
    expect(textOf(await network.ask(get(host.url())))).toBe('here')
  })
})

describe('a redirect loop', () => {
  it('is ended as soon as the same question comes back', async () => {
    await using host = await serve((request, response) => response.writeHead(302, { location: request.url === '/a' ? '/b' : '/a' }).end())
    await using network = open()
    const exchange = await network.ask(get(host.url('/a')))
    expect(failureOf(exchange)).toBe('redirect-loop: 2 redirects')
    expect(exchange).toMatchObject({ hops: [{ status: 302 }, { status: 302 }] })
    expect(host.asked).toHaveLength(2)
  })

  it('is ended after ten redirects when every one is new', async () => {
    let count = 0
    await using host = await serve((_, response) => response.writeHead(302, { location: `/${++count}` }).end())
    await using network = open()
    expect(failureOf(await network.ask(get(host.url())))).toMatch(/^redirect-loop: /)
    expect(host.asked).toHaveLength(11)
  })

  it('is none when the page sets a cookie and comes back to itself', async () => {
    await using host = await serve((request, response) => {
      if (request.headers.cookie === 'seen=yes') response.end('welcome')
      else response.writeHead(302, { location: '/', 'set-cookie': 'seen=yes' }).end()
    })
    await using network = open()
    const exchange = await network.ask(get(host.url()))
    expect(textOf(exchange)).toBe('welcome')
    expect(responseOf(exchange).cookies).toEqual({ seen: 'yes' })
  })
})

describe('another origin', () => {
  const secrets = new Map([['TOKEN', 'secret']])

  it('learns neither credential, cookies, nor any header but the harmless ones', async () => {
    let heard: IncomingMessage['headers'] = {}
    await using other = await serve(({ headers }, response) => {
      heard = headers
      response.end()
    })
    await using host = await serve((_, response) => response.writeHead(302, { location: other.url('/', 'other.test'), 'set-cookie': 'id=1' }).end())
    await using network = open({ secrets })
    const headers = { cookie: 'mine=1', 'x-api-key': 'k', authorization: 'Basic abc', 'accept-language': 'zh-CN', 'user-agent': 'Mozilla/5.0' }
    await network.ask(get(host.url(), { credential: 'TOKEN', headers }))
    expect(heard).toMatchObject({ 'accept-language': 'zh-CN', 'user-agent': 'Mozilla/5.0' })
    for (const name of ['cookie', 'x-api-key', 'authorization']) expect(heard, name).not.toHaveProperty(name)
  })

  it('learns no body: the redirect is the answer', async () => {
    await using other = await serve((_, response) => response.end())
    await using host = await serve((_, response) => response.writeHead(307, { location: other.url('/', 'other.test') }).end())
    await using network = open()
    expect(responseOf(await network.ask({ method: 'POST', url: host.url(), body: 'pwd=1234' }))).toMatchObject({ status: 307, hops: [] })
    expect(other.asked).toEqual([])
  })

  it('is the only place a credential is kept from: its own origin gets it at every hop', async () => {
    const heard: (string | undefined)[] = []
    await using host = await serve((request, response) => {
      heard.push(request.headers.authorization)
      redirecting(request, response)
    })
    await using network = open({ secrets })
    await network.ask(get(host.url('/302/end'), { credential: 'TOKEN' }))
    await network.ask(get(host.url('/end'), { credential: 'NOT_SET' }))
    expect(heard).toEqual(['Bearer secret', 'Bearer secret', undefined])
  })
})
