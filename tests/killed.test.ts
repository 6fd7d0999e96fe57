/** A night that is killed at any moment, or has no mail server: every file is whole, the next run goes on, and no news is lost or told twice. */
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ParsedMail } from 'mailparser'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readCatalogue } from '#catalogue/read.ts'
import { findCheckers } from '#hosts/index.ts'
import { HistoryLine } from '#model/history.ts'
import { Message } from '#model/mail.ts'
import { StatusDocument } from '#model/memory.ts'
import { Atom, tree } from './report/atom.ts'
import { wellFormed } from './report/xml.ts'
import { type MailServer, mailServer } from './support/smtp.ts'
import { type Happening, internetOf } from './world/catalogue.ts'
import { stillthere } from './world/command.ts'
import { openWorld, type World } from './world/server.ts'

const LUNG = 'https://pan.baidu.com/s/1rBuPSrmkejpYFA321er20A?pwd=6666'
const LIVER = 'https://pan.baidu.com/s/14oaO4OJi7qCzoxvnEUJqyQ?pwd=6666'
const SLOW = 'https://data.example.org/slow.html'
const LEAVING = 'https://data.example.org/leaving.html'

const registry = (...others: readonly string[]) => `group: CT
datasets:
  - { name: Lung, owner: lung@example.org, links: ["${LUNG}"] }
  - { name: Liver, links: ["${LIVER}"] }
  - { name: Slow, links: ["${SLOW}"] }
${others.map((url) => `  - { name: Leaving, links: ["${url}"] }\n`).join('')}`
const CONFIG = `title: Small catalogue
timeout: 20
hosts: { "*": { spacing: 0, concurrency: 4 } }
mail: { from: monitor@example.org, to: [all@example.org] }
`
const ALL = 'all@example.org'
const OWNER = 'lung@example.org'

const BEFORE: readonly Happening[] = [{ url: LIVER, fixture: 'removed' }]
const TONIGHT: readonly Happening[] = [{ url: LUNG, fixture: 'removed' }]

/** What must have been told when the second night is through, however often it was begun. */
const NEWS = [
  [ALL, '[stillthere] 1 broken, 1 recovered — Small catalogue'],
  [OWNER, '[stillthere] 1 broken — Small catalogue'],
]
const CHANGES = [`${LIVER} listed resolved`, `${LUNG} removed opened`, `${LEAVING} left`]
const FILES = ['README.md', 'badge.json', 'feed.xml', 'history.ndjson', 'index.html', 'schema.json', 'status.json']

const checkers = await findCheckers()
let world: World
let home: string
let authority: string

/** The first night; every test has its own second one. */
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'stillthere-killed-'))
  const folder = join(home, 'first')
  await mkdir(join(folder, 'registry'), { recursive: true })
  await writeFile(join(folder, 'registry/ct.yaml'), registry(LEAVING))
  await writeFile(join(folder, 'stillthere.yaml'), CONFIG)
  const datasets = await readCatalogue(['registry'], folder)
  const first = await internetOf(datasets, checkers, BEFORE)
  world = await openWorld(first.hosts())
  authority = join(home, 'authority.pem')
  await writeFile(authority, world.authority)
  world.show(first)
  await using server = await mailServer()
  expect(await check(folder, '2026-11-20T19:17:00Z', server)).toMatchObject({ code: 0, stderr: expect.not.stringContaining('waits') })
  expect(told(server.taken)).toEqual([[ALL, '[stillthere] 1 broken — Small catalogue']])
  await writeFile(join(folder, 'registry/ct.yaml'), registry())
  world.show(await internetOf(datasets, checkers, TONIGHT))
}, 60_000)
afterAll(async () => {
  await world.close()
  await rm(home, { recursive: true })
}, 60_000)

type Options = { readonly env?: Readonly<Record<string, string>>; readonly ended?: { by: NodeJS.Signals; when: Promise<unknown> } }

const check = (folder: string, at: string, server: MailServer, { env = {}, ended }: Options = {}) =>
  stillthere(['check', '--at', at], {
    proxy: world.proxy,
    authority,
    cwd: folder,
    env: { SMTP_URL: server.url(), ...env },
    ...(ended && { ended }),
  })

const told = (mails: readonly ParsedMail[]) => mails.map((mail) => [[mail.to].flat()[0]?.text, mail.subject]).sort()

/** A message that arrived again under its Message-ID is the same message, as mailboxes see it. */
const distinct = (mails: readonly ParsedMail[]) => [...new Map(mails.map((mail) => [mail.messageId, mail])).values()]

/** A second night after the first one, in a folder of its own. */
async function secondNight() {
  const folder = await mkdtemp(join(home, 'second-'))
  await cp(join(home, 'first'), folder, { recursive: true })
  const read = (name: string) => readFile(join(folder, 'reports', name), 'utf8')
  const memory = async () => StatusDocument.parse(JSON.parse(await read('status.json')))
  const history = async () =>
    (await read('history.ndjson'))
      .trimEnd()
      .split('\n')
      .map((line) => HistoryLine.parse(JSON.parse(line)))
  const feed = async () => {
    const text = await read('feed.xml')
    expect(wellFormed(text)).toBeUndefined()
    return Atom.parse(tree(text))
  }

  return {
    read,
    begin: (server: MailServer, options?: Options) => check(folder, '2026-11-21T19:17:00Z', server, options),
    /** Later in the same night, with the clock as it is then. */
    beginAgain: (server: MailServer) => check(folder, '2026-11-21T19:40:00Z', server),
    dyingAt: (step: number) => ({
      NODE_OPTIONS: `--import ${join(import.meta.dirname, 'support/mortal.ts')}`,
      STILLTHERE_DIES_AT: String(step),
      STILLTHERE_DIES_IN: join(folder, 'reports'),
    }),

    /** Every file can be read by those who read it. */
    async isReadable() {
      await memory()
      await history()
      await feed()
      JSON.parse(await read('badge.json'))
      JSON.parse(await read('schema.json'))
      expect(await read('README.md')).toMatch(/\n$/)
      expect(await read('index.html')).toMatch(/<\/html>\s*$/)
      for (const name of await readdir(join(folder, 'reports/.outbox'))) Message.parse(JSON.parse(await read(join('.outbox', name))))
    },

    /** All was told and written down, once, and nothing is left over. */
    async isWhole({ taken }: MailServer) {
      expect(told(distinct(taken))).toEqual(NEWS)
      const lines = (await history()).filter(({ at }) => at > '2026-11-21')
      expect(lines.map(saidOf).sort()).toEqual([...CHANGES].sort())
      expect(new Set(lines.map(({ at }) => at)).size, 'one run found all of it').toBe(1)
      const { entry = [] } = await feed()
      expect(entry.map(({ title }) => title[0].text)).toEqual(['Newly broken: Lung', 'Working again: Liver', 'Newly broken: Liver'])
      expect((await memory()).links.find(({ url }) => url === LUNG)?.incident).toMatchObject({
        state: 'open',
        notifiedAt: expect.stringContaining('2026-11-21'),
      })
      expect((await readdir(join(folder, 'reports'), { recursive: true })).sort()).toEqual(['.outbox', ...FILES])
    },
  }
}

const saidOf = (line: HistoryLine) =>
  'reason' in line ? [line.url, line.reason, line.incident].filter(Boolean).join(' ') : 'left' in line ? `${line.url} left` : 'missed'

describe('a night that is killed', () => {
  it('at any step of its writing, mail included, is whole after the next run', { timeout: 600_000 }, async () => {
    const sentTwice: number[] = []
    let steps = Number.POSITIVE_INFINITY
    const dieAtEvery = async (first: number, stride: number) => {
      for (let step = first; step <= steps; step += stride) {
        const night = await secondNight()
        await using server = await mailServer()
        const { code } = await night.begin(server, { env: night.dyingAt(step) })
        if (code === 0) steps = Math.min(steps, step - 1)
        else expect(code, `at step ${step}`).toBeNull()
        await night.isReadable()
        expect(await night.beginAgain(server), `after step ${step}`).toMatchObject({ code: 0 })
        await night.isWhole(server)
        if (server.taken.length > NEWS.length) sentTwice.push(step)
      }
    }
    await Promise.all([dieAtEvery(1, 2), dieAtEvery(2, 2)])
    expect(steps).toBeGreaterThan(20)
    // A server's word and the note of it cannot be one step: between them each of the two mails goes out again, as the same message.
    expect(sentTwice).toHaveLength(NEWS.length)
  })

  it.each([
    ['SIGKILL', null],
    ['SIGINT', 130],
    ['SIGTERM', 130],
  ] as const)('while it is probing (%s) has changed nothing', async (by, code) => {
    const night = await secondNight()
    await using server = await mailServer()
    const before = await night.read('status.json')
    expect(await night.begin(server, { ended: { by, when: world.nextQuestion(SLOW) } })).toMatchObject({ code })
    expect(await night.read('status.json')).toBe(before)
    await night.isReadable()
    expect(await night.beginAgain(server)).toMatchObject({ code: 0 })
    await night.isWhole(server)
  })

  it('before the server has answered sends the same message again', async () => {
    const night = await secondNight()
    await using server = await mailServer({ says: { data: ['silence'] } })
    expect(await night.begin(server, { ended: { by: 'SIGKILL', when: server.nextMail() } })).toMatchObject({ code: null })
    await night.isReadable()
    expect(await night.beginAgain(server)).toMatchObject({ code: 0 })
    await night.isWhole(server)
    const [unanswered, ...later] = server.seen
    expect(later).toHaveLength(NEWS.length)
    expect(later.filter((id) => id === unanswered)).toHaveLength(1)
  })

  it('finishes what it is writing when it is asked to end (SIGTERM)', async () => {
    const night = await secondNight()
    await using server = await mailServer()
    expect(await night.begin(server, { ended: { by: 'SIGTERM', when: server.nextMail() } })).toMatchObject({ code: 130 })
    await night.isWhole(server)
    expect(server.taken).toHaveLength(NEWS.length)
  })
})

describe('a night without mail', () => {
  it('keeps what recovered for the next one that has', async () => {
    const night = await secondNight()
    await using server = await mailServer()
    expect(await night.begin(server, { env: { SMTP_URL: '' } })).toMatchObject({ code: 0, stderr: expect.stringContaining('Its news is kept.') })
    expect(await night.beginAgain(server)).toMatchObject({ code: 0 })
    expect(told(server.taken)).toEqual([
      [ALL, '[stillthere] 1 broken — Small catalogue'],
      [ALL, '[stillthere] 1 recovered — Small catalogue'],
      [OWNER, '[stillthere] 1 broken — Small catalogue'],
    ])
  })
})
