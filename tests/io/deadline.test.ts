/** A request ends in its time, whatever it is waiting for. */
import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { failureOf, get, open, responseOf, serve, serveRaw, textOf } from '../support/loopback.ts'

const TIMEOUT = 300
const IN_TIME = 1_000

/** Runs, and gives the milliseconds it took beside the result. */
async function timed<T>(run: () => Promise<T>): Promise<{ result: T; ms: number }> {
  const began = performance.now()
  return { result: await run(), ms: performance.now() - began }
}

/** A host that begins to answer, and goes on a little at a time for ever. */
const dripping = (beginning: string, drop: string) =>
  serveRaw((socket) => {
    socket.once('data', () => {
      socket.write(beginning)
      const drip = setInterval(() => socket.write(drop), 20)
      socket.on('close', () => clearInterval(drip))
    })
  })

describe('a request', () => {
  it('ends while its name is being resolved', async () => {
    await using network = open({ timeout: TIMEOUT, resolve: () => new Promise(() => {}) })
    const { result, ms } = await timed(() => network.ask({ method: 'POST', url: 'http://host.test/', body: '' }))
    expect(failureOf(result)).toBe('timeout: ETIMEDOUT')
    expect(ms).toBeLessThan(3 * IN_TIME) // a POST that was never sent is tried three times
  })

  it('ends while TLS is silent', async () => {
    await using host = await serveRaw(() => {})
    await using network = open({ timeout: TIMEOUT })
    const { result, ms } = await timed(() => network.ask(get(`https://host.test:${host.port}/`)))
    expect(failureOf(result)).toBe('timeout: ETIMEDOUT')
    expect(ms).toBeLessThan(3 * IN_TIME)
    expect(host.connections()).toBe(3)
  })

  it('ends while the host is silent, and is not asked again: it may be working', async () => {
    await using host = await serve(() => {})
    await using network = open({ timeout: TIMEOUT })
    const { result, ms } = await timed(() => network.ask(get(host.url())))
    expect(failureOf(result)).toBe('timeout: ETIMEDOUT')
    expect(ms).toBeLessThan(IN_TIME)
    expect(host.asked).toHaveLength(1)
  })

  it('ends while headers drip', async () => {
    await using host = await dripping('HTTP/1.1 200 OK\r\n', 'x-a: b\r\n')
    await using network = open({ timeout: TIMEOUT })
    const { result, ms } = await timed(() => network.ask(get(host.url())))
    expect(failureOf(result)).toBe('timeout: ETIMEDOUT')
    expect(ms).toBeLessThan(IN_TIME)
  })

  it('ends while the body drips, with what has arrived', async () => {
    await using host = await dripping('HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n', 'x')
    await using network = open({ timeout: TIMEOUT })
    const { result, ms } = await timed(() => network.ask(get(host.url())))
    expect(responseOf(result)).toMatchObject({ status: 200, truncated: true })
    expect(responseOf(result).headers).not.toHaveProperty('x-stillthere-body') // slow, not cut off
    expect(textOf(result)).toMatch(/^x{3,30}$/)
    expect(ms).toBeLessThan(IN_TIME)
  })

  it.each([
    [200, ''],
    [404, 'not fo'],
  ])('ends without an answer when the body stalls (HTTP %i, "%s")', async (status, beginning) => {
    await using host = await serve((_, response) => {
      response.writeHead(status, { 'content-length': 1000 })
      response.flushHeaders()
      response.write(beginning)
    })
    await using network = open({ timeout: TIMEOUT })
    expect(failureOf(await network.ask(get(host.url())))).toBe('timeout: ETIMEDOUT')
  })

  it('has one time for all its redirects', async () => {
    let count = 0
    await using host = await serve(async (_, response) => {
      await setTimeout(TIMEOUT / 3)
      response.writeHead(302, { location: `/${++count}` }).end()
    })
    await using network = open({ timeout: TIMEOUT })
    const { result, ms } = await timed(() => network.ask(get(host.url())))
    expect(failureOf(result)).toBe('timeout: ETIMEDOUT')
    expect(ms).toBeLessThan(IN_TIME)
    expect(count).toBeLessThanOrEqual(3)
  })

  it('may have another time than the others', async () => {
    await using host = await serve(() => {})
    await using network = open({ timeout: 60_000 })
    const { result, ms } = await timed(() => network.ask(get(host.url(), { timeout: TIMEOUT })))
    expect(failureOf(result)).toBe('timeout: ETIMEDOUT')
    expect(ms).toBeLessThan(IN_TIME)
  })

  it('that ended leaves its slot to the next', async () => {
    await using host = await serve(({ url }, response) => {
      if (url !== '/silent') response.end('hello')
    })
    await using network = open({ timeout: TIMEOUT, concurrency: 1, laneOf: (id) => ({ id, pace: { concurrency: 1, spacing: 0 } }) })
    const [, next] = await Promise.all([network.ask(get(host.url('/silent'))), network.ask(get(host.url('/next')))])
    expect(textOf(next)).toBe('hello')
  })
})
