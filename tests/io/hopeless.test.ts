/** A host that takes every question and answers none costs a few timeouts, not one for each of its links. */
import { describe, expect, it } from 'vitest'
import type { Method } from '#model/http.ts'
import { failureOf, open, serve } from '../support/loopback.ts'

const TIMEOUT = 100

/** What becomes of this many links, asked one after the other. */
async function asked(count: number, method: Method, answers: (path: string) => boolean = () => false) {
  await using host = await serve((request, response) => {
    if (answers(request.url ?? '')) response.end('hello')
  })
  await using network = open({ timeout: TIMEOUT })
  const outcomes: string[] = []
  for (let i = 0; i < count; i++) {
    const exchange = await network.ask({ method, url: host.url(`/${i}`) })
    outcomes.push('response' in exchange ? 'answered' : failureOf(exchange))
  }
  return { outcomes, questions: host.asked.length }
}

const SILENT = 'timeout: ETIMEDOUT'

describe('a host that never answers', () => {
  it('is given up after six different links', async () => {
    const { outcomes, questions } = await asked(8, 'GET')
    expect(outcomes).toEqual([...Array<string>(6).fill(SILENT), `host-down: ${SILENT}`, `host-down: ${SILENT}`])
    expect(questions).toBe(6)
  })

  it('is not given up when it answers in between', async () => {
    const { outcomes } = await asked(8, 'GET', (path) => path === '/4')
    expect(outcomes).toEqual([SILENT, SILENT, SILENT, SILENT, 'answered', SILENT, SILENT, SILENT])
  })

  it('is not given up when it is only HEAD that it does not answer', async () => {
    expect((await asked(8, 'HEAD')).outcomes).toEqual(Array<string>(8).fill(SILENT))
  })
})
