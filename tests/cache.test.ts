/** Nights with `cache`, as the command line does them: what a host says is unchanged is judged anew without being sent again. */
import { access, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Served, serve } from './support/loopback.ts'
import { type RedisServer, redisServer, withRedis } from './support/redis.ts'
import { start, stillthere } from './world/command.ts'

const CONFIG = 'cache: answers\ntimeout: 2\nnetwork: { allow: [127.0.0.0/8] }\nhosts: { "*": { spacing: 0 } }\n'
const [FIRST, SECOND] = ['2026-11-21T19:17:00Z', '2026-11-22T19:17:00Z']
const PAGE = '<!doctype html><title>Set</title><h1>Set</h1><p id="files">Download the dataset here.</p>'

let folder: string
let site: Served
/** `path tag status` of every GET, in the order of arrival. */
const said: string[] = []

beforeAll(async () => {
  site = await serve((request, response) => {
    const tag = request.headers['if-none-match']
    const status = request.url === '/old.html' ? 301 : tag === '"1"' ? 304 : 200
    if (request.method === 'GET') said.push(`${request.url} ${tag} ${status}`)
    response.writeHead(status, { etag: '"1"', 'content-type': 'text/html', ...(status === 301 && { location: '/new.html' }) })
    response.end(status === 200 ? PAGE : undefined)
  })
})
afterAll(() => site[Symbol.asyncDispose]())

beforeEach(async () => {
  said.length = 0
  folder = await mkdtemp(join(tmpdir(), 'stillthere-cache-'))
  await writeFile(join(folder, 'stillthere.yaml'), CONFIG)
  await mkdir(join(folder, 'registry'))
  await catalogue('/set.html', '/old.html')
  return () => rm(folder, { recursive: true })
})

const url = (path: string) => site.url(path, '127.0.0.1')
const catalogue = (...paths: readonly string[]) =>
  writeFile(join(folder, 'registry/a.yaml'), `group: A\ndatasets:\n  - { name: Set, links: ${JSON.stringify(paths.map(url))} }\n`)
const run = (...words: readonly string[]) => stillthere(words, { cwd: folder })
const report = async () => JSON.parse(await readFile(join(folder, 'reports/status.json'), 'utf8'))
const asked = () => said.splice(0).sort()

describe('check', () => {
  it('gets the same night from a host that sends nothing again', async () => {
    expect(await run('check', '--at', FIRST)).toMatchObject({ code: 0 })
    const before = await report()
    expect(before.run.counts).toMatchObject({ alive: 2 })
    expect(asked()).toEqual(['/new.html undefined 200', '/old.html undefined 301', '/set.html undefined 200'])

    expect(await run('check', '--at', SECOND)).toMatchObject({ code: 0 })
    expect(asked()).toEqual(['/new.html "1" 304', '/old.html undefined 301', '/set.html "1" 304'])
    const after = await report()
    expect(after.run.startedAt).not.toBe(before.run.startedAt)
    expect({ ...after, run: { ...after.run, startedAt: before.run.startedAt, finishedAt: before.run.finishedAt } }).toEqual(before)
  })

  it('judges what was kept by what is asked tonight', async () => {
    await run('check', '--at', FIRST)
    await catalogue('/set.html#files', '/set.html#licence')
    asked()
    await run('check', '--at', SECOND)
    expect(asked()).toEqual(['/set.html "1" 304'])
    const { links } = await report()
    expect(links).toMatchObject([
      { url: url('/set.html#files'), warnings: [] },
      { url: url('/set.html#licence'), warnings: ['fragment-missing'] },
    ])
  })

  it('keeps nothing that a code opens', async () => {
    await catalogue('/set.html?pwd=6666')
    for (const at of [FIRST, SECOND]) await run('check', '--at', at)
    expect(asked()).toEqual(Array(2).fill('/set.html?pwd=6666 undefined 200'))
    await expect(access(join(folder, 'answers'))).rejects.toThrow('ENOENT')
  })

  it('neither makes nor changes the folder in a dry run, but asks with what is there', async () => {
    await run('check', '--at', FIRST, '--dry-run')
    await expect(access(join(folder, 'answers'))).rejects.toThrow('ENOENT')
    await catalogue('/set.html')
    await run('check', '--at', FIRST)
    const before = await readdir(join(folder, 'answers'))
    await catalogue('/set.html', '/other.html')
    asked()
    await run('check', '--at', SECOND, '--dry-run')
    expect(asked()).toEqual(['/other.html undefined 200', '/set.html "1" 304'])
    expect(await readdir(join(folder, 'answers'))).toEqual(before)
  })

  it('does its night when nothing can be kept, and says so once', async () => {
    await writeFile(join(folder, 'answers'), 'a file where the folder should be')
    const { code, stderr } = await run('check', '--at', FIRST)
    expect(code).toBe(0)
    expect(stderr.split('Answers cannot be kept in answers: ')).toHaveLength(2)
    expect((await report()).run.counts).toMatchObject({ alive: 2 })
  })

  it('keeps nothing where no folder is named', async () => {
    await writeFile(join(folder, 'stillthere.yaml'), CONFIG.replace('cache: answers\n', ''))
    await run('check', '--at', FIRST)
    asked()
    await run('check', '--at', SECOND)
    expect(asked()).toEqual(['/new.html undefined 200', '/old.html undefined 301', '/set.html undefined 200'])
    expect(await readdir(folder)).toEqual(['registry', 'reports', 'stillthere.yaml'])
  })
})

it.each(['explain', 'record'])('%s is sent what is said now', async (command) => {
  await run('check', '--at', FIRST)
  asked()
  expect(await run(command, url('/set.html'))).toMatchObject({ code: 0 })
  expect(asked()).toEqual(['/set.html undefined 200'])
})

withRedis('a worker of a fleet', 60_000, () => {
  let redis: RedisServer
  beforeAll(async () => {
    redis = await redisServer()
  })
  afterAll(() => redis[Symbol.asyncDispose]())

  it('keeps answers in a folder of its own', async () => {
    const desk = join(folder, 'desk')
    await mkdir(desk)
    await writeFile(join(desk, 'stillthere.yaml'), CONFIG)
    await writeFile(join(folder, 'stillthere.yaml'), CONFIG.replace('cache: answers\n', ''))
    const env = { REDIS_URL: redis.url }
    using worker = start(['fleet', 'work'], { cwd: desk, env })
    for (const at of [FIRST, SECOND]) expect(await stillthere(['fleet', 'enqueue', '--at', at], { cwd: folder, env })).toMatchObject({ code: 0 })
    await worker.end('SIGTERM')
    expect(said.filter((line) => line.startsWith('/set.html'))).toEqual(['/set.html undefined 200', '/set.html "1" 304'])
    expect((await report()).run.counts).toMatchObject({ alive: 2 })
    expect(await readdir(folder)).toEqual(['desk', 'registry', 'reports', 'stillthere.yaml'])
  })
})
