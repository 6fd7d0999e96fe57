/** One place under several spellings is asked about once, and each spelling gets what was said. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readCatalogue } from '#catalogue/read.ts'
import { findCheckers } from '#hosts/index.ts'
import { StatusDocument } from '#model/memory.ts'
import { internetOf } from './world/catalogue.ts'
import { stillthere } from './world/command.ts'
import { openWorld } from './world/server.ts'

/** The first of each is how the simulated internet knows it. */
const PLACES = [
  [
    'https://pan.baidu.com/s/1rBuPSrmkejpYFA321er20A?pwd=6666',
    'https://pan.baidu.com/share/init?surl=rBuPSrmkejpYFA321er20A&pwd=6666',
    'http://PAN.baidu.com/s/1rBuPSrmkejpYFA321er20A?pwd=6666#list/path=%2F',
  ],
  ['https://github.com/JunMa11/AbdomenCT-1K', 'https://github.com/JunMa11/AbdomenCT-1K.git', 'http://www.github.com/junma11/abdomenct-1k/#readme'],
  ['https://zenodo.org/records/7105232', 'https://www.zenodo.org/record/7105232/#files'],
  ['https://opendatalab.com/OpenDataLab/HC18', 'https://opendatalab.com/OpenDataLab/HC18/tree/main'],
  ['https://example.org/data', 'https://EXAMPLE.org:443/data#download'],
]

const registry = (urls: readonly string[]) => JSON.stringify({ group: 'CT', datasets: [{ name: 'All', links: urls }] })

it('a share and its front door, a repository and its clone address, other paths, capitals, fragments', { timeout: 60_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'stillthere-'))
  await writeFile(join(folder, 'stillthere.yaml'), 'timeout: 2\nhosts: { "*": { spacing: 0 } }\n')
  await writeFile(join(folder, 'one.json'), registry(PLACES.flatMap(([first = '']) => [first])))
  await writeFile(join(folder, 'all.json'), registry(PLACES.flat()))
  const internet = await internetOf(await readCatalogue(['one.json'], folder), await findCheckers(), [])
  const world = await openWorld(internet.hosts())
  world.show(internet)
  const authority = join(folder, 'authority.pem')
  await writeFile(authority, world.authority)
  const checked = async (file: string) => {
    const before = world.asked.length
    const { code, stderr } = await stillthere(['check', file, '--reports', `of-${file}`], { proxy: world.proxy, authority, cwd: folder })
    expect({ code, stderr }).toMatchObject({ code: 0 })
    const { links } = StatusDocument.parse(JSON.parse(await readFile(join(folder, `of-${file}`, 'status.json'), 'utf8')))
    const asked = world.asked.slice(before).map(({ method, url, body }) => `${method} ${url} ${body ?? ''}`)
    return { asked: asked.sort(), reasons: new Map(links.map(({ url, reason }) => [url, reason])) }
  }
  const one = await checked('one.json')
  const all = await checked('all.json')
  expect(all.asked).toEqual(one.asked)
  for (const [first = '', ...others] of PLACES) {
    expect(['listed', 'served']).toContain(one.reasons.get(first))
    for (const other of others) expect([other, all.reasons.get(other)]).toEqual([other, one.reasons.get(first)])
  }
  await world.close()
  await rm(folder, { recursive: true })
})
