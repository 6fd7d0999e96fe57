/** The memory of earlier nights on disk, and what it takes to hold one. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fitsIntoMemory } from '#commands/known.ts'
import { readMemory, written } from '#commands/memory.ts'
import { dataset, documentOf, record } from './support/document.ts'

describe('a catalogue for one machine', () => {
  const many = (count: number) => [dataset('Data', 'CT', new Array<string>(count).fill('https://example.org/data'))]
  const GIB = 1024 ** 3

  it('may have 699,000 links where Node.js may use what it uses by default', () => expect(() => fitsIntoMemory(many(699_000), 4 * GIB)).not.toThrow())

  it('is refused before the night when that would not do, with what to do', () =>
    expect(() => fitsIntoMemory(many(1_000_000), 4 * GIB)).toThrow(
      /1000000 links, which take about 5860 MiB[^;]*; Node\.js may use 4096 MiB\.[\s\S]*NODE_OPTIONS=--max-old-space-size=5860, or split it/,
    ))
})

describe('the memory of earlier nights', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'stillthere-memory-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  const document = documentOf(
    [dataset('Data', 'CT', ['https://example.org/a', 'https://example.org/b'])],
    [record('https://example.org/a', 'served'), record('https://example.org/b', 'not-found')],
  )
  const text = [...written(document)].join('')
  const remembered = async (said: string) => {
    await writeFile(join(folder, 'status.json'), said)
    return readMemory(folder, 'reports')
  }

  it.each([
    ['as it was written', text],
    ['as somebody laid it out anew', JSON.stringify(document)],
    ['with the line ends of another system', text.replaceAll('\n', '\r\n')],
    ['without any link', [...written({ ...document, links: [] })].join('')],
  ])('is read %s', async (_, said) => expect(await remembered(said)).toEqual(JSON.parse(said)))

  it.each([
    ['a link that is none', text.replace('"not-found"', '"lost"'), /^reports\/status\.json: [^\n]*links\.1\.reason: /],
    ['a run that is none', text.replace('"vantage"', '"from"'), /^reports\/status\.json: [^\n]*run\.vantage: /],
    ['an end that is missing', text.slice(0, -20), /^reports\/status\.json: [^\n]*JSON/],
    ['marks of a merge', `<<<<<<< HEAD\n${text}`, /^reports\/status\.json: [^\n]*JSON/],
  ])('is not believed with %s', (_, said, why) => expect(remembered(said)).rejects.toThrow(why))
})
