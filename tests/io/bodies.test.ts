/** Bodies of any size, packing and honesty cost bounded memory, and are kept as far as they go. */
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { BODY_LIMIT } from '#model/http.ts'
import { failureOf, get, open, responseOf, serve, textOf } from '../support/loopback.ts'

const words = 'Zur Sache. '.repeat(50)
const packings = { gzip: gzipSync(words), 'x-gzip': gzipSync(words), deflate: deflateSync(words), br: brotliCompressSync(words) }

describe('a packed body', () => {
  it.each([...Object.entries(packings), ['deflate', deflateRawSync(words)] as const])('is unpacked (%s)', async (encoding, packed) => {
    await using host = await serve((_, response) => response.writeHead(200, { 'content-encoding': encoding }).end(packed))
    await using network = open()
    const exchange = await network.ask(get(host.url()))
    expect(textOf(exchange)).toBe(words)
    expect(responseOf(exchange).truncated).toBe(false)
  })

  it.each([
    ['of an encoding nobody asked for', 'zstd', Buffer.from('as it is')],
    ['that is not packed at all, whatever the header says', 'gzip', Buffer.from('as it is')],
  ])('%s is left as it is', async (_, encoding, packed) => {
    await using host = await serve((_, response) => response.writeHead(200, { 'content-encoding': encoding }).end(packed))
    await using network = open()
    expect(textOf(await network.ask(get(host.url())))).toBe('as it is')
  })

  it.each([
    ['with something behind it', Buffer.concat([gzipSync(words), Buffer.from('trailing')])],
    ['with a wrong checksum', Buffer.concat([gzipSync(words).subarray(0, -8), Buffer.alloc(8)])],
    [
      'with all that a header may have',
      Buffer.concat([Buffer.from('1f8b081e0000000000ff0300616263', 'hex'), Buffer.from('name\0comment\0\x01\x02'), deflateRawSync(words)]),
    ],
  ])('is unpacked as browsers do it, %s', async (_, packed) => {
    await using host = await serve((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed))
    await using network = open()
    const exchange = await network.ask(get(host.url()))
    expect(textOf(exchange)).toBe(words)
    expect(responseOf(exchange).truncated).toBe(false)
  })

  it('that is damaged in the middle is kept up to there; one that is nothing but damage is a bad-response', async () => {
    const damaged = gzipSync(Buffer.from(Array.from({ length: 200_000 }, (_, i) => (i * i) % 251)))
    damaged.fill(0, 500, 600)
    await using host = await serve(({ url }, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(url === '/half' ? damaged : Buffer.from('1f8b0800ffffffffffffffffffff', 'hex')),
    )
    await using network = open()
    const half = responseOf(await network.ask(get(host.url('/half'))))
    expect(half.truncated).toBe(true)
    expect(half.body.length).toBeGreaterThan(0)
    expect(failureOf(await network.ask(get(host.url('/all'))))).toMatch(/^bad-response: Z_/)
  })

  it.each([
    ['gzip', gzipSync(Buffer.alloc(256e6), { level: 9 })],
    ['br', brotliCompressSync(Buffer.alloc(256e6))],
  ])('that would grow to 256 MB (%s) is unpacked up to the limit', async (encoding, bomb) => {
    await using host = await serve((_, response) => response.writeHead(200, { 'content-encoding': encoding }).end(bomb))
    await using network = open()
    const before = process.memoryUsage.rss()
    const response = responseOf(await network.ask(get(host.url())))
    expect(response.body.length).toBe(BODY_LIMIT)
    expect(response.truncated).toBe(true)
    expect(process.memoryUsage.rss() - before).toBeLessThan(100e6)
  })
})

describe('a long body', () => {
  it('is read to the limit of the request, and the connection is closed', async () => {
    let sent = 0
    let closed: Promise<unknown> | undefined
    await using host = await serve((_, response) => {
      closed = new Promise((done) => response.on('close', done))
      const block = Buffer.alloc(64 * 1024, 'x')
      const more = () => {
        while (!response.destroyed && sent < 1e9) {
          sent += block.length
          if (!response.write(block)) return void response.once('drain', more)
        }
      }
      more()
    })
    await using network = open()
    const response = responseOf(await network.ask(get(host.url(), { limit: 1000 })))
    expect(response.body).toEqual(new Uint8Array(1000).fill(120))
    expect(response.truncated).toBe(true)
    await closed
    expect(sent).toBeLessThan(50e6)
  })

  it('is not truncated when it ends at the limit', async () => {
    await using host = await serve((_, response) => response.end('x'.repeat(1000)))
    await using network = open()
    expect(responseOf(await network.ask(get(host.url(), { limit: 1000 }))).truncated).toBe(false)
    expect(responseOf(await network.ask(get(host.url(), { limit: 999 }))).truncated).toBe(true)
  })
})

describe('a body that is cut off', () => {
  const cut = (status: number, bytes: string) =>
    serve((_, response) => {
      response.writeHead(status, { 'content-length': 1000 })
      response.write(bytes)
      response.flushHeaders()
      setImmediate(() => response.socket?.resetAndDestroy())
    })

  it('is kept as truncated when its beginning arrived with a success', async () => {
    await using host = await cut(200, 'abc')
    await using network = open()
    const exchange = await network.ask(get(host.url()))
    expect(textOf(exchange)).toBe('abc')
    expect(responseOf(exchange)).toMatchObject({ truncated: true, headers: { 'x-stillthere-body': 'cut-off' } })
    expect(host.asked).toHaveLength(3)
  })

  it('is asked for again, and forgotten when it comes whole', async () => {
    let count = 0
    await using host = await serve((_, response) => {
      if (count++ > 0) return void response.end('abcdef')
      response.writeHead(200, { 'content-length': 6 }).write('abc', () => response.socket?.destroy())
    })
    await using network = open()
    const exchange = await network.ask(get(host.url()))
    expect(textOf(exchange)).toBe('abcdef')
    expect(responseOf(exchange).headers).not.toHaveProperty('x-stillthere-body')
  })

  it('says more than nothing, when the next attempt brings nothing', async () => {
    let count = 0
    await using host = await serve((_, response) => {
      if (count++ > 0) return void response.socket?.destroy()
      response.writeHead(200, { 'content-length': 6 }).write('abc', () => response.socket?.destroy())
    })
    await using network = open()
    expect(textOf(await network.ask(get(host.url())))).toBe('abc')
  })

  it('cannot be claimed by the server, and is not what we cut off ourselves', async () => {
    await using host = await serve((_, response) => response.setHeader('x-stillthere-body', 'cut-off').end('abcdef'))
    await using network = open()
    const { truncated, headers } = responseOf(await network.ask(get(host.url(), { limit: 3 })))
    expect(truncated).toBe(true)
    expect(headers).not.toHaveProperty('x-stillthere-body')
  })

  it.each([
    [200, ''],
    [404, 'abc'],
  ])('is no answer otherwise (HTTP %i, "%s")', async (status, bytes) => {
    await using host = await cut(status, bytes)
    await using network = open()
    expect(failureOf(await network.ask(get(host.url())))).toMatch(/^connection-reset: /)
  })
})

it('reads no body after HEAD, 204 and 304', async () => {
  await using host = await serve(({ url }, response) => response.writeHead(Number(url?.slice(1)) || 200, { 'x-seen': 'yes' }).end())
  await using network = open()
  for (const [method, path, status] of [
    ['HEAD', '/', 200],
    ['GET', '/204', 204],
    ['GET', '/304', 304],
  ] as const) {
    expect(responseOf(await network.ask({ method, url: host.url(path) }))).toMatchObject({ status, body: new Uint8Array(), truncated: false })
  }
})
