/** From a list in Markdown to its repair: `check` finds what is certain, `fix` writes it, and then there is nothing left to write. */
import { execFileSync } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readCatalogue } from '#catalogue/read.ts'
import { findCheckers } from '#hosts/index.ts'
import { StatusDocument } from '#model/memory.ts'
import { internetOf } from './world/catalogue.ts'
import { stillthere } from './world/command.ts'
import { openWorld } from './world/server.ts'

const LIST = join(import.meta.dirname, 'catalogue/fixtures/seed.md')
const MOVED = 'https://wiki.cancerimagingarchive.net/display/Public/RIDER+Breast+MRI'
const PASTED = 'https://gitee.com/neuhwm/GasHisSDB#https://gitee.c'

it('the published list is checked as it stands, and what is certain is a patch of its lines', { timeout: 120_000 }, async () => {
  const datasets = await readCatalogue([LIST], '/')
  const internet = await internetOf(datasets, await findCheckers(), [{ url: PASTED, fixture: 'listed.pasted-fragment' }])
  const world = await openWorld(internet.hosts())
  world.show(internet)
  const cwd = await mkdtemp(join(tmpdir(), 'fix-night-'))
  try {
    await cp(LIST, join(cwd, 'list.md'))
    await writeFile(join(cwd, 'authority.pem'), world.authority)
    await writeFile(join(cwd, 'stillthere.yaml'), 'timeout: 2\nhosts: { "*": { spacing: 0, concurrency: 4 } }\n')
    const run = (...words: readonly string[]) => stillthere(words, { proxy: world.proxy, authority: join(cwd, 'authority.pem'), cwd })
    expect(await run('check', 'list.md', '--quiet', '--at', '2026-11-21T19:17:00Z')).toMatchObject({ code: 0 })

    const status = StatusDocument.parse(JSON.parse(await readFile(join(cwd, 'reports/status.json'), 'utf8')))
    const certain = status.links.flatMap(({ url, replacement }) => (replacement?.certain ? [[url, replacement.url] as const] : []))
    expect(certain).toContainEqual([MOVED, 'https://www.cancerimagingarchive.net/collection/rider-breast-mri/'])
    expect(certain).toContainEqual([PASTED, 'https://gitee.com/neuhwm/GasHisSDB'])

    const before = await readFile(join(cwd, 'list.md'), 'utf8')
    const after = certain.reduce((text, [url, to]) => text.replaceAll(`](${url})`, `](${to})`), before)
    const { stdout } = await run('fix', 'list.md', '--dry-run')
    execFileSync('git', ['apply', '--whitespace=nowarn', '-'], { cwd, input: stdout })
    expect(await readFile(join(cwd, 'list.md'), 'utf8')).toBe(after)
    expect(await run('fix', 'list.md')).toMatchObject({ code: 0, stdout: '' })
  } finally {
    await rm(cwd, { recursive: true })
    await world.close()
  }
})
