/** Fixtures: recorded or written evidence of one check, and the transport that replays it request for request. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Exchange, Failure, Request, Transport } from '#model/http.ts'
import { REASONS, type Reason, WARNINGS } from '#model/verdict.ts'

const reason = z.enum(Object.keys(REASONS) as [Reason, ...Reason[]])

const FixtureRequest = z.strictObject({
  method: z.enum(['GET', 'HEAD', 'POST']).default('GET'),
  url: z.url(),
  body: z.string().optional(),
})

const FixtureExchange = z.union([
  z.strictObject({
    request: FixtureRequest,
    response: z.strictObject({
      status: z.int().min(100).max(999),
      /** The URL that answered, when redirects led elsewhere. */
      url: z.url().optional(),
      hops: z.array(z.strictObject({ url: z.url(), status: z.int() })).default([]),
      headers: z.record(z.string().regex(/^[a-z0-9-]+$/), z.string()).default({}),
      cookies: z.record(z.string(), z.string()).default({}),
      /** The body: a JSON value, a text, or bytes that are no UTF-8. */
      json: z.unknown().optional(),
      text: z.string().optional(),
      base64: z.string().optional(),
      truncated: z.boolean().default(false),
    }),
  }),
  z.strictObject({ request: FixtureRequest, failure: z.string() as unknown as z.ZodType<Failure>, detail: z.string().optional() }),
])

export const Fixture = z.strictObject({
  $schema: z.string().optional(),
  /** Where the shape comes from; `recorded YYYY-MM-DD` when it was seen live. */
  source: z.string().min(10),
  link: z.strictObject({ url: z.string(), passcode: z.string().optional(), access: z.enum(['open', 'restricted']).default('open') }),
  /** Other links of the host the same night, for checkers that ask about many at once. */
  peers: z.array(z.string()).default([]),
  secrets: z.array(z.string()).default([]),
  expect: z.strictObject({
    reason,
    detail: z.string().optional(),
    warnings: z.array(z.enum(WARNINGS)).default([]),
    facts: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
    replacement: z.strictObject({ url: z.string(), certain: z.boolean(), why: z.string() }).optional(),
  }),
  exchanges: z.array(FixtureExchange),
  /** A search for the dataset's present place, where the checker knows how to search: what is asked, and what is proposed. */
  suggest: z
    .strictObject({
      dataset: z.strictObject({ name: z.string(), title: z.string().exactOptional() }),
      exchanges: z.array(FixtureExchange),
      candidates: z.array(z.strictObject({ url: z.string(), certain: z.boolean(), why: z.string() })),
    })
    .optional(),
})
export type Fixture = z.output<typeof Fixture>

export const HOSTS = join(import.meta.dirname, '../../src/hosts')

/** The fixtures of a host by file name, without `.json`. */
export function fixturesOf(host: string): ReadonlyMap<string, Fixture> {
  const folder = join(HOSTS, host, 'fixtures')
  return new Map(
    readdirSync(folder)
      .sort()
      .map((file) => [file.replace(/\.json$/, ''), readFixture(join(folder, file))]),
  )
}

function readFixture(path: string): Fixture {
  const read = Fixture.safeParse(JSON.parse(readFileSync(path, 'utf8')))
  if (!read.success) throw new Error(`${path}: ${z.prettifyError(read.error)}`)
  return read.data
}

/** The exchange a fixture tells, as the transport would have given it. */
export function exchangeOf(told: Fixture['exchanges'][number], request: Request): Exchange {
  if ('failure' in told) return { request, failure: told.failure, ...(told.detail === undefined ? {} : { detail: told.detail }), ms: 0 }
  const { status, url = told.request.url, hops, headers, cookies, truncated } = told.response
  const type = told.response.json === undefined ? {} : { 'content-type': 'application/json' }
  return { request, response: { status, url, hops, headers: { ...type, ...headers }, cookies, body: bodyOf(told.response), truncated }, ms: 0 }
}

type Told = Extract<Fixture['exchanges'][number], { response: unknown }>['response']

export function bodyOf(told: Pick<Told, 'json' | 'text' | 'base64'>): Uint8Array {
  if (told.base64 !== undefined) return Buffer.from(told.base64, 'base64')
  return Buffer.from(told.json === undefined ? (told.text ?? '') : JSON.stringify(told.json))
}

/** Answers from the fixture in its order, and throws when another question is asked than was recorded. */
export function replay(fixture: Pick<Fixture, 'exchanges'>): Transport & { unasked(): number } {
  const rest = [...fixture.exchanges]
  const transport = async (request: Request): Promise<Exchange> => {
    const told = rest.shift()
    const asked = `${request.method} ${request.url}${request.body === undefined ? '' : ` ${request.body}`}`
    const recorded = told && `${told.request.method} ${told.request.url}${told.request.body === undefined ? '' : ` ${told.request.body}`}`
    if (told === undefined || asked !== recorded) throw new Error(`asked    ${asked}\nrecorded ${recorded ?? 'nothing more'}`)
    return exchangeOf(told, request)
  }
  return Object.assign(transport, { unasked: () => rest.length })
}
