/** End to end: the real command line, the real catalogue, real sockets; only the internet is simulated. */
import { createHash } from 'node:crypto'
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readCatalogue } from '#catalogue/read.ts'
import { findCheckers } from '#hosts/index.ts'
import { StatusDocument } from '#model/memory.ts'
import { usageBlock } from './support/readme.ts'
import { type Happening, internetOf } from './world/catalogue.ts'
import { stillthere } from './world/command.ts'
import { NIGHTS } from './world/nights.ts'
import { openWorld, type World } from './world/server.ts'

const ROOT = join(import.meta.dirname, '..')
const datasets = await readCatalogue(['registry'], ROOT)
const checkers = await findCheckers()
const [first, second] = NIGHTS
if (first === undefined || second === undefined) throw new Error('the world has no nights')

const LUNG = 'https://pan.baidu.com/s/1rBuPSrmkejpYFA321er20A?pwd=6666'
const BCNB = 'https://www.kaggle.com/datasets/akhilnerella/bcnb2'
const FAST = 'timeout: 2\nhosts: { "*": { spacing: 0, concurrency: 4 } }\n'

let world: World
let folder: string
let authority: string
const showing = async (...happenings: readonly Happening[]) => world.show(await internetOf(datasets, checkers, happenings))

beforeAll(async () => {
  const before = await internetOf(datasets, checkers, first.happens)
  const after = await internetOf(datasets, checkers, second.happens)
  world = await openWorld([...new Set([...before.hosts(), ...after.hosts()])])
})
afterAll(() => world.close())

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stillthere-'))
  authority = join(folder, 'authority.pem')
  await writeFile(authority, world.authority)
  await writeFile(join(folder, 'stillthere.yaml'), FAST)
  await cp(join(ROOT, 'registry'), join(folder, 'registry'), { recursive: true })
  return () => rm(folder, { recursive: true })
})

const inWorld = (...words: readonly string[]) => stillthere(words, { proxy: world.proxy, authority, cwd: folder })
const check = (at: string, ...words: readonly string[]) => inWorld('check', '--at', at, ...words)
const report = async (): Promise<StatusDocument> => StatusDocument.parse(JSON.parse(await readFile(join(folder, 'reports/status.json'), 'utf8')))
const linkOf = (document: StatusDocument, url: string) => document.links.find((link) => link.url === url)

/** The digest of every file, to see what changed. */
async function digests(): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return new Map(
    await Promise.all(
      files.sort().map(
        async (file) =>
          [
            file,
            createHash('sha256')
              .update(await readFile(file))
              .digest('hex'),
          ] as const,
      ),
    ),
  )
}

describe('two nights of the real catalogue', () => {
  it('judge every link, believe what is gone, and tell it', async () => {
    await showing(...first.happens)
    expect(await check(first.at)).toMatchObject({ code: 0, stderr: expect.stringContaining('links') })
    const one = await report()
    expect(one.links).toHaveLength(new Set(datasets.flatMap(({ links }) => links.map(({ url }) => url))).size)
    expect(one.hosts.filter(({ trusted }) => !trusted)).toEqual([])
    expect(one.run.counts).toMatchObject({ unreachable: 0, blocked: 0, unknown: 0 })
    expect(linkOf(one, LUNG)).toMatchObject({ status: 'alive', reason: 'listed', lastAlive: null, incident: null })

    await showing(...first.happens, ...second.happens)
    expect(await check(second.at)).toMatchObject({ code: 0, stdout: usageBlock('summary') })
    const two = await report()
    expect(linkOf(two, LUNG)).toMatchObject({
      status: 'gone',
      reason: 'removed',
      since: '2026-11-22T19:17:00.000Z',
      lastAlive: '2026-11-21T19:17:00.000Z',
      incident: { state: 'open' },
      datasets: [{ name: 'MSD Lung', file: 'registry/ct.yaml' }],
    })
    expect(linkOf(two, BCNB)).toMatchObject({ status: 'gone', reason: 'not-public', incident: { state: 'suspected' } })
    expect(await readFile(join(folder, 'reports/README.md'), 'utf8')).toContain('MSD Lung')
  })

  it('show no passcode in their evidence', async () => {
    await showing(...first.happens)
    await check(first.at)
    const { links } = await report()
    const evidence = JSON.stringify(links.map((link) => [link.evidence, link.detail]))
    expect(evidence).toContain('pan.baidu.com')
    expect(evidence).not.toContain('6666')
  })

  it('without news between them change only the date of the run', async () => {
    await showing(...first.happens)
    await check(first.at)
    await check('2026-11-22T19:17:00Z')
    const settled = await report()
    const before = await digests()
    await check('2026-11-23T19:17:00Z')
    const after = await digests()
    const changed = [...after].filter(([file, digest]) => before.get(file) !== digest).map(([file]) => file.slice(folder.length + 1))
    expect(changed).toEqual(['reports/README.md', 'reports/index.html', 'reports/status.json'])
    expect({ ...(await report()), run: settled.run }).toEqual(settled)
  })

  it('ask less when what is listed may rest, and still change only the date of the run', async () => {
    await writeFile(join(folder, 'stillthere.yaml'), `${FAST}recheck: { alive: 7 }\n`)
    await showing(...first.happens)
    const requests = async (at: string) => {
      const before = world.asked.length
      await check(at)
      return world.asked.length - before
    }
    const all = await requests(first.at)
    await check('2026-11-22T19:17:00Z')
    const settled = await report()
    const before = await digests()
    expect(await requests('2026-11-23T19:17:00Z')).toBeLessThan(all / 2)
    const after = await digests()
    const changed = [...after].filter(([file, digest]) => before.get(file) !== digest).map(([file]) => file.slice(folder.length + 1))
    expect(changed).toEqual(['reports/README.md', 'reports/index.html', 'reports/status.json'])
    expect({ ...(await report()), run: settled.run }).toEqual(settled)
    expect(await readFile(join(folder, 'reports/README.md'), 'utf8')).toContain('asked about every 7 nights')
  })

  it('ask what many links share once', async () => {
    await showing(...first.happens)
    const before = world.asked.length
    await check(first.at)
    const questions = world.asked.slice(before).map(({ method, url, body }) => `${method} ${url} ${body ?? ''}`)
    const lists = questions.filter((question) => question.includes('cancerimagingarchive.net/api/'))
    expect(lists.length).toBeGreaterThan(0)
    expect(new Set(lists).size).toBe(lists.length)
  })
})

describe('check', () => {
  it('prints the document of the night, with durations, and nothing else on stdout', async () => {
    await showing(...first.happens)
    const { code, stdout } = await check(first.at, '--json', '--host', 'baidu-pan')
    const printed = JSON.parse(stdout)
    expect(code).toBe(0)
    expect(printed.links).toHaveLength(15)
    expect(printed.links[0].evidence[0]).toEqual({ method: 'GET', url: 'https://pan.baidu.com/', status: 200, ms: expect.any(Number) })
    expect(await readFile(join(folder, 'reports/status.json'), 'utf8')).not.toContain('"ms"')
  })

  it('writes nothing in a dry run', async () => {
    await showing(...first.happens)
    const before = await digests()
    expect((await check(first.at, '--dry-run', '--host', 'opendatalab')).code).toBe(0)
    expect(await digests()).toEqual(before)
  })

  it('exits with 1 when asked to fail on problems, and only then', async () => {
    await showing(...first.happens)
    expect((await check(first.at, '--host', 'aistudio', '--fail-on', 'new')).code).toBe(1)
    expect((await check('2026-11-22T19:17:00Z', '--host', 'aistudio', '--fail-on', 'new')).code).toBe(0)
    expect((await check('2026-11-22T19:18:00Z', '--host', 'aistudio', '--fail-on', 'any')).code).toBe(1)
  })

  it('keeps what is known of hosts that were not asked', async () => {
    await showing(...first.happens)
    await check(first.at)
    const before = await report()
    await check('2026-11-22T19:17:00Z', '--host', 'kaggle')
    const after = await report()
    expect(linkOf(after, LUNG)).toEqual(linkOf(before, LUNG))
    expect(after.hosts).toEqual(before.hosts)
  })

  it('says within seconds that nobody answers, exits with 3, and changes no file', async () => {
    await showing(...first.happens)
    await check(first.at)
    const before = await digests()
    const { code, stderr } = await stillthere(['check'], { proxy: 'http://127.0.0.1:9', cwd: folder })
    expect(code).toBe(3)
    expect(stderr).toContain('Nothing was written')
    expect(await digests()).toEqual(before)
  })

  it('reports in Chinese when asked to', async () => {
    await showing(...first.happens)
    const { stdout } = await check(first.at, '--host', 'baidu-pan', '--lang', 'zh-CN')
    expect(stdout).toContain('个链接')
    expect(await readFile(join(folder, 'reports/README.md'), 'utf8')).toContain('有效')
  })
})

describe('bad input', () => {
  const refused = async (...words: readonly string[]) => {
    const asked = world.asked.length
    const before = await digests()
    const { code, stderr } = await inWorld(...words)
    expect(code).toBe(2)
    expect(await digests()).toEqual(before)
    expect(world.asked).toHaveLength(asked)
    return stderr
  }

  it('names file, line, column and key of a mistake in the catalogue', async () => {
    await writeFile(join(folder, 'registry/bad.yaml'), 'group: X\ndatasets:\n  - name: A\n    lnks: []\n')
    expect(await refused('check')).toMatch(/^registry\/bad\.yaml:4:5: .*`lnks`.*`links`/m)
  })

  it('names the line of a mistake in the configuration', async () => {
    await writeFile(join(folder, 'stillthere.yaml'), 'concurency: 3\n')
    expect(await refused('check')).toMatch(/^stillthere\.yaml:1:1: .*`concurency`.*`concurrency`/m)
  })

  it.each([
    [['check', '--at', 'yesterday'], 'ISO 8601'],
    [['check', '--host', 'nobody'], 'nobody'],
    [['check', '--bogus'], '--bogus'],
    [['check', '--fail-on', 'sometimes'], 'never or new or any'],
    [['check', 'missing.yaml'], 'missing.yaml'],
    [['check', '--config', 'missing.yaml'], 'missing.yaml'],
    [['explain'], 'explain takes URL'],
    [['bogus'], 'bogus'],
  ])('%j is refused with a sentence', async (words, said) => {
    expect(await refused(...words)).toContain(said)
  })

  it('leaves a memory that it cannot read alone', async () => {
    await showing(...first.happens)
    await check(first.at, '--host', 'kaggle')
    await writeFile(join(folder, 'reports/status.json'), '{"schema": 1')
    expect(await refused('check')).toContain('reports/status.json')
  })
})

describe('explain', () => {
  it('shows the verdict and every exchange it rests on', async () => {
    await showing(...first.happens)
    const { code, stdout } = await inWorld('explain', LUNG)
    expect(code).toBe(0)
    expect(stdout).toContain('alive')
    expect(stdout).toContain('https://pan.baidu.com/share/list')
    expect(stdout.replace(LUNG, '')).not.toContain('6666')
  })

  it('prints a link object for machines', async () => {
    await showing(...first.happens)
    const { stdout } = await inWorld('explain', '--json', 'https;//example.org/')
    expect(JSON.parse(stdout)).toEqual({
      url: 'https;//example.org/',
      host: 'generic',
      status: 'invalid',
      reason: 'malformed-url',
      detail: expect.any(String),
      warnings: [],
      facts: {},
      replacement: null,
      evidence: [],
    })
  })
})

describe('hosts', () => {
  it('lists the checkers for machines', async () => {
    const { code, stdout } = await inWorld('hosts', '--json')
    expect(code).toBe(0)
    expect(JSON.parse(stdout).find(({ id }: { id: string }) => id === 'baidu-pan')).toMatchObject({
      title: 'Baidu Netdisk',
      homepage: 'https://pan.baidu.com',
      urls: expect.arrayContaining(['https://pan.baidu.com/s/:surl']),
      pace: { concurrency: 4, spacing: 0 },
      controls: { present: [], absent: [expect.stringContaining('https://pan.baidu.com/s/1')] },
    })
  })
})
