/** `npm run demo`: three nights of the real catalogue on a simulated internet, through the real command line, with a real mail server. */
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { readCatalogue } from '#catalogue/read.ts'
import { findCheckers } from '#hosts/index.ts'
import { mailServer } from '../support/smtp.ts'
import { internetOf } from './catalogue.ts'
import { stillthere } from './command.ts'
import { NIGHTS } from './nights.ts'
import { openWorld } from './server.ts'

const ROOT = join(import.meta.dirname, '../..')
const DEMO = join(ROOT, 'demo')

/** Politeness would make a simulated night as long as a real one. */
const CONFIG = `title: 医学图像开源数据集
timeout: 2
hosts: { "*": { spacing: 0, concurrency: 4 } }
mail: { from: monitor@example.org, to: [you@example.org] }
`

const datasets = await readCatalogue(['registry'], ROOT)
const checkers = await findCheckers()
const happened = NIGHTS.map((_, n) => NIGHTS.slice(0, n + 1).flatMap(({ happens }) => happens))
const internets = await Promise.all(happened.map((happenings) => internetOf(datasets, checkers, happenings)))
const world = await openWorld([...new Set(internets.flatMap((internet) => internet.hosts()))])
await using mails = await mailServer()

await rm(DEMO, { recursive: true, force: true })
await mkdir(DEMO, { recursive: true })
const authority = join(DEMO, 'authority.pem')
const config = join(DEMO, 'stillthere.yaml')
await writeFile(authority, world.authority)
await writeFile(config, CONFIG)

try {
  for (const [n, { at, story }] of NIGHTS.entries()) {
    const internet = internets[n]
    if (internet === undefined) continue
    world.show(internet)
    const before = world.asked.length
    console.log(`\n━━ Night ${n + 1}, ${at.slice(0, 10)}: ${story}\n`)
    const { code, stdout, stderr } = await stillthere(['check', '--config', config, '--reports', join(DEMO, 'reports'), '--at', at], {
      proxy: world.proxy,
      authority,
      env: { SMTP_URL: mails.url() },
    })
    console.log(stdout.trimEnd())
    console.log(`(exit ${code}, ${world.asked.length - before} requests)`)
    if (code !== 0) throw new Error(stderr)
  }
  for (const [n, { to, subject, text }] of mails.taken.entries()) {
    console.log(`\n━━ Mail ${n + 1} to ${[to].flat()[0]?.text}: ${subject}\n\n${text?.trimEnd()}`)
  }
  console.log(
    `\nThe reports of the last night are in ${relative(process.cwd(), join(DEMO, 'reports'))}/: README.md for people, status.json for machines.`,
  )
} finally {
  await world.close()
}
