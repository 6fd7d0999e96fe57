/** The slots all hosts share go to whoever would otherwise be the last to finish. */
import { describe, expect, it } from 'vitest'
import { paced } from '#io/pace.ts'
import { slots } from '#io/slots.ts'
import type { Reply, Step } from '#io/step.ts'
import { patientClock } from '../support/loopback.ts'

describe('slots', () => {
  it('run no more tasks at once than there are', async () => {
    let now = 0
    let most = 0
    const run = slots(3)
    const ends = Array.from({ length: 10 }, () => {
      const { promise, resolve } = Promise.withResolvers<void>()
      run(1, async () => {
        now += 1
        most = Math.max(most, now)
        await Promise.resolve()
        now -= 1
        resolve()
      })
      return promise
    })
    await Promise.all(ends)
    expect(most).toBe(3)
  })

  it('go to the most urgent of those that wait, and to the first come among equals', async () => {
    const order: string[] = []
    const { promise: over, resolve: done } = Promise.withResolvers<void>()
    const run = slots(1)
    const task = (name: string) => async () => {
      order.push(name)
      if (order.length === 5) done()
    }
    run(0, task('running'))
    run(2, task('second'))
    run(1, task('third'))
    run(9, task('first'))
    run(1, task('last'))
    await over
    expect(order).toEqual(['running', 'first', 'second', 'third', 'last'])
  })
})

describe('of two hosts that wait for a slot', () => {
  type Host = { readonly links: number; readonly ms: number }

  /** The order in which two hosts are asked that wait for the only slot, once both have answered before. */
  async function order(hosts: Readonly<Record<string, Host>>, spacing = 0): Promise<string[]> {
    const asked: string[] = []
    const wire = async ({ url }: Step): Promise<Reply> => {
      asked.push(url.hostname)
      return { status: 200, headers: {}, setCookie: [], body: new Uint8Array(), truncated: false, ms: hosts[url.hostname]?.ms ?? 0 }
    }
    const ask = paced(wire, {
      concurrency: 1,
      laneOf: (id) => ({ id, pace: { concurrency: 2, spacing } }),
      clock: patientClock(),
      known: () => undefined,
      ahead: (lane) => hosts[lane]?.links ?? 0,
      paused: () => {},
    })
    const step = (host: string): Step => ({
      method: 'GET',
      url: new URL(`https://${host}/`),
      headers: {},
      limit: 1,
      timeout: 1,
      follow: false,
      link: '',
    })
    for (const host of ['busy', ...Object.keys(hosts)]) await ask(step(host))
    asked.length = 0
    await Promise.all(['busy', ...Object.keys(hosts)].map((host) => ask(step(host))))
    return asked.slice(1)
  }

  it('the one with more links left comes first', async () => {
    expect(await order({ 'small.test': { links: 3, ms: 100 }, 'large.test': { links: 30, ms: 100 } })).toEqual(['large.test', 'small.test'])
  })

  it('the slower one comes first, when it needs longer for fewer links', async () => {
    expect(await order({ 'quick.test': { links: 30, ms: 100 }, 'slow.test': { links: 10, ms: 2_000 } })).toEqual(['slow.test', 'quick.test'])
  })
})
