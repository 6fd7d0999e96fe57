/** A night on a fleet: real processes around a real Redis, some of them killed in the middle. */
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { UnrecoverableError, Worker } from 'bullmq'
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { readCatalogue } from '#catalogue/read.ts'
import { findCheckers } from '#hosts/index.ts'
import { type RedisServer, redisServer, withRedis } from './support/redis.ts'
import { type MailServer, mailServer } from './support/smtp.ts'
import { internetOf } from './world/catalogue.ts'
import { type Place, type Running, start, stillthere } from './world/command.ts'
import { Internet } from './world/internet.ts'
import { NIGHTS } from './world/nights.ts'
import { openWorld, type World } from './world/server.ts'

const ROOT = join(import.meta.dirname, '..')
const AT = '2026-11-21T19:17:00Z'
const OWNER = 'owner@example.org'

let folder: string
const started: Running[] = []
const authority = () => join(folder, 'authority.pem')
const reportOf = async (place: string) => JSON.parse(await readFile(join(place, 'reports/status.json'), 'utf8'))

/** Starts a command that is killed after the test, should it still run. */
function begin(words: readonly string[], place: Place): Running {
  const running = start(words, place)
  started.push(running)
  return running
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stillthere-fleet-'))
  return async () => {
    for (const running of started.splice(0)) await running.end('SIGKILL')
    await rm(folder, { recursive: true })
  }
})

withRedis('a night on a fleet', 60_000, () => {
  let redis: RedisServer
  let world: World
  let mail: MailServer

  const hosts = ['a', 'b', 'c'].map((name) => `${name}.example.org`)
  const pageOf = (host: string) => `https://${host}/set.html`
  const BROKEN = 'http://nowhere/'
  /** `silent`: a host that takes questions and never answers. */
  const internet = (silent?: string) => {
    const shown = new Internet()
    for (const host of hosts) shown.page(pageOf(host), 200, '<!doctype html><title>Set</title><h1>Set</h1><p>Download the dataset here.</p>')
    if (silent !== undefined) shown.tell([{ request: { method: 'GET', url: pageOf(silent) }, failure: 'timeout' }])
    return shown
  }
  const asked = (host: string) => world.asked.filter(({ url }) => url === pageOf(host)).length

  beforeAll(async () => {
    redis = await redisServer()
  })
  afterAll(() => redis[Symbol.asyncDispose]())
  beforeEach(async () => {
    await redis.clear()
    world = await openWorld(hosts)
    world.show(internet())
    mail = await mailServer()
    await writeFile(authority(), world.authority)
    await writeFile(
      join(folder, 'stillthere.yaml'),
      'timeout: 600\nhosts: { "*": { spacing: 0 } }\nmail: { from: monitor@example.org, to: [you@example.org] }\n',
    )
    await mkdir(join(folder, 'registry'))
    const links = [...hosts.map(pageOf), BROKEN]
    await writeFile(join(folder, 'registry/a.yaml'), `group: A\ndatasets:\n  - { name: Set, owner: ${OWNER}, links: ${JSON.stringify(links)} }\n`)
    return async () => {
      await world.close()
      await mail[Symbol.asyncDispose]()
    }
  })

  const place = (env: Readonly<Record<string, string>> = {}): Place => ({
    proxy: world.proxy,
    authority: authority(),
    cwd: folder,
    env: { REDIS_URL: redis.url, ...env },
  })
  /** Works far from the catalogue. */
  const work = (other: Place = {}, ...words: readonly string[]) => begin(['fleet', 'work', ...words], { ...place(), cwd: tmpdir(), ...other })
  const enqueue = (at = AT) => begin(['fleet', 'enqueue', '--at', at], place({ SMTP_URL: mail.url() }))

  /** The night is whole, and told once. */
  async function expectOneNight() {
    const { links } = await reportOf(folder)
    const alive = hosts.map((host) => expect.objectContaining({ url: pageOf(host), status: 'alive' }))
    expect(links).toEqual([expect.objectContaining({ url: BROKEN, reason: 'malformed-url' }), ...alive])
    const history = await readFile(join(folder, 'reports/history.ndjson'), 'utf8')
    expect(
      history
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).url)
        .sort(),
    ).toEqual([BROKEN, ...hosts.map(pageOf)].sort())
    expect(mail.taken.map(({ to }) => [to].flat().map((address) => address?.text)).sort()).toEqual([[OWNER], ['you@example.org']])
  }

  it('asks a host again whose worker was killed while it asked, and only that host', async () => {
    world.show(internet('b.example.org'))
    const waitingForever = world.nextQuestion(pageOf('b.example.org'))
    const doomed = work({}, '--patience', '2')
    const night = enqueue()
    await Promise.all([waitingForever, doomed.says('a.example.org was asked'), doomed.says('c.example.org was asked')])
    await doomed.end('SIGKILL')

    world.show(internet())
    work({}, '--patience', '2')
    expect(await night.ended, night.said()).toBe(0)
    await expectOneNight()
    expect([asked('a.example.org'), asked('c.example.org')]).toEqual([1, 1])
  })

  it('takes a host back at once from a worker that is ended, and goes on where a killed enqueue was', async () => {
    world.show(internet('b.example.org'))
    const waitingForever = world.nextQuestion(pageOf('b.example.org'))
    const first = work({}, '--patience', '3600')
    const killed = enqueue()
    await Promise.all([waitingForever, first.says('a.example.org was asked'), first.says('c.example.org was asked')])
    await killed.end('SIGKILL')
    expect(await first.end('SIGTERM')).toBe(130)

    world.show(internet())
    const again = enqueue('2026-11-21T20:17:00Z')
    work()
    expect(await again.ended, again.said()).toBe(0)
    await expectOneNight()
    expect([asked('a.example.org'), asked('c.example.org')]).toEqual([1, 1])
    expect((await reportOf(folder)).run.startedAt).toBe('2026-11-21T19:17:00.000Z')
  })

  it('takes no answers of a night before that nobody concluded', async () => {
    const first = work()
    world.show(internet('b.example.org'))
    const killed = enqueue()
    await first.says('a.example.org was asked')
    await killed.end('SIGKILL')
    await first.end('SIGTERM')

    world.show(internet())
    work()
    const next = enqueue('2026-11-22T19:17:00Z')
    expect(await next.ended, next.said()).toBe(0)
    expect(asked('a.example.org')).toBe(2)
    expect((await reportOf(folder)).run.startedAt).toBe('2026-11-22T19:17:00.000Z')
  })

  it('tells once when enqueue is killed while it tells', async () => {
    await mail[Symbol.asyncDispose]()
    mail = await mailServer({ says: { data: ['silence'] } })
    work()
    const killed = enqueue()
    await expect.poll(() => mail.seen.length, { timeout: 50_000 }).toBe(1)
    await killed.end('SIGKILL')

    const again = enqueue()
    expect(await again.ended, again.said()).toBe(0)
    await expectOneNight()
  })

  it('gives a host to another worker when one has no internet', async () => {
    const blind = work({ proxy: 'http://127.0.0.1:9' })
    await blind.says('Waiting for hosts')
    const night = enqueue()
    await blind.says('c.example.org was not asked: nobody answered')
    work()
    expect(await night.ended, night.said()).toBe(0)
    await expectOneNight()
    expect(blind.said().split('was not asked'), 'no host twice').toHaveLength(1 + hosts.length)
  })

  it('writes nothing when nobody could ask, and tries again when it is started again', async () => {
    const fails = async () => {
      throw new UnrecoverableError('no')
    }
    const worker = new Worker('stillthere', fails, { connection: { url: redis.url }, concurrency: 4 })
    const night = enqueue()
    expect(await night.ended, night.said()).toBe(3)
    await worker.close()
    expect(await readdir(folder)).not.toContain('reports')

    work()
    const again = enqueue()
    expect(await again.ended, again.said()).toBe(0)
    await expectOneNight()
  })

  it('keeps what is known of a host that nobody could ask, and says so', async () => {
    work()
    await enqueue().ended
    const before = await reportOf(folder)
    await started[0]?.end('SIGTERM')

    const worker = new Worker(
      'stillthere',
      async ({ name, data: { at } }) => {
        if (name === 'b.example.org') throw new UnrecoverableError('no')
        return {
          schema: 1,
          run: { startedAt: at, finishedAt: at, tool: 'test', vantage: 'local' },
          watched: [],
          hosts: [],
          outcomes: [],
          resting: [],
        }
      },
      { connection: { url: redis.url } },
    )
    const night = enqueue('2026-11-22T19:17:00Z')
    expect(await night.ended, night.said()).toBe(0)
    await worker.close()
    expect(night.said()).toContain('b.example.org was not asked, and keeps what is known: no')
    const after = await reportOf(folder)
    expect(after.run.startedAt).toBe('2026-11-22T19:17:00.000Z')
    expect(after.links).toEqual(before.links)
  })

  it('says when there is no worker, and puts no secret and no address into Redis', async () => {
    const night = begin(['fleet', 'enqueue'], place({ GITHUB_TOKEN: 'ghp_secret', SMTP_URL: 'smtp://me:hush@localhost:9' }))
    await night.says('No worker is up')
    const contents = await redis.contents()
    expect(contents).toContain(pageOf('a.example.org'))
    for (const secret of ['ghp_secret', 'hush', OWNER]) expect(contents).not.toContain(secret)
  })

  it('is refused by a Redis with another password, which is not shown', async () => {
    const url = redis.url.replace(redis.password, 'guessed')
    const { code, stderr } = await stillthere(['fleet', 'work'], { cwd: folder, env: { REDIS_URL: url } })
    expect(code).toBe(2)
    expect(stderr).toContain('WRONGPASS')
    expect(stderr).not.toContain('guessed')
  })

  it('leaves the same files as a check', { timeout: 120_000 }, async () => {
    const datasets = await readCatalogue(['registry'], ROOT)
    const checkers = await findCheckers()
    const nights = NIGHTS.slice(0, 2)
    const happenings = nights.map((_, i) => nights.slice(0, i + 1).flatMap(({ happens }) => happens))
    const internets = await Promise.all(happenings.map((happens) => internetOf(datasets, checkers, happens)))
    const wide = await openWorld([...new Set(internets.flatMap((one) => one.hosts()))])
    onTestFinished(() => wide.close())
    await writeFile(authority(), wide.authority)
    const [alone, together] = [join(folder, 'alone'), join(folder, 'together')]
    for (const side of [alone, together]) {
      await mkdir(side)
      await cp(join(ROOT, 'registry'), join(side, 'registry'), { recursive: true })
      await writeFile(join(side, 'stillthere.yaml'), 'timeout: 2\nrecheck: { alive: 3 }\nhosts: { "*": { spacing: 0, concurrency: 4 } }\n')
    }
    const inWide = (cwd: string): Place => ({ proxy: wide.proxy, authority: authority(), cwd, env: { REDIS_URL: redis.url } })
    for (const _ of ['one', 'two']) begin(['fleet', 'work'], inWide(tmpdir()))
    for (const [i, { at }] of nights.entries()) {
      wide.show(internets[i] ?? new Internet())
      const check = await stillthere(['check', '--at', at], inWide(alone))
      const fleet = await stillthere(['fleet', 'enqueue', '--at', at], inWide(together))
      expect(fleet, fleet.stderr).toMatchObject({ code: 0, stdout: check.stdout })
      expect(await reportFiles(together)).toEqual(await reportFiles(alone))
    }
  })
})

/** The files of the reports folder, but for the time at which the night ended. */
async function reportFiles(side: string): Promise<Readonly<Record<string, string>>> {
  const names = (await readdir(join(side, 'reports'))).filter((name) => name.includes('.') && name !== '.lock')
  const texts = await Promise.all(names.sort().map(async (name) => [name, await readFile(join(side, 'reports', name), 'utf8')] as const))
  return Object.fromEntries(texts.map(([name, text]) => [name, text.replaceAll(/"finishedAt": ?"[^"]+"/g, '')]))
}

describe('a fleet', () => {
  it('is refused without a Redis, whose URL is not shown', async () => {
    const { code, stderr } = await stillthere(['fleet', 'enqueue'], { cwd: folder, env: { REDIS_URL: 'redis://:hush@127.0.0.1:9' } })
    expect(code).toBe(2)
    expect(stderr).toMatch(/^The Redis that REDIS_URL names does not answer \(ECONNREFUSED\)\. Start it, or correct REDIS_URL\.$/m)
    expect(stderr).not.toContain('hush')
  })

  it.each([
    [['work'], {}, 'REDIS_URL'],
    [['work'], { REDIS_URL: 'http://localhost' }, 'REDIS_URL must be a URL such as redis://'],
    [['work', 'registry'], {}, 'fleet work takes no PATH'],
    [['work', '--at', AT], {}, 'fleet work does not know --at'],
    [['work', '--patience', 'much'], {}, '--patience must be a number of seconds'],
    [['rest'], {}, 'fleet does not know "rest"'],
    [[], {}, 'fleet takes enqueue|work'],
  ])('%j with %j is refused with a sentence', async (words, env, sentence) => {
    const { code, stderr } = await stillthere(['fleet', ...words], { cwd: folder, env })
    expect(code).toBe(2)
    expect(stderr).toContain(sentence)
  })

  it('says which packages it needs where they are not installed, and nothing else needs them', async () => {
    const root = join(folder, 'installed')
    await cp(join(ROOT, 'src'), join(root, 'src'), { recursive: true })
    await cp(join(ROOT, 'package.json'), join(root, 'package.json'))
    await mkdir(join(root, 'node_modules'))
    for (const name of await readdir(join(ROOT, 'node_modules')))
      if (name !== 'bullmq' && !name.startsWith('.')) await symlink(join(ROOT, 'node_modules', name), join(root, 'node_modules', name))
    const env = { REDIS_URL: 'redis://127.0.0.1:9' }
    expect(await stillthere(['fleet', 'work'], { root, cwd: folder, env })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('npm install bullmq ioredis'),
    })
    expect(await stillthere(['hosts', '--json'], { root, cwd: folder })).toMatchObject({ code: 0, stderr: '' })
  })
})
