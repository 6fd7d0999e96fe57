/** Politeness: a host's lane is never wider or faster than its pace, and its waiting costs nobody else anything. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { paced } from '#io/pace.ts'
import type { Reply, Step } from '#io/step.ts'
import type { Pace } from '#model/checker.ts'
import { failureOf, get, open, patientClock, responseOf, serve, textOf } from '../support/loopback.ts'

const lanes = (pace: Pace) => (hostname: string) => ({ id: hostname, pace })
const paths = (count: number) => Array.from({ length: count }, (_, i) => `/${i}`)

describe('a lane', () => {
  it('starts its requests as far apart as its spacing says', async () => {
    const clock = patientClock()
    const starts: number[] = []
    await using host = await serve((_, response) => {
      starts.push(clock.now())
      response.end()
    })
    await using network = open({ clock, laneOf: lanes({ concurrency: 1, spacing: 1.5 }) })
    await Promise.all(paths(5).map((path) => network.ask(get(host.url(path)))))
    expect(starts.slice(1).map((start, i) => start - (starts[i] ?? 0))).toEqual([1500, 1500, 1500, 1500])
  })

  it('keeps its spacing on a real clock, with several requests in flight', async () => {
    const starts: number[] = []
    await using host = await serve((_, response) => {
      starts.push(performance.now())
      setTimeout(() => response.end(), 100)
    })
    await using network = open({
      laneOf: lanes({ concurrency: 3, spacing: 0.05 }),
      clock: { now: Date.now, sleep: (ms) => new Promise((done) => setTimeout(done, ms)) },
    })
    await Promise.all(paths(6).map((path) => network.ask(get(host.url(path)))))
    expect((starts.at(-1) ?? 0) - (starts[0] ?? 0)).toBeGreaterThanOrEqual(5 * 50 - 20)
  })

  it('has no more requests in flight than its concurrency', async () => {
    let now = 0
    let most = 0
    await using host = await serve((_, response) => {
      now += 1
      most = Math.max(most, now)
      setTimeout(() => {
        now -= 1
        response.end()
      }, 10)
    })
    await using network = open({ laneOf: lanes({ concurrency: 2, spacing: 0 }) })
    await Promise.all(paths(12).map((path) => network.ask(get(host.url(path)))))
    expect(most).toBe(2)
    expect(host.connections()).toBe(2)
  })

  it('counts a redirect as a request of its own, in the lane it leads to', async () => {
    const clock = patientClock()
    const starts: [string, number][] = []
    await using host = await serve((request, response) => {
      starts.push([`${request.headers.host?.split(':')[0]}${request.url}`, clock.now()])
      if (request.url === '/a') response.writeHead(302, { location: '/b' }).end()
      else if (request.url === '/b') response.writeHead(302, { location: host.url('/c', 'other.test') }).end()
      else response.end()
    })
    await using network = open({ clock, laneOf: lanes({ concurrency: 1, spacing: 2 }) })
    const began = clock.now()
    await network.ask(get(host.url('/a')))
    expect(starts.map(([where, at]) => [where, at - began])).toEqual([
      ['host.test/a', 0],
      ['host.test/b', 2000],
      ['other.test/c', 2000],
    ])
  })

  it('is shared by the host names that say so', async () => {
    const clock = patientClock()
    const starts: number[] = []
    await using host = await serve((_, response) => {
      starts.push(clock.now())
      response.end()
    })
    await using network = open({ clock, laneOf: () => ({ id: 'one', pace: { concurrency: 1, spacing: 3 } }) })
    await Promise.all(['a.test', 'b.test'].map((name) => network.ask(get(host.url('/', name)))))
    expect((starts[1] ?? 0) - (starts[0] ?? 0)).toBe(3000)
  })

  it('waits without holding one of the slots that all hosts share', async () => {
    const waiting = Promise.withResolvers<void>()
    await using host = await serve((_, response) => response.end('hello'))
    await using network = open({
      concurrency: 1,
      laneOf: lanes({ concurrency: 2, spacing: 60 }),
      clock: { now: () => 0, sleep: () => waiting.promise },
    })
    const slow = paths(3).map((path) => network.ask(get(host.url(path, 'slow.test'))))
    expect(textOf(await network.ask(get(host.url('/', 'quick.test'))))).toBe('hello')
    expect(host.asked).toEqual(['GET slow.test /0', 'GET quick.test /'])
    await network.close()
    expect(slow).toHaveLength(3)
  })
})

it('never has more requests in flight than all hosts together may', async () => {
  let now = 0
  let most = 0
  await using host = await serve((_, response) => {
    now += 1
    most = Math.max(most, now)
    setTimeout(() => {
      now -= 1
      response.end()
    }, 10)
  })
  await using network = open({ concurrency: 5 })
  await Promise.all(paths(20).map((path, i) => network.ask(get(host.url(path, `host${i}.test`)))))
  expect(most).toBe(5)
})

describe('a host that asks for a pause', () => {
  const refusing = (headers: Record<string, string>, status = 429) =>
    serve((request, response) => {
      if (request.url === '/first' && host.count++ === 0) response.writeHead(status, headers).end()
      else response.end('hello')
    })
  const host = { count: 0 }

  it.each([
    ['Retry-After in seconds', { 'retry-after': '30' }, 429, 30_000],
    ['Retry-After as a date', { 'retry-after': 'Wed, 25 Nov 2026 00:01:00 GMT' }, 429, 60_000],
    ['Retry-After with a 503', { 'retry-after': '90' }, 503, 90_000],
    ['an exhausted X-RateLimit', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '45' }, 200, 45_000],
    ['an exhausted RateLimit', { ratelimit: '"default";r=0;t=20' }, 200, 20_000],
  ])('by %s gets it, from all its links', async (_, headers, status, pause) => {
    host.count = 0
    const clock = patientClock()
    const began = clock.now()
    await using server = await refusing(headers, status)
    await using network = open({ clock, laneOf: lanes({ concurrency: 1, spacing: 0 }) })
    const first = network.ask(get(server.url('/first')))
    const second = network.ask(get(server.url('/second')))
    expect(responseOf(await second).status).toBe(200)
    expect(clock.now() - began).toBeGreaterThanOrEqual(pause)
    expect(responseOf(await first).status).toBe(200)
    expect(server.asked.filter((asked) => asked.endsWith('/first'))).toHaveLength(status === 200 ? 1 : 2)
  })

  it('has that told once, when it refuses two links at the same time', async () => {
    const told: (readonly [string, number])[] = []
    const { promise: bothAsked, resolve } = Promise.withResolvers<void>()
    let asked = 0
    const wire = async (): Promise<Reply> => {
      asked += 1
      if (asked === 2) resolve()
      await bothAsked
      return { status: 429, headers: { 'retry-after': '30' }, setCookie: [], body: new Uint8Array(), truncated: false, ms: 1 }
    }
    const ask = paced(wire, {
      concurrency: 4,
      laneOf: lanes({ concurrency: 2, spacing: 0 }),
      clock: patientClock(),
      known: () => undefined,
      ahead: () => 0,
      paused: (...pause) => told.push(pause),
    })
    const url = new URL('https://host.test/')
    const step: Step = { method: 'GET', url, headers: {}, limit: 10, timeout: 1_000, follow: true, link: url.href }
    await Promise.all([ask(step), ask(step)])
    expect(told).toEqual([['host.test', 30_000]])
  })

  it('gets it also from a link that is only waiting for one of the slots all hosts share', async () => {
    host.count = 0
    const clock = patientClock()
    const began = clock.now()
    await using server = await refusing({ 'retry-after': '30' })
    await using network = open({ clock, concurrency: 1, laneOf: lanes({ concurrency: 2, spacing: 0 }) })
    const first = network.ask({ method: 'POST', url: server.url('/first') })
    const second = await network.ask(get(server.url('/second')))
    expect(responseOf(await first).status).toBe(429)
    expect(responseOf(second).status).toBe(200)
    expect(clock.now() - began).toBeGreaterThanOrEqual(30_000)
  })

  it('longer than two minutes is not waited for: its answer stands, and its other links fail at once', async () => {
    host.count = 0
    const clock = patientClock()
    await using server = await refusing({ 'retry-after': '3600' })
    await using network = open({ clock, laneOf: lanes({ concurrency: 1, spacing: 0 }) })
    const [first, second] = await Promise.all([network.ask(get(server.url('/first'))), network.ask(get(server.url('/second')))])
    expect(responseOf(first).status).toBe(429)
    expect(failureOf(second)).toBe('rate-limited: the host asked for a longer pause')
    expect(server.asked).toEqual(['GET host.test /first'])
    expect(clock.slept).toEqual([])
    await clock.sleep(3_600_000)
    expect(responseOf(await network.ask(get(server.url('/third')))).status).toBe(200)
  })
})

it('leaves nothing behind in memory for hosts that were asked once', async () => {
  setFlagsFromString('--expose-gc')
  const collect: () => void = runInNewContext('gc')
  await using host = await serve((_, response) => response.setHeader('connection', 'close').end())
  await using network = open({ concurrency: 32 })
  const heapAfter = async (round: number) => {
    const names = Array.from({ length: 1_000 }, (_, i) => `host-${round}-${i}.test`)
    await Promise.all(names.map((name) => network.ask(get(host.url('/', name)))))
    host.asked.length = 0
    collect()
    return process.memoryUsage().heapUsed
  }
  await heapAfter(0)
  const before = await heapAfter(1)
  expect((await heapAfter(2)) - before).toBeLessThan(1_000_000) // a kilobyte per host
})
