/** Thirty nights of a small catalogue through the real command line, with a real mail server: who is told what, and when. */
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readCatalogue } from '#catalogue/read.ts'
import { findCheckers } from '#hosts/index.ts'
import { mailServer } from './support/smtp.ts'
import { type Happening, internetOf } from './world/catalogue.ts'
import { stillthere } from './world/command.ts'
import { openWorld } from './world/server.ts'

const LUNG = 'https://pan.baidu.com/s/1rBuPSrmkejpYFA321er20A?pwd=6666'
const LIVER = 'https://pan.baidu.com/s/14oaO4OJi7qCzoxvnEUJqyQ?pwd=6666'
const BCNB = 'https://www.kaggle.com/datasets/akhilnerella/bcnb2'
const BONE = 'https://www.kaggle.com/datasets/kmader/rsna-bone-age'
const VESSEL = 'https://aistudio.baidu.com/datasetdetail/94923'
const ACDC = 'https://aistudio.baidu.com/datasetdetail/136629'

const REGISTRY = `group: CT
datasets:
  - { name: Lung, owner: lung@example.org, links: ["${LUNG}"] }
  - { name: Liver, links: ["${LIVER}"] }
  - { name: BCNB, links: ["${BCNB}"] }
  - { name: Bone, links: ["${BONE}"] }
  - { name: Vessel, links: ["${VESSEL}"] }
  - { name: ACDC, links: ["${ACDC}"] }
  - { name: Cut, links: ["https;//example.org/cut"] }
`
const CONFIG = `title: Small catalogue
timeout: 1
hosts: { "*": { spacing: 0, concurrency: 4 } }
mail: { from: monitor@example.org, to: [all@example.org] }
`

/** What happens from a night on. */
const SCRIPT: Readonly<Record<number, readonly Happening[]>> = {
  4: [{ url: LUNG, fixture: 'removed' }],
  6: [{ url: BCNB, fixture: 'not-public' }],
  10: [{ url: LUNG, fixture: 'listed' }],
  12: [{ url: VESSEL, fixture: 'challenged' }],
  14: [{ url: ACDC, fixture: 'timeout' }],
  17: [{ url: ACDC, fixture: 'listed' }],
  20: [{ url: VESSEL, fixture: 'listed' }],
}

const ALL = 'all@example.org'
const OWNER = 'lung@example.org'
const TITLE = 'Small catalogue'

/** Every mail of the thirty nights: the night it arrived, to whom, its subject, and the datasets it is about. */
const EXPECTED = [
  [1, ALL, `[stillthere] 1 broken — ${TITLE}`, ['Cut']], // the catalogue itself is wrong: believed at once
  [4, ALL, `[stillthere] 1 broken — ${TITLE}`, ['Lung']], // cancelled, and a second probe agrees: believed at once
  [4, OWNER, `[stillthere] 1 broken — ${TITLE}`, ['Lung']],
  [8, ALL, `[stillthere] 1 broken — ${TITLE}`, ['BCNB']], // believed on the second night; the server refused that night's mail
  [10, ALL, `[stillthere] 1 recovered — ${TITLE}`, ['Lung']],
  [10, OWNER, `[stillthere] 1 recovered — ${TITLE}`, ['Lung']],
  [15, ALL, `[stillthere] 1 still broken — ${TITLE}`, ['Cut']], // told again after fourteen days
  [16, ALL, `[stillthere] 1 broken — ${TITLE}`, ['ACDC']], // no answer for three nights
  [17, ALL, `[stillthere] 1 recovered — ${TITLE}`, ['ACDC']],
  [18, ALL, `[stillthere] 1 not checkable — ${TITLE}`, ['Vessel']], // the seventh night behind a wall
  [22, ALL, `[stillthere] 1 still broken — ${TITLE}`, ['BCNB']],
  [29, ALL, `[stillthere] 1 still broken — ${TITLE}`, ['Cut']],
]

const NAMES = ['Lung', 'Liver', 'BCNB', 'Bone', 'Vessel', 'ACDC', 'Cut']

it('thirty nights tell every piece of news once, in the night it is believed, and nothing else', { timeout: 240_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'stillthere-'))
  await mkdir(join(folder, 'registry'))
  await writeFile(join(folder, 'registry/ct.yaml'), REGISTRY)
  await writeFile(join(folder, 'stillthere.yaml'), CONFIG)
  const datasets = await readCatalogue(['registry'], folder)
  const checkers = await findCheckers()
  const everything = await internetOf(datasets, checkers, Object.values(SCRIPT).flat())
  const world = await openWorld(everything.hosts())
  const authority = join(folder, 'authority.pem')
  await writeFile(authority, world.authority)
  // the sixth mail of the thirty nights, which is that of night 7, is refused once
  await using server = await mailServer({ says: { rcpt: [250, 250, 250, 550] } })

  const arrived: [number, string, string, string[]][] = []
  const codes: number[] = []
  const happened: Happening[] = []
  for (let night = 1; night <= 30; night++) {
    happened.push(...(SCRIPT[night] ?? []))
    world.show(await internetOf(datasets, checkers, happened))
    const before = server.taken.length
    const at = new Date(Date.UTC(2026, 10, night, 19, 17)).toISOString()
    const { code, stderr } = await stillthere(['check', '--at', at, '--quiet'], {
      proxy: world.proxy,
      authority,
      cwd: folder,
      env: { SMTP_URL: server.url() },
    })
    if (code !== 0) codes.push(night, code ?? -1)
    expect(stderr).toEqual(code === 4 ? expect.stringContaining('waits in reports/.outbox/') : '')
    for (const mail of server.taken.slice(before)) {
      const about = NAMES.filter((name) => mail.text?.split('\n').some((line) => line.includes(name)))
      arrived.push([night, [mail.to].flat()[0]?.text ?? '', mail.subject ?? '', about])
    }
  }
  await world.close()
  expect(arrived).toEqual(EXPECTED)
  expect(codes).toEqual([7, 4])
  expect(await readdir(join(folder, 'reports/.outbox'))).toEqual([])
  expect(new Set(server.seen).size).toBe(EXPECTED.length)
  await rm(folder, { recursive: true })
})
