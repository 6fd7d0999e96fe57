/** `stillthere watch` as a process of its own, on the real clock: nights on schedule, missed nights, failing nights, and its end. */
import { access, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Running, start, stillthere } from './world/command.ts'
import { Internet } from './world/internet.ts'
import { openWorld, type World } from './world/server.ts'

const LINK = 'https://data.example.org/set.html'
const EVERY_SECOND = '* * * * * *'
const HOUR = 60 * 60 * 1000

const alive = new Internet()
alive.page(LINK, 200, '<!doctype html><title>Set</title><h1>Set</h1><p>Download the dataset here.</p>')
const silent = new Internet()
silent.tell((['HEAD', 'GET'] as const).map((method) => ({ request: { method, url: LINK }, failure: 'timeout' })))

let world: World
let folder: string
const running: Running[] = []

beforeAll(async () => {
  world = await openWorld(['data.example.org'])
})
afterAll(() => world.close())

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stillthere-watch-'))
  await writeFile(join(folder, 'authority.pem'), world.authority)
  await mkdir(join(folder, 'registry'))
  await catalogue(`group: A\ndatasets:\n  - name: Set\n    links: [${LINK}]\n`)
  world.show(alive)
  return async () => {
    for (const watching of running.splice(0)) await watching.end('SIGKILL')
    await rm(folder, { recursive: true })
  }
})

const catalogue = (text: string) => writeFile(join(folder, 'registry/a.yaml'), text)
const scheduled = (cron: string, timezone = 'UTC') =>
  writeFile(join(folder, 'stillthere.yaml'), `timeout: 2\nschedule: { cron: "${cron}", timezone: ${timezone} }\n`)
const nightAt = (at: Date) =>
  stillthere(['check', '--at', at.toISOString()], { proxy: world.proxy, authority: join(folder, 'authority.pem'), cwd: folder })

/** A daily schedule whose last time was so many hours ago. */
function dailySince(hours: number): string {
  const last = new Date(Date.now() - hours * HOUR)
  return `${last.getUTCMinutes()} ${last.getUTCHours()} * * *`
}

function watch(): Running {
  const watching = start(['watch'], { proxy: world.proxy, authority: join(folder, 'authority.pem'), cwd: folder })
  running.push(watching)
  return watching
}

describe('watch', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('does night after night until %s ends it', async (signal) => {
    await scheduled(EVERY_SECOND)
    const watching = watch()
    await watching.says('Report: reports/README.md', 3)
    expect(await watching.end(signal)).toBe(130)
    await expect(access(join(folder, 'reports/.lock'))).rejects.toThrow('ENOENT')
  })

  it('concludes a night that is under way with what was probed when it is ended', async () => {
    const never = 'https://data.example.org/never.html'
    const half = new Internet()
    half.page(LINK, 200, '<!doctype html><title>Set</title><h1>Set</h1><p>Download the dataset here.</p>')
    half.tell([{ request: { method: 'GET', url: never }, failure: 'timeout' }])
    world.show(half)
    await writeFile(join(folder, 'stillthere.yaml'), 'timeout: 600\nhosts: { "*": { spacing: 0, concurrency: 1 } }\n')
    await catalogue(`group: A\ndatasets:\n  - name: Set\n    links: [${LINK}, ${never}]\n`)
    const waitingForever = world.nextQuestion(never)
    const watching = watch()
    await waitingForever
    expect(await watching.end('SIGTERM')).toBe(130)
    const { links } = JSON.parse(await readFile(join(folder, 'reports/status.json'), 'utf8'))
    expect(links).toMatchObject([{ url: LINK, status: 'alive' }])
  })

  it('begins with a first night, and says when the next one is in the time zone of the schedule', async () => {
    await scheduled('17 19 * * *', 'Asia/Shanghai')
    const watching = watch()
    const said = await watching.says('Next night')
    expect(said).toContain('1 link')
    expect(said).toMatch(/^Next night: \d{4}-\d\d-\d\d 19:17 Asia\/Shanghai\.$/m)
  })

  it('makes up a missed night when it starts, once', async () => {
    await scheduled(dailySince(2))
    await nightAt(new Date(Date.now() - 30 * HOUR))
    const late = watch()
    expect(await late.says('Next night')).toMatch(/^A night was missed: it is made up now\.$[\s\S]+^Report: reports\/README\.md$[\s\S]+^Next night/m)
    await late.end('SIGTERM')

    const again = watch()
    expect(await again.says('Next night')).toMatch(/^Next night/)
  })

  it('does nothing at its start when no night was missed', async () => {
    await scheduled(dailySince(2))
    await nightAt(new Date(Date.now() - HOUR))
    const before = world.asked.length
    expect(await watch().says('Next night')).toMatch(/^Next night/)
    expect(world.asked.length).toBe(before)
  })

  it('tells what is wrong with a catalogue that is being edited, and does the next night when it is right again', async () => {
    await scheduled(EVERY_SECOND)
    await catalogue('group: A\ndatasets:\n  - nam: Set\n')
    const watching = watch()
    expect(await watching.says('The night ended with exit code 2.', 2)).toContain('registry/a.yaml:3:')
    await catalogue(`group: A\ndatasets:\n  - name: Set\n    links: [${LINK}]\n`)
    await watching.says('Report: reports/README.md')
    expect(await watching.end('SIGTERM')).toBe(130)
  })

  it('leaves a night out while the one before is still running', async () => {
    await scheduled(EVERY_SECOND)
    const watching = watch()
    await watching.says('Report: reports/README.md', 2)
    world.show(silent)
    await watching.says('this one is left out')
    world.show(alive)
    const nights = watching.said().split('Report: reports/README.md').length
    await watching.says('Report: reports/README.md', nights)
  })

  it.each([
    ['61 * * * *', 'schedule.cron: "61" is no possible minute.'],
    ['0 19 30 2 *', 'schedule.cron: "30" is no possible day of the month.'],
  ])('refuses the schedule %s before anything is asked', async (cron, message) => {
    await scheduled(cron)
    const { code, stderr } = await stillthere(['watch'], { cwd: folder })
    expect(code).toBe(2)
    expect(stderr).toContain(`stillthere.yaml: ${message}`)
  })
})
