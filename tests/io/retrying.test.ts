/** Asking again: only where it can help, only what may be repeated, and never a dead host for every one of its links. */
import { describe, expect, it } from 'vitest'
import { EMPTY } from '#io/cookies.ts'
import type { Ask } from '#io/following.ts'
import { retrying } from '#io/retrying.ts'
import { closedPort, failureOf, get, open, patientClock, responseOf, serve, serveRaw, textOf } from '../support/loopback.ts'

describe('a host that has a bad moment', () => {
  it.each([408, 425, 500, 502, 503, 504, 521])('(HTTP %i) is asked again', async (status) => {
    let count = 0
    await using host = await serve((_, response) => response.writeHead(count++ < 2 ? status : 200).end())
    const clock = patientClock()
    await using network = open({ clock })
    expect(responseOf(await network.ask(get(host.url()))).status).toBe(200)
    expect(clock.slept).toHaveLength(2)
    const [first = 0, second = 0] = clock.slept
    expect(first).toBeGreaterThanOrEqual(500)
    expect(first).toBeLessThanOrEqual(1_500)
    expect(second).toBeGreaterThanOrEqual(1_000)
    expect(second).toBeLessThanOrEqual(3_000)
  })

  it('and sets a cookie gets it back', async () => {
    await using host = await serve((request, response) =>
      response
        .setHeader('set-cookie', 'seen=1')
        .writeHead(request.headers.cookie === 'seen=1' ? 200 : 503)
        .end(),
    )
    await using network = open()
    expect(responseOf(await network.ask(get(host.url()))).status).toBe(200)
    expect(host.asked).toHaveLength(2)
  })

  it('that lasts is asked three times, and its answer stands', async () => {
    await using host = await serve((_, response) => response.writeHead(503).end('busy'))
    await using network = open()
    const exchange = await network.ask(get(host.url()))
    expect(responseOf(exchange).status).toBe(503)
    expect(textOf(exchange)).toBe('busy')
    expect(host.asked).toHaveLength(3)
  })

  it.each([200, 301, 400, 401, 403, 404, 410, 418, 501, 505])('is not what HTTP %i means: asked once', async (status) => {
    await using host = await serve((_, response) => response.writeHead(status).end())
    await using network = open()
    expect(responseOf(await network.ask(get(host.url()))).status).toBe(status)
    expect(host.asked).toHaveLength(1)
  })

  it('is not asked again with a POST, which may have done something', async () => {
    await using host = await serve((_, response) => response.writeHead(500).end())
    await using network = open()
    expect(responseOf(await network.ask({ method: 'POST', url: host.url(), body: 'x' })).status).toBe(500)
    expect(host.asked).toHaveLength(1)
  })
})

describe('a broken connection', () => {
  it('is made again, also for a link that was redirected to it', async () => {
    let count = 0
    await using host = await serve((request, response) => {
      if (request.url === '/') response.writeHead(302, { location: '/end' }).end()
      else if (count++ === 0) response.socket?.resetAndDestroy()
      else response.end('hello')
    })
    await using network = open({ laneOf: (id) => ({ id, pace: { concurrency: 1, spacing: 0 } }) })
    expect(textOf(await network.ask(get(host.url())))).toBe('hello')
  })

  it('is made three times at most', async () => {
    await using host = await serveRaw((socket) => socket.resetAndDestroy())
    await using network = open()
    expect(failureOf(await network.ask(get(`http://host.test:${host.port}/`)))).toMatch(/^connection-reset: /)
    expect(host.connections()).toBe(3)
  })

  it('is not made again when the host refuses it, or when its certificate is bad', async () => {
    await using host = await serve((_, response) => response.end())
    const clock = patientClock()
    await using network = open({ clock })
    expect(failureOf(await network.ask(get(`http://host.test:${await closedPort()}/`)))).toBe('connection-refused: ECONNREFUSED')
    expect(failureOf(await network.ask(get(host.url().replace('http', 'https'))))).toMatch(/^tls-error: /)
    expect(clock.slept).toEqual([])
  })

  it('is made again with a POST when the first was never there', async () => {
    let count = 0
    await using host = await serve((_, response) => response.end('hello'))
    await using network = open({
      async resolve() {
        if (count++ === 0) throw Object.assign(new Error(), { code: 'EAI_AGAIN' })
        return [{ address: '127.0.0.1', family: 4 }]
      },
    })
    expect(textOf(await network.ask({ method: 'POST', url: host.url(), body: 'x' }))).toBe('hello')
  })
})

describe('too many requests', () => {
  it('without a word about when is tried once more after some ten seconds', async () => {
    let count = 0
    await using host = await serve((_, response) => response.writeHead(count++ === 0 ? 429 : 200).end())
    const clock = patientClock()
    await using network = open({ clock })
    expect(responseOf(await network.ask(get(host.url()))).status).toBe(200)
    expect(clock.slept).toHaveLength(1)
    expect(clock.slept[0]).toBeGreaterThanOrEqual(10_000)
    expect(clock.slept[0]).toBeLessThanOrEqual(12_000)
  })

  it('a second time is the answer', async () => {
    await using host = await serve((_, response) => response.writeHead(429).end())
    await using network = open()
    expect(responseOf(await network.ask(get(host.url()))).status).toBe(429)
    expect(host.asked).toHaveLength(2)
  })
})

describe('a host nobody can connect to', () => {
  it('is given up after three different links', async () => {
    const port = await closedPort()
    let dialled = 0
    await using network = open({
      async resolve() {
        dialled += 1
        return [{ address: '127.0.0.1', family: 4 }]
      },
    })
    const outcomes = []
    for (const path of ['1', '2', '3', '4', '5']) outcomes.push(failureOf(await network.ask(get(`http://host.test:${port}/${path}`))))
    const refused = 'connection-refused: ECONNREFUSED'
    expect(outcomes).toEqual([refused, refused, refused, `host-down: ${refused}`, `host-down: ${refused}`])
    expect(dialled).toBe(3)
    await using other = await serve((_, response) => response.end())
    expect(responseOf(await network.ask(get(other.url()))).status).toBe(200)
  })

  it('is not given up for one link that is asked again and again', async () => {
    const port = await closedPort()
    await using network = open()
    for (let i = 0; i < 5; i++) expect(failureOf(await network.ask(get(`http://host.test:${port}/`)))).toBe('connection-refused: ECONNREFUSED')
  })

  it('is not given up when it answers in between', async () => {
    let count = 0
    await using host = await serve((_, response) => response.setHeader('connection', 'close').end())
    await using network = open({
      async resolve() {
        count += 1
        if (count % 3 !== 0) throw Object.assign(new Error(), { code: 'EAI_FAIL' })
        return [{ address: '127.0.0.1', family: 4 }]
      },
    })
    for (let i = 0; i < 6; i++) expect(responseOf(await network.ask(get(host.url(`/${i}`)))).status).toBe(200)
  })

  it('costs the links that wait in its lane nothing', async () => {
    const port = await closedPort()
    const clock = patientClock()
    const began = clock.now()
    await using network = open({ clock, laneOf: (id) => ({ id, pace: { concurrency: 1, spacing: 10 } }) })
    const exchanges = await Promise.all(Array.from({ length: 300 }, (_, i) => network.ask(get(`http://host.test:${port}/${i}`))))
    expect(exchanges.filter((exchange) => 'failure' in exchange && exchange.failure === 'host-down')).toHaveLength(297)
    expect(clock.now() - began).toBe(20_000)
  })
})

it('the time of every attempt counts', async () => {
  const attempts = [120, 80, 5]
  const ask: Ask = async (request) => ({
    exchange: { request, failure: 'connection-reset', ms: attempts.shift() ?? 0 },
    heard: (jar) => jar,
    connected: false,
  })
  expect(await retrying(ask, patientClock())(get('http://host.test/'), EMPTY)).toMatchObject({ exchange: { ms: 205 } })
})
