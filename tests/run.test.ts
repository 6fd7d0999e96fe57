import { describe, expect, it } from 'vitest'
import type { Checker } from '#model/checker.ts'
import type { Exchange, Failure, Request } from '#model/http.ts'
import { type Reason, verdict } from '#model/verdict.ts'
import { type Effects, type Input, night } from '../src/run.ts'
import { answer, anyChecker, dataset, link, nightAt, pointingChecker, wordChecker } from './support/night.ts'

const CONTROLS = { present: ['https://words.example/present'], absent: ['https://words.example/absent'] }

/** A night in which each URL answers with a word, or fails; those that are not named are `not-found`. */
async function nightOf(
  urls: readonly string[],
  answers: Readonly<Record<string, string>>,
  input: Partial<Input> = {},
  effects: Partial<Effects> = {},
) {
  const asked: string[] = []
  const transport = async (request: Request): Promise<Exchange> => {
    asked.push(request.url)
    const said = answers[request.url] ?? 'not-found'
    if (said.startsWith('!')) return { request, failure: said.slice(1) as Failure, ms: 1 }
    return { ...answer(request.url, 200, said), request }
  }
  const result = await night(
    {
      datasets: [dataset('all', ...urls.map((url) => link(url)))],
      checkers: new Map([
        ['generic', anyChecker],
        ['other', wordChecker('other.example')],
        ['points', pointingChecker('points.example')],
        ['words', wordChecker('words.example', CONTROLS)],
      ]),
      memory: undefined,
      choice: {},
      confirm: { gone: 2, unreachable: 3 },
      recheck: { alive: 1 },
      secrets: new Set(),
      tool: 'stillthere/test',
      vantage: 'test',
      ...input,
    },
    {
      session: () => ({ converse: () => transport }),
      now: () => new Date(nightAt(0)),
      planned: () => {},
      progress: () => {},
      interrupted: new AbortController().signal,
      ...effects,
    },
  )
  return {
    asked,
    result,
    reasons: result.blind ? [] : result.record.outcomes.toSorted((a, b) => (a.url < b.url ? -1 : 1)).map(({ verdict }) => verdict.reason),
  }
}

const passing = { 'https://words.example/present': 'listed', 'https://words.example/absent': 'not-found' }

describe('a night', () => {
  it('asks a host for its controls before its links', async () => {
    const { asked, result } = await nightOf(['https://words.example/a'], { ...passing, 'https://words.example/a': 'listed' })
    expect(asked).toEqual(['https://words.example/present', 'https://words.example/absent', 'https://words.example/a'])
    expect(result).toMatchObject({ record: { hosts: [{ id: 'words', trusted: true, controls: { present: 'ok', absent: 'ok' } }] } })
  })

  it('believes no "gone" of a host that does not vouch for its living control', async () => {
    const { reasons, result } = await nightOf(['https://words.example/a'], { 'https://words.example/present': 'not-found' })
    expect(reasons).toEqual(['uncalibrated'])
    expect(result).toMatchObject({ record: { hosts: [{ trusted: false, controls: { present: 'failed' } }] } })
  })

  it('believes it when the host vouched for another link tonight', async () => {
    const { reasons } = await nightOf(['https://words.example/a', 'https://words.example/b'], { 'https://words.example/b': 'listed' })
    expect(reasons).toEqual(['not-found', 'listed'])
  })

  it('believes no "alive" of a host that vouches for what does not exist', async () => {
    const answers = { ...passing, 'https://words.example/absent': 'listed', 'https://words.example/a': 'listed' }
    expect((await nightOf(['https://words.example/a'], answers)).reasons).toEqual(['uncalibrated'])
  })

  it('says what it will ask, how far it is, and on whom it waits', async () => {
    const urls = ['https://words.example/a', 'https://words.example/b', 'https://other.example/a', 'https;//a.example']
    const told: unknown[] = []
    await nightOf(
      urls,
      passing,
      {},
      {
        planned: (units) => told.push(units.map(({ name, assignments }) => [name, assignments.length])),
        progress: (done, total, waitingFor) => told.push([done, total, waitingFor()?.name]),
      },
    )
    expect(told[0]).toEqual([
      ['words', 2],
      ['other', 1],
    ])
    expect(told.slice(1)).toEqual([
      [1, 3, 'words'],
      [2, 3, 'words'],
      [3, 3, undefined],
    ])
  })

  it('asks again before a removal may be believed the same night', async () => {
    const { asked, result } = await nightOf(['https://words.example/a'], { ...passing, 'https://words.example/a': 'removed' })
    expect(asked.filter((url) => url === 'https://words.example/a')).toHaveLength(2)
    expect(result).toMatchObject({ record: { outcomes: [{ verdict: { reason: 'removed' }, confirmed: true }] } })
  })

  it('leaves a host alone after it refused three links in a row', async () => {
    const urls = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((name) => `https://words.example/${name}`)
    const { asked, reasons } = await nightOf(urls, { ...passing, ...Object.fromEntries(urls.map((url) => [url, 'challenged'])) })
    expect(asked.length).toBeLessThanOrEqual(2 + 4)
    expect(reasons).toEqual(urls.map(() => 'challenged'))
  })

  it('leaves it alone, too, when some of the links need a question more', async () => {
    const checker: Checker = {
      ...wordChecker('words.example'),
      *check(target) {
        const { url } = target as { url: string }
        if (url.endsWith('2')) yield { method: 'GET', url: 'https://helper.example/' }
        yield { method: 'GET', url }
        return verdict('challenged')
      },
    }
    const urls = ['a1', 'b2', 'c1', 'd2', 'e1', 'f2', 'g1', 'h2'].map((name) => `https://words.example/${name}`)
    const asked: string[] = []
    const transport = async (request: Request): Promise<Exchange> => {
      asked.push(request.url)
      return { ...answer(request.url, request.url.includes('helper') ? 200 : 403, ''), request }
    }
    const checkers = new Map([
      ['generic', anyChecker],
      ['words', checker],
    ])
    await nightOf(urls, {}, { checkers }, { session: () => ({ converse: () => transport }) })
    expect(asked.filter((url) => url.includes('words')).length).toBeLessThanOrEqual(5)
  })

  it('is blind when nobody answers, and asks hosts that have no part in it before it says so', async () => {
    const answers = {
      'https://words.example/present': '!dns-not-found',
      'https://words.example/absent': '!dns-not-found',
      'https://other.example/': '!timeout',
    }
    const { asked, result } = await nightOf(['https://words.example/a', 'https://words.example/b'], answers)
    expect(result).toEqual({
      blind: true,
      unheard: new Map([
        ['words.example', 'dns-not-found'],
        ['other.example', 'timeout'],
      ]),
    })
    expect(asked).not.toContain('https://words.example/a')
  })

  it('is not blind when another host answers: then it is the host that is down', async () => {
    const down = { 'https://words.example/present': '!timeout', 'https://words.example/absent': '!timeout', 'https://words.example/a': '!timeout' }
    const { reasons } = await nightOf(['https://words.example/a'], { ...down, 'https://other.example/': 'served' })
    expect(reasons).toEqual(['timeout'])
  })

  it('is not blind when all that it heard was a redirect, wherever that led', async () => {
    const led = async (request: Request): Promise<Exchange> => ({
      request,
      failure: 'dns-not-found',
      hops: [{ url: request.url, status: 302 }],
      ms: 1,
    })
    const { reasons } = await nightOf(['https://a.example/b'], {}, {}, { session: () => ({ converse: () => led }) })
    expect(reasons).toEqual(['dns-not-found'])
  })

  it('is not blind when there was nobody to ask', async () => {
    expect((await nightOf(['https;//a.example', 'ftp://a.example/b'], {})).reasons).toEqual(['unsupported-scheme', 'malformed-url'])
  })

  it('does not leave a host that only points elsewhere alone because different hosts behind it refuse', async () => {
    const urls = ['a', 'b', 'c', 'd', 'e'].map((name) => `https://points.example/${name}.example/x`)
    const behind = Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((name) => [`https://${name}.example/x`, name === 'e' ? 'served' : 'challenged']))
    expect((await nightOf(urls, behind)).reasons).toEqual(['challenged', 'challenged', 'challenged', 'challenged', 'served'])
  })

  it('leaves no installation alone because others refused, though all of them are looked up in one register afterwards', async () => {
    const registered: Checker = {
      ...wordChecker('installation.example'),
      match: (url) => (url.hostname.endsWith('.installation.example') ? { url: url.href } : undefined),
      *check(target) {
        const said = yield { method: 'GET', url: (target as { url: string }).url }
        yield { method: 'GET', url: 'https://register.example/' }
        return verdict('response' in said ? (Buffer.from(said.response.body).toString() as Reason) : 'timeout')
      },
    }
    const urls = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((name) => `https://${name}.installation.example/x`)
    const answers = Object.fromEntries(urls.map((url, i) => [url, i < 7 ? 'challenged' : 'served']))
    const { reasons } = await nightOf(urls, answers, {
      checkers: new Map([
        ['generic', anyChecker],
        ['installations', registered],
      ]),
    })
    expect(reasons).toEqual([...urls.slice(1).map(() => 'challenged'), 'served'])
  })

  it('believes what is said elsewhere only if that host passes its controls', async () => {
    const urls = ['https://points.example/words.example/a', 'https://points.example/words.example/b']
    const answers = { 'https://words.example/a': 'listed', 'https://words.example/b': 'removed' }
    expect((await nightOf(urls, { ...answers, ...passing })).reasons).toEqual(['listed', 'removed'])
    const lying = { ...answers, 'https://words.example/present': 'not-found', 'https://words.example/absent': 'listed' }
    expect((await nightOf(urls, lying)).reasons).toEqual(['uncalibrated', 'uncalibrated'])
  })

  it('follows nobody in circles', async () => {
    const circle = 'https://points.example/points.example/points.example/points.example/points.example/a.example/x'
    expect((await nightOf([circle], { 'https://a.example/x': 'served' })).reasons).toEqual(['unrecognised'])
  })

  it('ends early when it is interrupted, with what was found out so far', async () => {
    const urls = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `https://words.example/${name}`)
    const interrupt = new AbortController()
    const answers = { ...passing, ...Object.fromEntries(urls.map((url) => [url, 'listed'])) }
    const { result } = await nightOf(urls, answers, {}, { progress: (done) => done === 2 && interrupt.abort(), interrupted: interrupt.signal })
    if (result.blind) throw new Error('it saw something')
    expect(result.record.outcomes.length).toBeLessThan(urls.length)
    expect(result.record.outcomes.map(({ url }) => url)).toEqual(urls.slice(0, result.record.outcomes.length))
    expect(result.record.watched).toEqual(urls)
  })
})
