/** The words checkers are written in: what they ask, what they give back, and how a conversation ends. */
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { probe } from '#core/probe.ts'
import { ask, askJson, attempt, form, get, head, html, json, NoAnswer, postJson, Unrecognised } from '#hosts/kit.ts'
import type { Conversation } from '#model/checker.ts'
import type { Exchange, Request } from '#model/http.ts'
import { verdict } from '#model/verdict.ts'
import { page, response } from './answers.ts'

type Told = Parameters<typeof response>[0]

/** The verdict of a conversation whose questions are all answered alike, and what it asked. */
async function talk(conversation: Conversation, told: Told) {
  const asked: Request[] = []
  const { verdict: said } = await probe(conversation, async (request): Promise<Exchange> => {
    asked.push(request)
    return { request, response: response(told), ms: 1 }
  })
  return { said, asked }
}

const JSON_TYPE = { 'content-type': 'application/json' }
const Shape = z.object({ data: z.object({ id: z.number() }) })
const url = 'https://api.example.org/sets/9'

describe('requests', () => {
  it('are plain data', () => {
    expect(get(url, { redirect: 'manual' })).toEqual({ method: 'GET', url, redirect: 'manual' })
    expect(head(url)).toEqual({ method: 'HEAD', url })
    expect(form(url, { id: '9', 名: 'a b' })).toEqual({
      method: 'POST',
      url,
      body: 'id=9&%E5%90%8D=a+b',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    expect(postJson(url, { id: 9 }, { headers: { accept: '*/*' } })).toEqual({
      method: 'POST',
      url,
      body: '{"id":9}',
      headers: { 'content-type': 'application/json', accept: '*/*' },
    })
  })

  it('for JSON say so, unless the checker says otherwise', async () => {
    function* conversation(): Conversation {
      yield* askJson(get(url), z.unknown())
      yield* askJson(get(url, { headers: { accept: 'application/vnd.api+json' } }), z.unknown())
      return verdict('listed')
    }
    const { asked } = await talk(conversation(), { headers: JSON_TYPE, body: '{}' })
    expect(asked.map(({ headers }) => headers?.accept)).toEqual(['application/json', 'application/vnd.api+json'])
  })
})

describe('ask', () => {
  function* conversation(accept: readonly number[] = []): Conversation {
    const { status } = yield* ask(get(url), accept)
    return verdict(status === 404 ? 'not-found' : 'served')
  }

  it('ends the conversation when there is no answer', async () => {
    expect((await talk(conversation(), { status: 503 })).said).toMatchObject({ reason: 'server-error', detail: 'HTTP 503' })
    expect((await talk(conversation(), { status: 404 })).said).toMatchObject({ reason: 'unrecognised', detail: 'HTTP 404' })
  })

  it('gives the checker the statuses that it reads itself', async () => {
    expect((await talk(conversation([404]), { status: 404 })).said.reason).toBe('not-found')
    expect((await talk(conversation([404]), { status: 200 })).said.reason).toBe('served')
  })
})

describe('attempt', () => {
  function* conversation(): Conversation {
    const first = yield* attempt(get(url))
    if (!(first instanceof NoAnswer)) return verdict('listed')
    const second = yield* attempt(get('https://mirror.example.org/'))
    if (second instanceof NoAnswer) throw first
    return verdict('served')
  }

  it('lets a checker ask elsewhere, and end with the first silence', async () => {
    const { said, asked } = await talk(conversation(), { status: 429 })
    expect(asked).toHaveLength(2)
    expect(said.reason).toBe('rate-limited')
  })
})

describe('json', () => {
  const read = (told: Told) => () => json(response({ headers: JSON_TYPE, ...told }), Shape)

  it('reads what has the shape, byte-order mark or not', () => {
    expect(read({ body: '\ufeff{"data":{"id":9},"more":1}' })()).toEqual({ data: { id: 9 } })
  })

  it('takes a page where JSON is due for a wall', () => {
    expect(read({ headers: {}, body: page('Sign in') })).toThrow(NoAnswer)
    expect(read({ headers: { 'content-type': 'text/html' }, body: 'x' })).toThrow(
      expect.objectContaining({ verdict: expect.objectContaining({ reason: 'challenged' }) }),
    )
  })

  it.each([
    ['no JSON (HTTP 200)', { body: 'ok' }],
    ['no JSON (HTTP 200)', { body: '' }],
    ['JSON cut off after 8 bytes', { body: '{"data":', truncated: true }],
    ['unexpected JSON (HTTP 200): data.id: ', { body: '{"data":{"id":"9"}}' }],
    ['unexpected JSON (HTTP 200): data: ', { body: '{}' }],
    ['unexpected JSON (HTTP 200): root: ', { body: 'null' }],
  ])('says what it did not recognise: %s', (words, told) => {
    expect(read(told)).toThrow(Unrecognised)
    expect(read(told)).toThrow(words)
  })
})

it('html reads a page in its own charset', () => {
  const gbk = Uint8Array.from([...new TextEncoder().encode('<title>'), 0xca, 0xfd, 0xbe, 0xdd, ...new TextEncoder().encode('</title>')])
  expect(html(response({ headers: { 'content-type': 'text/html; charset=gbk' }, body: gbk }))('title').text()).toBe('数据')
})

describe('a page that nests absurdly deep', () => {
  it('is cut off there, and what stands before is read as usual', () => {
    const nested = `<title>Lung</title>${'<div>'.repeat(50_000)}deep`
    const read = html(response({ headers: { 'content-type': 'text/html' }, body: nested }))
    expect(read('title').text()).toBe('Lung')
    expect(read.root().text()).toBe('Lung')
  })

  it('is none because of list items and cells without an end tag', () => {
    const list = `<ul>${'<li>item'.repeat(5000)}</ul><p>end</p>`
    expect(
      html(response({ headers: { 'content-type': 'text/html' }, body: list }))('p')
        .last()
        .text(),
    ).toBe('end')
  })
})
