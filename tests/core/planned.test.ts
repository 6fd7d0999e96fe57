/** How long a night will take, told before it begins. */
import { describe, expect, it } from 'vitest'
import { plan } from '#core/plan.ts'
import { planned } from '#core/planned.ts'
import type { Pace } from '#model/checker.ts'
import type { StatusDocument } from '#model/memory.ts'
import { planLine } from '../../src/commands/underway.ts'
import { anyChecker, dataset, link, nightAt, nights, outcome, wordChecker } from '../support/night.ts'

const pan = (pace: Pace) => ({ ...wordChecker('pan.baidu.com', { present: [], absent: ['https://pan.baidu.com/absent'] }), pace })

/** What is said before a night of these links. */
function said(urls: readonly string[], pace: Pace, { memory, slots = 32 }: { memory?: StatusDocument; slots?: number } = {}) {
  const checkers = new Map([
    ['generic', { ...anyChecker, pace: { concurrency: 2, spacing: 1 } }],
    ['baidu-pan', pan(pace)],
  ])
  return planLine(planned(plan([dataset('all', ...urls.map((url) => link(url)))], checkers).units, memory, slots))
}

const shares = Array.from({ length: 15 }, (_, n) => `https://pan.baidu.com/${n}`)
const sites = Array.from({ length: 4000 }, (_, n) => `https://host-${n}.example/`)

/** A night in which each share took four questions, and the page that opens every conversation was one of them. */
const memory = nights({
  at: nightAt(0),
  outcomes: shares.map((url) => {
    const asked = (method: string, address: string) => ({ method, url: address, status: 200, ms: 5 })
    const evidence = [
      asked('GET', 'https://pan.baidu.com/'),
      asked('GET', url),
      asked('POST', 'https://pan.baidu.com/verify'),
      asked('GET', `${url}/list`),
    ]
    return outcome(url, 'listed', { host: 'baidu-pan', evidence })
  }),
})

describe('a long night', () => {
  it('is announced with the host that makes it long', () => {
    expect(said(shares, { concurrency: 1, spacing: 4 })).toBe('about 2 min: pan.baidu.com has 15 links at 4 s')
    expect(said(shares.slice(0, 1), { concurrency: 1, spacing: 100 })).toBe('about 7 min: pan.baidu.com has 1 link at 100 s')
    expect(
      said(
        Array.from({ length: 100 }, (_, n) => `https://a.example/${n}`),
        { concurrency: 1, spacing: 3 },
      ),
    ).toBe('about 3 min: a.example has 100 links at 1 s')
  })

  it('is as long as the questions that were needed the last time', () => {
    expect(said(shares, { concurrency: 1, spacing: 4 }, { memory })).toBe('about 3 min: pan.baidu.com has 15 links at 4 s')
  })

  it('is announced with the number of links when no host alone makes it long', () => {
    expect(said([...shares, ...sites], { concurrency: 1, spacing: 1 })).toBe('about 4 min: 4015 links')
    expect(said([...shares, ...sites], { concurrency: 1, spacing: 1 }, { slots: 1 })).toBe('about 2 h: 4015 links')
  })

  it('names the requests at once of a host that needs no pause', () => {
    const many = Array.from({ length: 300 }, (_, n) => `https://pan.baidu.com/${n}`)
    expect(said(many, { concurrency: 4, spacing: 0 })).toBe('about 3 min: pan.baidu.com has 300 links, 4 at once')
  })
})

it('a short night is not announced', () => {
  expect(said(shares, { concurrency: 1, spacing: 1 })).toBeUndefined()
  expect(said([], { concurrency: 1, spacing: 1 })).toBeUndefined()
})
