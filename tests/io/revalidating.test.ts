/** Answers of earlier nights: hosts are asked whether they still hold, and nothing else becomes of a link by that. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { probe } from '#core/probe.ts'
import { answersIn } from '#io/answers.ts'
import { revalidating } from '#io/revalidating.ts'
import type { Reply } from '#io/step.ts'
import type { Conversation } from '#model/checker.ts'
import type { Exchange, Request } from '#model/http.ts'
import { verdict } from '#model/verdict.ts'
import { createAuthority } from '../support/certificates.ts'
import { get, open, patientClock, responseOf, type Served, serve, textOf } from '../support/loopback.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stillthere-answers-'))
  return () => rm(folder, { recursive: true })
})

const kept = async () => (await readdir(folder)).filter((name) => /^[0-9a-f]{64}$/.test(name))

/** A night in which the folder is there, and of which nothing else is left. */
async function tonight(request: Request): Promise<Exchange> {
  const trouble = (why: string) => expect.fail(why)
  await using network = open({
    keeping: { answers: answersIn(folder, trouble), isSecret: (url) => url.includes('pwd=') },
    secrets: new Map([['TOKEN', 's3cr3t']]),
  })
  return network.ask(request)
}

type Page = { readonly status?: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string }

/** A host with one page, which can become another; it sends none that the asker has. `said`: the tag it was told, and its status. */
async function hostOf(first: Page): Promise<Served & { page: Page; readonly said: [string | undefined, number][] }> {
  const said: [string | undefined, number][] = []
  const host = await serve((request, response) => {
    const { status = 200, headers = {}, body = '' } = shown.page
    const told = request.headers['if-none-match']
    const same = status === 200 && told !== undefined && weak(told) === weak(headers.etag)
    const answered = same ? 304 : status
    said.push([told, answered])
    response.writeHead(answered, headers).end(same ? undefined : body)
  })
  const shown = Object.assign(host, { page: first, said })
  return shown
}

const weak = (tag = '') => tag.replace(/^W\//, '')

/** What a checker sees of an exchange. */
function seen(exchange: Exchange) {
  const { date: _, ...headers } = responseOf(exchange).headers
  return { ...responseOf(exchange), headers, body: textOf(exchange) }
}

const PAGE = { headers: { etag: '"1"', 'content-type': 'text/html', 'last-modified': 'Sun, 01 Nov 2026 00:00:00 GMT' }, body: '<h1>Set</h1>' }

describe('an answer with a tag', () => {
  it('is asked for with its tag the next night, and is the same exchange when the host says that it holds', async () => {
    await using host = await hostOf(PAGE)
    const nights = [await tonight(get(host.url())), await tonight(get(host.url())), await tonight(get(host.url()))]
    expect(host.said).toEqual([
      [undefined, 200],
      ['"1"', 304],
      ['"1"', 304],
    ])
    for (const night of nights) expect(seen(night)).toEqual(seen(nights[0] as Exchange))
    expect(textOf(nights[2] as Exchange)).toBe('<h1>Set</h1>')
  })

  it('gives way to a changed one, which is kept in its place', async () => {
    await using host = await hostOf(PAGE)
    await tonight(get(host.url()))
    host.page = { headers: { etag: '"2"' }, body: 'changed' }
    expect(textOf(await tonight(get(host.url())))).toBe('changed')
    expect(textOf(await tonight(get(host.url())))).toBe('changed')
    expect(host.said).toEqual([
      [undefined, 200],
      ['"1"', 200],
      ['"2"', 304],
    ])
  })

  it('is dropped when the host does not want it kept any more', async () => {
    await using host = await hostOf(PAGE)
    await tonight(get(host.url()))
    host.page = { ...PAGE, headers: { ...PAGE.headers, 'cache-control': 'no-store' } }
    expect(textOf(await tonight(get(host.url())))).toBe('<h1>Set</h1>')
    expect(await kept()).toEqual([])
  })

  it('is dropped when the host gives none any more', async () => {
    await using host = await hostOf(PAGE)
    await tonight(get(host.url()))
    host.page = { status: 404, body: 'gone' }
    expect(responseOf(await tonight(get(host.url()))).status).toBe(404)
    expect(await kept()).toEqual([])
    expect(responseOf(await tonight(get(host.url()))).status).toBe(404)
    expect(host.said.at(-1)).toEqual([undefined, 404])
  })

  it('is judged by the rules of tonight', async () => {
    await using host = await hostOf({ headers: { etag: '"1"' }, body: 'Removed by its owner.' })
    const judge = function* (rule: RegExp): Conversation {
      const exchange = yield get(host.url())
      return verdict(rule.test(textOf(exchange)) ? 'removed' : 'served')
    }
    expect((await probe(judge(/deleted/), tonight)).verdict.reason).toBe('served')
    expect((await probe(judge(/deleted|removed/i), tonight)).verdict.reason).toBe('removed')
    expect(host.said.at(-1)).toEqual(['"1"', 304])
  })

  it('outlives a night in which nobody hears the question', async () => {
    const silent = { failure: 'dns-failure', detail: '', connected: false, ms: 1 } as const
    const replies: Reply[] = [{ status: 200, headers: { etag: '"1"' }, setCookie: [], body: new Uint8Array(), truncated: false, ms: 1 }, silent]
    const wire = revalidating(async () => replies.shift() ?? silent, { answers: answersIn(folder, expect.fail), isSecret: () => false })
    const step = { method: 'GET', url: new URL('https://a.example/'), headers: {}, limit: 1, timeout: 1, follow: true, link: '' } as const
    await wire(step)
    expect(await wire(step)).toEqual(silent)
    expect(await kept()).toHaveLength(1)
  })

  it('is found behind a redirect, which itself is asked for every night', async () => {
    const told: string[] = []
    await using host = await serve((request, response) => {
      const tag = request.headers['if-none-match']
      told.push(`${request.url} ${tag}`)
      if (request.url === '/old') response.writeHead(301, { location: '/new', etag: '"r"' }).end()
      else response.writeHead(tag === '"1"' ? 304 : 200, { etag: '"1"' }).end(tag === '"1"' ? undefined : 'page')
    })
    const [first, second] = [await tonight(get(host.url('/old'))), await tonight(get(host.url('/old')))]
    expect(told).toEqual(['/old undefined', '/new undefined', '/old undefined', '/new "1"'])
    expect(seen(second)).toEqual(seen(first))
    expect(responseOf(second)).toMatchObject({ status: 200, url: host.url('/new'), hops: [{ url: host.url('/old'), status: 301 }] })
  })

  it('is what the host says of it tonight, except for its body', async () => {
    const answers: [number, Record<string, string>][] = [
      [200, { etag: 'W/"1"', 'content-type': 'text/html', 'content-length': '4', 'x-robots-tag': 'all', 'x-old': 'yes' }],
      [304, { etag: '"1"', 'content-type': 'text/plain', 'x-robots-tag': 'none', 'set-cookie': 'a=b' }],
    ]
    await using host = await serve((_, response) => {
      const [status, headers] = answers.shift() ?? [500, {}]
      response.writeHead(status, headers).end(status === 200 ? 'page' : undefined)
    })
    await tonight(get(host.url()))
    const { headers, cookies } = responseOf(await tonight(get(host.url())))
    expect(headers).toMatchObject({ etag: '"1"', 'content-type': 'text/html', 'content-length': '4', 'x-robots-tag': 'none', 'x-old': 'yes' })
    expect(cookies).toEqual({ a: 'b' })
  })
})

it('over any nights of an honest host, nothing is seen but what would be seen without the folder', async () => {
  const mostly = <Value>(usual: Value, ...others: readonly Value[]) =>
    fc.oneof({ weight: 4, arbitrary: fc.constant(usual) }, fc.constantFrom(...others))
  const page = fc.record({
    status: mostly(200, 404, 403, 204),
    version: fc.integer({ min: 1, max: 2 }),
    tag: mostly(
      (version: number): string | undefined => `"${version}"`,
      (version) => `W/"${version}"`,
      (version) => `${version}`,
      () => '""',
      () => undefined,
    ),
    more: mostly({}, { 'cache-control': 'no-store' }, { vary: 'accept' }, { vary: '*' }, { 'set-cookie': 'a=b' }, { 'x-robots-tag': 'none' }),
  })
  await using host = await hostOf({})
  await fc.assert(
    fc.asyncProperty(fc.array(page, { minLength: 3, maxLength: 8 }), async (nights) => {
      for (const name of await kept()) await rm(join(folder, name))
      await using plain = open()
      for (const { status, version, tag, more } of nights) {
        const etag = tag(version)
        host.page = { status, headers: { ...more, ...(etag !== undefined && { etag }) }, body: status === 204 ? '' : `version ${version}` }
        const [expected, given] = [await plain.ask(get(host.url())), await tonight(get(host.url()))]
        expect(seen(given)).toMatchObject(seen(expected))
      }
    }),
    { numRuns: 60 },
  )
  expect(host.said.some(([, status]) => status === 304)).toBe(true)
})

describe('a 304 that says nothing', () => {
  it('is an answer like any other where nothing was asked', async () => {
    await using host = await serve((_, response) => response.writeHead(304, { etag: '"1"' }).end())
    expect(responseOf(await tonight(get(host.url()))).status).toBe(304)
    expect(host.asked).toHaveLength(1)
    expect(await kept()).toEqual([])
  })

  it.each([
    ['names another tag', (response: ServerResponse) => response.writeHead(304, { etag: '"2"' }).end()],
    ['is a 412', (response: ServerResponse) => response.writeHead(412).end()],
    ['is a refusal', (response: ServerResponse) => response.writeHead(403).end()],
    ['is no HTTP', (response: ServerResponse) => response.socket?.end('nonsense\r\n\r\n')],
    ['is a connection that breaks', (response: ServerResponse) => response.destroy()],
    ['is an error of the server', (response: ServerResponse) => response.writeHead(500).end()],
  ])('because it %s, makes the question be asked as if nothing were kept', async (_, refuse) => {
    await using host = await serve((request, response) => {
      if (request.headers['if-none-match'] === undefined) response.writeHead(200, { etag: '"1"' }).end('page')
      else refuse(response)
    })
    await tonight(get(host.url()))
    expect(textOf(await tonight(get(host.url())))).toBe('page')
    expect(host.asked).toHaveLength(3)
    expect(textOf(await tonight(get(host.url())))).toBe('page')
    expect(host.asked).toHaveLength(4)
  })

  it('because what it spoke of was damaged meanwhile, makes the question be asked as if nothing were kept', async () => {
    await using host = await serve(async (request, response) => {
      if (request.headers['if-none-match'] === undefined) return response.writeHead(200, { etag: '"1"' }).end('page')
      for (const name of await kept()) await writeFile(join(folder, name), 'damaged')
      return response.writeHead(304).end()
    })
    await tonight(get(host.url()))
    expect(textOf(await tonight(get(host.url())))).toBe('page')
    expect(host.asked).toHaveLength(3)
  })

  it('because what it spoke of was replaced meanwhile, makes the question be asked as if nothing were kept', async () => {
    const other = answersIn(folder, expect.fail)
    const keeping = { answers: { ...other, find: async (question: string) => versions.shift() ?? other.find(question) }, isSecret: () => false }
    const versions = ['"1"', '"2"'].map((etag) => ({ headers: { etag }, body: new TextEncoder().encode(`version ${etag}`) }))
    await using host = await hostOf({ headers: { etag: '"1"' }, body: 'page' })
    await using network = open({ keeping })
    expect(textOf(await network.ask(get(host.url())))).toBe('page')
    expect(host.said).toEqual([
      ['"1"', 304],
      [undefined, 200],
    ])
  })

  it('shares its time with the question that follows it', async () => {
    const given: number[] = []
    const replies = [304, 200].map((status) => ({
      status,
      headers: { etag: `"${status}"` },
      setCookie: [],
      body: new Uint8Array(),
      truncated: false,
      ms: status,
    }))
    const answers = { ...answersIn(folder, expect.fail), find: async () => ({ headers: { etag: '"1"' }, body: new Uint8Array() }) }
    const wire = revalidating(
      async ({ timeout }) => {
        given.push(timeout)
        return replies.shift() ?? expect.fail('asked a third time')
      },
      { answers, isSecret: () => false },
    )
    const url = new URL('http://host.test/')
    expect(await wire({ method: 'GET', url, headers: {}, limit: 10, timeout: 1000, follow: true, link: url.href })).toMatchObject({
      status: 200,
      ms: 504,
    })
    expect(given).toEqual([1000, 696])
  })

  it('is paced with the question that follows it', async () => {
    await using host = await serve((request, response) => {
      const conditional = request.headers['if-none-match'] !== undefined
      response.writeHead(conditional ? 304 : 200, { etag: conditional ? '"2"' : '"1"' }).end()
    })
    await tonight(get(host.url()))
    const clock = patientClock()
    const keeping = { answers: answersIn(folder, () => {}), isSecret: () => false }
    await using network = open({ keeping, clock, laneOf: (id) => ({ id, pace: { concurrency: 1, spacing: 7 } }) })
    await network.ask(get(host.url()))
    expect(host.asked).toHaveLength(3)
    expect(clock.slept).toEqual([7000])
  })
})

describe('a server error', () => {
  it('that does not come while there is a tag costs one night', async () => {
    await using host = await serve((request, response) => {
      if (request.headers['if-none-match'] === undefined) response.writeHead(200, { etag: '"1"' }).end('page')
    })
    const failures: unknown[] = []
    for (let night = 0; night < 5; night++) {
      const exchange = await tonight({ ...get(host.url()), timeout: 1000 })
      failures.push('failure' in exchange ? exchange.failure : 'none')
    }
    expect(failures).toEqual(['none', 'timeout', 'none', 'none', 'none'])
  })
})

describe('no answer is kept', () => {
  it.each<[string, Page, Partial<Request>?]>([
    ['without a tag', { body: 'page' }],
    ['with a tag that is none', { headers: { etag: 'abc' } }],
    ['with an empty tag', { headers: { etag: '""' } }],
    ['with several tags', { headers: { etag: '"1", "2"' } }],
    ['that must not be stored', { headers: { etag: '"1"', 'cache-control': 'private, No-Store' } }],
    ['that varies by everything', { headers: { etag: '"1"', vary: '*' } }],
    ['that sets a cookie', { headers: { etag: '"1"', 'set-cookie': 'a=b' } }],
    ['of another status', { status: 203, headers: { etag: '"1"' } }],
    ['that is longer than was wanted', { headers: { etag: '"1"' }, body: 'x'.repeat(100) }, { limit: 10 }],
    ['that is longer than most', { headers: { etag: '"1"' }, body: 'x'.repeat(300_000) }, { limit: 1_000_000 }],
    ['to HEAD', PAGE, { method: 'HEAD' }],
    ['to POST', PAGE, { method: 'POST', body: 'a=b' }],
    ['to a question with a secret', PAGE, { credential: 'TOKEN' }],
    ['to a question with a cookie', PAGE, { headers: { cookie: 'a=b' } }],
    ['to a question with a token', PAGE, { headers: { 'x-csrf-token': 'a' } }],
    ['to a question for a part', PAGE, { headers: { range: 'bytes=0-9' } }],
    ['to a question with a tag of its own', { ...PAGE, status: 200 }, { headers: { 'if-none-match': '"0"' } }],
  ])('%s', async (_, page, more = {}) => {
    await using host = await hostOf(page)
    await tonight(get(host.url(), more))
    await tonight(get(host.url(), more))
    expect(await kept()).toEqual([])
    const own = more.headers?.['if-none-match']
    expect(host.said.map(([tag]) => tag)).toEqual([own, own])
  })

  it('to a URL that opens something', async () => {
    await using host = await hostOf(PAGE)
    await tonight(get(host.url('/s/1?pwd=6666')))
    expect(await kept()).toEqual([])
  })

  it('that was cut off', async () => {
    await using host = await serve((_, response) => {
      response.writeHead(200, { etag: '"1"', 'content-length': '100' })
      response.write('half', () => response.destroy())
    })
    expect(responseOf(await tonight(get(host.url()))).truncated).toBe(true)
    expect(await kept()).toEqual([])
  })

  it('of a host whose certificate chain is incomplete, whose warning must be new every night', async () => {
    const root = await createAuthority()
    setDefaultCACertificates([...getCACertificates('default'), root.cert])
    const certificate = await (await root.intermediate()).issue(['host.test'])
    await using host = await serve((_, response) => response.writeHead(200, { etag: '"1"' }).end('page'), certificate)
    expect(responseOf(await tonight(get(host.url()))).headers).toHaveProperty('x-stillthere-tls')
    expect(await kept()).toEqual([])
  })
})

it.each<[string, Partial<Request>]>([
  ['another limit', { limit: 5 }],
  ['another form', { headers: { accept: 'application/json' } }],
  ['another reader', { headers: { 'user-agent': 'Mozilla/5.0' } }],
])('a question for %s is another question', async (_, more) => {
  await using host = await hostOf({ ...PAGE, body: 'page' })
  await tonight(get(host.url()))
  await tonight(get(host.url(), more))
  expect(host.said[1]).toEqual([undefined, 200])
  expect(await kept()).toHaveLength(2)
})

it('the fragment is none of the question', async () => {
  await using host = await hostOf(PAGE)
  await tonight(get(host.url('/#a')))
  await tonight(get(host.url('/#b')))
  expect(host.said[1]).toEqual(['"1"', 304])
})

it('neither names nor contents of the files tell what was asked', async () => {
  await using host = await hostOf(PAGE)
  await tonight(get(host.url('/very-own-name')))
  for (const name of await kept()) expect(await readFile(join(folder, name), 'latin1')).not.toContain('very-own-name')
})
