/** The registry holds the published catalogue: every dataset and every link of it, as written, and nothing besides. */
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readCatalogue } from '#catalogue/read.ts'
import { seedLinks, seedRows } from './support/seed.ts'

const datasets = await readCatalogue(['registry'], join(import.meta.dirname, '..'))
const groups = Map.groupBy(datasets, ({ group }) => group)
const rows = seedRows()

describe('the registry', () => {
  it('has 96 datasets and 90 links', () => {
    expect(datasets).toHaveLength(96)
    expect(datasets.flatMap(({ links }) => links)).toHaveLength(90)
    expect(seedLinks()).toHaveLength(90)
  })

  it('has every link of the catalogue as often as it stands there, and none more', () => {
    const registered = datasets.flatMap(({ links }) => links.map(({ url }) => url))
    expect(registered.toSorted()).toEqual(seedLinks().toSorted())
  })

  it('has one file for each heading', () => {
    expect([...groups.keys()].toSorted()).toEqual([...rows.keys()].toSorted())
    for (const [group, members] of groups) expect(new Set(members.map(({ position }) => position.file)), group).toHaveLength(1)
  })

  it.each([...rows])('has the datasets of %s in their order, each with its own links', (group, expected) => {
    const found = groups.get(group)?.map(({ name, links }) => [name, links.map(({ url }) => url)])
    expect(found).toEqual(expected.map(({ name, link }) => [name, link === undefined ? [] : [link]]))
  })

  it.each([...rows])('has the columns of %s as they are written', (group, expected) => {
    const found = groups.get(group)?.map(({ task, region, format, count }) => [task.join('/'), region, format, count])
    const written = expected.map(({ cells }) => cells.map((cell) => (cell === '-' || cell === '' ? undefined : cell)))
    expect(found).toEqual(written)
  })

  it('has the shifted row with its columns in place', () => {
    expect(datasets.find(({ name }) => name === 'RSNA')).toMatchObject({ task: ['分类', '检测'], region: '肺炎', format: '2D', count: '296' })
  })

  it('promises every link openly, and pauses none', () => {
    const links = datasets.flatMap(({ links }) => links)
    expect(links.filter(({ access, paused, passcode }) => access !== 'open' || paused || passcode)).toEqual([])
  })
})
