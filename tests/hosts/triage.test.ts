/** What is no answer never reaches a checker, and never becomes good or bad news. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { triage } from '#hosts/triage.ts'
import { wall } from '#hosts/walls.ts'
import { statusOf } from '#model/verdict.ts'
import { ASKED, anyOutcome, page, response } from './answers.ts'

const reasonFor = (told: Parameters<typeof response>[0], accept: readonly number[] = []) => {
  const judged = triage({ request: ASKED, response: response(told), ms: 1 }, accept)
  return 'none' in judged ? judged.none.reason : 'an answer'
}

describe('a status is', () => {
  it.each([
    [200, 'an answer'],
    [204, 'an answer'],
    [299, 'an answer'],
    [300, 'unrecognised'],
    [304, 'unrecognised'],
    [400, 'unrecognised'],
    [401, 'unrecognised'],
    [403, 'refused'],
    [404, 'unrecognised'],
    [405, 'unrecognised'],
    [406, 'unrecognised'],
    [407, 'refused'],
    [408, 'timeout'],
    [410, 'unrecognised'],
    [412, 'unrecognised'],
    [415, 'unrecognised'],
    [421, 'unrecognised'],
    [425, 'server-error'],
    [426, 'unrecognised'],
    [428, 'unrecognised'],
    [429, 'rate-limited'],
    [431, 'unrecognised'],
    [449, 'unrecognised'],
    [451, 'unrecognised'],
    [500, 'server-error'],
    [501, 'server-error'],
    [503, 'server-error'],
    [509, 'rate-limited'],
    [520, 'server-error'],
    [527, 'server-error'],
    [530, 'server-error'],
    [999, 'challenged'],
  ])('%i: %s', (status, reason) => {
    expect(reasonFor({ status })).toBe(reason)
  })

  it('an answer when the checker reads it itself', () => {
    expect(reasonFor({ status: 404 }, [404])).toBe('an answer')
    expect(reasonFor({ status: 403 }, [403])).toBe('an answer')
    expect(reasonFor({ status: 503 }, [503])).toBe('an answer')
  })

  it('about us, not the link, even when the checker reads it: a rate limit or a wall', () => {
    expect(reasonFor({ status: 429 }, [429])).toBe('rate-limited')
    expect(reasonFor({ status: 403, body: page('Just a moment...') }, [403])).toBe('challenged')
    expect(reasonFor({ status: 200, body: page('百度安全验证') })).toBe('challenged')
  })
})

it('gives a redirect to a checker that asked for it', () => {
  const moved = response({ status: 302, headers: { location: '/login' } })
  expect(triage({ request: { ...ASKED, redirect: 'manual' }, response: moved, ms: 1 })).toEqual({ answer: moved })
  expect(triage({ request: ASKED, response: moved, ms: 1 })).toMatchObject({ none: { reason: 'unrecognised', detail: 'HTTP 302' } })
})

it.each(['magnet:?xt=urn:btih:0', 'ftp://data.example.org/scans.zip', 'mailto:a@example.org'])(
  'names the scheme of a redirect that leads off the web: %s',
  (location) => {
    const off = response({ status: 302, headers: { location } })
    const detail = `redirected to ${location.split(':')[0]}:`
    expect(triage({ request: ASKED, response: off, ms: 1 })).toMatchObject({ none: { reason: 'unsupported-scheme', detail } })
    expect(triage({ request: { ...ASKED, redirect: 'manual' }, response: off, ms: 1 })).toEqual({ answer: off })
  },
)

it('keeps the words of a failure, and never blames the link for a proxy, or for a way that this machine does not have', () => {
  expect(triage({ request: ASKED, failure: 'tls-error', detail: 'certificate expired', ms: 1 })).toMatchObject({
    none: { reason: 'tls-error', detail: 'certificate expired' },
  })
  expect(triage({ request: ASKED, failure: 'proxy-refused', ms: 1 })).toMatchObject({ none: { reason: 'refused' } })
  expect(triage({ request: ASKED, failure: 'no-route', detail: 'ENETUNREACH', ms: 1 })).toMatchObject({ none: { reason: 'unrecognised' } })
})

it('whatever comes, a non-answer is unreachable, blocked or unknown, and an answer is one that the checker can read', () => {
  fc.assert(
    fc.property(anyOutcome, fc.subarray([401, 403, 404, 410, 503]), (outcome, accept) => {
      const exchange = outcome(ASKED)
      const judged = triage(exchange, accept)
      if ('none' in judged) {
        expect(['unreachable', 'blocked', 'unknown']).toContain(statusOf(judged.none))
        return
      }
      expect('response' in exchange && judged.answer === exchange.response).toBe(true)
      const { status } = judged.answer
      expect((status >= 200 && status < 300) || accept.includes(status)).toBe(true)
      expect(wall(judged.answer)).toBeUndefined()
    }),
    { numRuns: 2000 },
  )
})
