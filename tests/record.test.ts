/** `stillthere record`: a recording replays to the verdict it was made of, and opens no door. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askTarget } from '#core/ask-host.ts'
import { compact } from '#core/compact.ts'
import { assign, fromInvalid } from '#core/plan.ts'
import { isKept, type Recorded, recording } from '#core/recording.ts'
import { findCheckers } from '#hosts/index.ts'
import type { Checker, Checkers } from '#model/checker.ts'
import type { Exchange, Request } from '#model/http.ts'
import { type Verdict, verdict } from '#model/verdict.ts'
import { exchangeOf, Fixture, fixturesOf, HOSTS, replay } from './support/fixture.ts'
import { answer, anyChecker } from './support/night.ts'
import { stillthere } from './world/command.ts'
import { Internet } from './world/internet.ts'
import { openWorld, type World } from './world/server.ts'

const checkers = await findCheckers()

/** What the tests of a host folder would say of a recording. */
async function replayed(fixture: Fixture, known: Checkers = checkers): Promise<Verdict> {
  const { checker, parsed } = assign({ url: fixture.link.url, access: 'open' }, known)
  if ('invalid' in parsed) return fromInvalid(parsed)
  const network = replay(fixture)
  const { verdict: said } = await askTarget(checker, parsed.target, [parsed.target], {
    converse: () => network,
    secrets: new Set(fixture.secrets),
    checkers: known,
  })
  expect(network.unasked()).toBe(0)
  return said
}

describe('stillthere record', () => {
  const SHARE = 'https://pan.baidu.com/s/1rBuPSrmkejpYFA321er20A?pwd=x7q9'
  const COOKIE = 'Kp3v0QmW8sLx2BzT4uYn6Re1Hc5Jd7Gf'
  const KEY = 'mZ4%2Fq9Lw2%2BtXc81RbN0sVyE6uDg3HkJ5'

  let world: World
  let cwd: string
  let authority: string
  beforeAll(async () => {
    cwd = await mkdtemp(join(tmpdir(), 'record-'))
    world = await openWorld(['pan.baidu.com', 'www.kaggle.com', 'example.org'])
    const told = fixturesOf('baidu-pan').get('listed')
    if (told === undefined) throw new Error('there is no fixture baidu-pan/listed')
    const planted = JSON.stringify(told.exchanges)
      .replaceAll('pwd=6666', 'pwd=x7q9')
      .replaceAll('"BAIDUID":"redacted"', `"BAIDUID":"${COOKIE}"`)
      .replaceAll('"BDCLND":"redacted"', `"BDCLND":"${KEY}"`)
      .replaceAll('"randsk":"redacted"', `"randsk":"${KEY}"`)
    const internet = new Internet()
    internet.tell(JSON.parse(planted) as Fixture['exchanges'])
    internet.page('https://example.org/', 200, '<!doctype html><title>Example data</title><meta name="csrf-token" content="Tq8Zr2Lm9Xw4"><p>download')
    world.show(internet)
    authority = join(cwd, 'authority.pem')
    await writeFile(authority, world.authority)
    await writeFile(join(cwd, 'stillthere.yaml'), 'timeout: 2\nhosts: { "*": { spacing: 0, concurrency: 4 } }\n')
  })
  afterAll(async () => {
    await world.close()
    await rm(cwd, { recursive: true })
  })

  const recordIn = (...words: readonly string[]) => stillthere(['record', ...words], { proxy: world.proxy, authority, cwd })

  it('prints a fixture that gives the same verdict, without code, cookies and keys', async () => {
    const { code, stdout, stderr } = await recordIn(SHARE)
    expect(code).toBe(0)
    expect(stderr).toMatch(/^baidu-pan: listed, \d+ exchanges\. Codes, cookies and tokens/)
    for (const secret of ['x7q9', COOKIE, KEY, decodeURIComponent(KEY)]) expect(stdout).not.toContain(secret)

    const fixture = Fixture.parse(JSON.parse(stdout))
    expect(fixture.source).toMatch(/^recorded \d{4}-\d\d-\d\d$/)
    expect(fixture.link.url).toBe(SHARE.replace('x7q9', 'a1a1'))
    expect(Object.keys(fixture.exchanges.flatMap((told) => ('response' in told ? [told.response.cookies] : []))[0] ?? {})).toEqual(['BAIDUID'])
    const said = await replayed(fixture)
    expect(said).toMatchObject({ reason: 'listed', facts: { title: 'MSD Lung' } })
    expect(fixture.expect).toMatchObject({ reason: said.reason, facts: said.facts })
  })

  it('writes it to a file, and a page with its text', async () => {
    const { code, stdout } = await recordIn('https://example.org/', '--out', 'fixtures/served.json')
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' })
    expect(await readdir(join(cwd, 'fixtures'))).toEqual(['served.json'])
    const text = await readFile(join(cwd, 'fixtures/served.json'), 'utf8')
    expect(text).not.toContain('Tq8Zr2Lm9Xw4')
    expect(text).toContain('<title>Example data</title>')
    const fixture = Fixture.parse(JSON.parse(text))
    expect((await replayed(fixture)).reason).toBe(fixture.expect.reason)
  })

  it('records what a URL alone decides, without a question', async () => {
    const { code, stdout } = await recordIn('https://www.kaggle.com/datasets')
    expect(code).toBe(0)
    expect(Fixture.parse(JSON.parse(stdout))).toMatchObject({ expect: { reason: 'incomplete-url' }, exchanges: [] })
  })

  it('records nothing when this machine has no internet', async () => {
    const { code, stdout, stderr } = await stillthere(['record', SHARE], { proxy: 'http://127.0.0.1:9', cwd })
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' })
    expect(stderr).toContain('Nothing was recorded.')
  })
})

describe('a recording', () => {
  const TOKEN = 'eyJhbGciOi.J9x8Y7/w6V5+u4T3s2=='

  /** Fetches a token, and with it the data. */
  const guarded: Checker = {
    ...anyChecker,
    match: (url) => (url.hostname === 'guarded.example' ? { code: url.searchParams.get('pwd') } : undefined),
    *check(target) {
      const opened = yield { method: 'POST', url: 'https://guarded.example/open', body: `pwd=${(target as { code: string }).code}` }
      const { token } = JSON.parse(Buffer.from('response' in opened ? opened.response.body : '').toString()) as { token: string }
      const data = yield { method: 'GET', url: `https://guarded.example/data?token=${encodeURIComponent(token)}`, credential: 'GUARDED_KEY' }
      return verdict('response' in data && data.response.status === 200 ? 'listed' : 'not-found')
    },
  }
  const known: Checkers = new Map([
    ['generic', anyChecker],
    ['guarded', guarded],
  ])
  const request = (url: string, rest: Partial<Request> = {}): Request => ({ method: 'GET', url, ...rest })
  const exchanges: Exchange[] = [
    {
      ...answer('https://guarded.example/open', 200, JSON.stringify({ token: TOKEN, note: `code q2w3 accepted` }).replaceAll('/', '\\/')),
      request: request('https://guarded.example/open', { method: 'POST', body: 'pwd=q2w3' }),
    },
    {
      request: request(`https://guarded.example/data?token=${encodeURIComponent(TOKEN)}`, { credential: 'GUARDED_KEY' }),
      response: {
        status: 200,
        url: 'https://bucket.example/data?X-Amz-Security-Token=FwoGZXIvYXdzEJr99&X-Amz-Signature=0a1b2c3d4e5f',
        hops: [{ url: `https://guarded.example/data?token=${encodeURIComponent(TOKEN)}`, status: 302 }],
        headers: { 'content-type': 'application/octet-stream', 'x-served-by': 'cache-lhr-203.0.113.7', server: 'AmazonS3' },
        cookies: { session: 's3cr3t-s3ss10n-value' },
        body: Uint8Array.from([0xff, 0xfe, 0x00, 0x81]),
        truncated: false,
      },
      ms: 12,
    },
  ]
  const recorded: Recorded = {
    url: 'https://guarded.example/?pwd=q2w3',
    verdict: verdict('listed'),
    exchanges,
    secrets: new Map([
      ['GUARDED_KEY', 'ghp_0123456789abcdefghij'],
      ['OTHER_KEY', 'unused-but-secret'],
    ]),
    day: '2026-11-25',
  }

  it('carries a secret through all its spellings, so that it still replays', async () => {
    const { fixture, faithful } = await recording(recorded, known)
    expect(faithful).toBe(true)
    const text = compact(fixture)
    for (const secret of ['q2w3', 'eyJhbGciOi', 'u4T3s2', 'FwoGZXIv', '0a1b2c3d', 's3cr3t', 'ghp_', 'unused', '203.0.113.7'])
      expect(text).not.toContain(secret)
    const told = Fixture.parse(JSON.parse(text))
    expect(told.secrets).toEqual(['GUARDED_KEY'])
    expect((await replayed(told, known)).reason).toBe('listed')
  })

  it('keeps bytes that are no text, and of long bodies no more than the verdict needs', async () => {
    const [first, second] = exchanges
    if (first === undefined || second === undefined || !('response' in second)) throw new Error('no exchange')
    const long = { ...second, response: { ...second.response, body: Buffer.alloc(100_000, 0xff) } }
    const told = Fixture.parse(JSON.parse(compact((await recording({ ...recorded, exchanges: [first, long] }, known)).fixture)))
    const last = told.exchanges[1]
    if (last === undefined || !('response' in last)) throw new Error('no exchange')
    expect(last.response.truncated).toBe(true)
    expect(Buffer.from(last.response.base64 ?? '', 'base64')).toEqual(Buffer.alloc(16 * 1024, 0xff))
  })

  it('says so when it does not give the verdict any more', async () => {
    const { faithful } = await recording({ ...recorded, verdict: verdict('removed') }, known)
    expect(faithful).toBe(false)
  })

  it('would rather not give the verdict than keep a key that decrypts', async () => {
    const told = fixturesOf('mega').get('listed.empty')
    if (told === undefined) throw new Error('there is no fixture mega/listed.empty')
    const exchanged = told.exchanges.map((exchange) => exchangeOf(exchange, exchange.request as Request))
    const { fixture, faithful } = await recording({ ...recorded, url: told.link.url, exchanges: exchanged }, checkers)
    expect(faithful).toBe(false)
    expect(compact(fixture)).not.toContain('AAECAwQFBgcICQoLDA0ODw')
    expect(fixture).toMatchObject({ expect: { reason: 'passcode-rejected' } })
  })

  it.each(['baidu-pan', 'zenodo', 'github', 'generic', 'wayback'])('of every fixture of %s gives its verdict again', async (host) => {
    for (const [name, fixture] of fixturesOf(host)) {
      if (fixture.peers.length > 0 || fixture.link.passcode !== undefined) continue
      const told = fixture.exchanges.map((exchange) => exchangeOf(exchange, { ...exchange.request } as Request))
      const secrets = new Map(fixture.secrets.map((secret) => [secret, 'a-value-nobody-shall-see']))
      const withCredential = told.map((exchange, i) =>
        i === 0 && secrets.size > 0 ? { ...exchange, request: { ...exchange.request, credential: fixture.secrets[0] as string } } : exchange,
      )
      const { fixture: again, faithful } = await recording(
        { url: fixture.link.url, verdict: verdict(fixture.expect.reason), exchanges: withCredential, secrets, day: '2026-11-25' },
        checkers,
      )
      expect(faithful, name).toBe(true)
      expect((await replayed(Fixture.parse(JSON.parse(compact(again))))).reason, name).toBe(fixture.expect.reason)
    }
  })

  it('keeps every header that a checker or a wall reads', async () => {
    const files = (await readdir(HOSTS, { recursive: true })).filter((file) => file.endsWith('.ts'))
    const sources = await Promise.all(files.map((file) => readFile(join(HOSTS, file), 'utf8')))
    const read = sources.flatMap((source) =>
      [...source.matchAll(/headers(?:\.([a-z]+)\b(?!\()|\['([a-z0-9-]+)'\])|'([a-z0-9-]+)' in (?:response\.)?headers/g)].map(
        ([, a, b, c]) => a ?? b ?? c ?? '',
      ),
    )
    expect(read.length).toBeGreaterThan(20)
    expect(read.filter((name) => !isKept(name))).toEqual([])
  })
})

describe('a compact text', () => {
  it('is JSON of the same value, lines as full as they may be', () => {
    const value = { a: [1, { b: 'x' }], long: ['y'.repeat(90), 'z'.repeat(90)], none: {}, missing: undefined }
    expect(JSON.parse(compact(value))).toEqual(JSON.parse(JSON.stringify(value)))
    expect(compact(value).split('\n').slice(0, 3)).toEqual(['{', '  "a": [1, { "b": "x" }],', '  "long": ['])
  })
})
