import { describe, expect, it } from 'vitest'
import { probe } from '#core/probe.ts'
import { type Conversation, Unrecognised } from '#model/checker.ts'
import { type Exchange, type Request, TLS_MARK } from '#model/http.ts'
import { verdict } from '#model/verdict.ts'
import { answer } from '../support/night.ts'

const URL_A = 'https://a.example/'
const answering =
  (ms: number) =>
  async (request: Request): Promise<Exchange> => ({ ...answer(request.url), request, ms })

function* asking(times: number): Conversation {
  for (let n = 0; n < times; n++) yield { method: 'GET', url: `${URL_A}${n}` }
  return verdict('served')
}

describe('a probe', () => {
  it('ends with the verdict, and every exchange it rests on', async () => {
    const { verdict: said, evidence } = await probe(asking(3), answering(1))
    expect(said.reason).toBe('served')
    expect(evidence.map(({ request }) => request.url)).toEqual([`${URL_A}0`, `${URL_A}1`, `${URL_A}2`])
  })

  it('is unrecognised when the checker has never seen such an answer', async () => {
    // biome-ignore lint/correctness/useYield: throws before it asks
    const conversation = (function* (): Conversation {
      throw new Unrecognised('errno 4711')
    })()
    expect((await probe(conversation, answering(1))).verdict).toMatchObject({ reason: 'unrecognised', detail: 'errno 4711' })
  })

  it('is a checker-error, and nothing worse, when the checker is broken', async () => {
    // biome-ignore lint/correctness/useYield: throws before it asks
    const conversation = (function* (): Conversation {
      throw new TypeError('undefined is not a function')
    })()
    expect((await probe(conversation, answering(1))).verdict.reason).toBe('checker-error')
    expect((await probe(asking(100), answering(1))).verdict.reason).toBe('checker-error')
  })

  it('ends in time although every single answer comes in time', async () => {
    const { verdict: said, evidence } = await probe(asking(20), answering(19_000))
    expect(said).toMatchObject({ reason: 'timeout', detail: 'no verdict within 180 s' })
    expect(evidence).toHaveLength(10)
  })

  it('warns when a host that is vouched for lacks a certificate of its chain', async () => {
    const marked = async (request: Request): Promise<Exchange> => {
      const exchange = answer(request.url)
      return 'response' in exchange
        ? { ...exchange, request, response: { ...exchange.response, headers: { [TLS_MARK]: 'chain-incomplete' } } }
        : exchange
    }
    expect((await probe(asking(2), marked)).verdict.warnings).toEqual(['tls-chain-incomplete'])
    expect((await probe(asking(2), answering(1))).verdict.warnings).toEqual([])
  })
})
