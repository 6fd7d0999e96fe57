/** `import`: a list becomes registry files that say the same. */
import { readFileSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readCatalogue } from '#catalogue/read.ts'
import type { Dataset } from '#model/registry.ts'
import { stillthere } from './world/command.ts'

const ROOT = join(import.meta.dirname, '..')
const FIXTURES = join(import.meta.dirname, 'catalogue/fixtures')

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'import-'))
})
afterEach(() => rm(folder, { recursive: true }))

const importInto = (file: string, out: string, ...options: readonly string[]) =>
  stillthere(['import', file, '--out', out, ...options], { cwd: folder })

/** Datasets without their places, sorted: the order of the files is nobody's promise. */
const said = (datasets: readonly Dataset[]) =>
  datasets
    .map(({ position: _, links, ...rest }) => ({ ...rest, links: links.map(({ position: __, ...link }) => link) }))
    .toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))

const keyOf = ({ group, name, links }: Pick<Dataset, 'group' | 'name'> & { links: readonly { url: string }[] }) =>
  [group, name, ...links.map(({ url }) => url)].join('\n')

describe('the published catalogue', () => {
  it('becomes the registry of this checkout, the shifted row repaired', async () => {
    const { code, stdout } = await importInto(join(FIXTURES, 'seed.md'), 'registry')
    expect({ code, stdout }).toEqual({ code: 0, stdout: '96 datasets with 90 links in 9 files: registry\n' })
    expect(said(await readCatalogue(['registry'], folder))).toEqual(said(await readCatalogue(['registry'], ROOT)))
    for (const [file, kept] of [
      ['ct.yaml', 'ct.yaml'],
      ['超声.yaml', 'ultrasound.yaml'],
      ['多模态.yaml', 'multimodal.yaml'],
    ] as const) {
      expect(await readFile(join(folder, 'registry', file), 'utf8')).toBe(readFileSync(join(ROOT, 'registry', kept), 'utf8'))
    }
  })

  it('is told row by row where it had to be guessed', async () => {
    await writeFile(join(folder, 'seed.md'), readFileSync(join(FIXTURES, 'seed.md')))
    const { stderr } = await importInto('seed.md', 'registry')
    expect(stderr.split('\n')).toEqual([
      expect.stringMatching(/^seed\.md:19:1 the bar that closes this row stands on the next line; read as: \| MSD Lung \|/),
      'seed.md:38:1 the columns of this row are shifted by one to the left; read as: RSNA | 分类/检测 | 肺炎 | 2D | 296',
      'seed.md:65:3 "ISEG2019" has no link',
      'seed.md:96:3 "Malaria" has no link',
      'seed.md:102:3 "SNOW(合成)" has no link',
      'seed.md:111:3 "MedMNIST" has no link',
      'seed.md:113:3 "CHAOS" has no link',
      'seed.md:115:3 "StructSeg2019" has no link',
      '',
    ])
  })

  it('survives as it came, damaged, with the same links', async () => {
    await importInto(join(FIXTURES, 'catalogue.original.txt'), 'registry')
    const urls = (datasets: readonly Dataset[]) => datasets.flatMap(({ links }) => links.map(({ url }) => url)).toSorted()
    const read = await readCatalogue(['registry'], folder)
    expect(read).toHaveLength(96)
    expect(urls(read)).toEqual(urls(await readCatalogue(['registry'], ROOT)))
  })
})

describe('any list', () => {
  it.each(['awesome.md', 'annotated.md', 'bullets.md', 'drives.md', 'lab.html', 'sheet.csv'])(
    'such as %s gives the same datasets when its import is read',
    async (file) => {
      await importInto(join(FIXTURES, file), 'out')
      expect(said(await readCatalogue(['out'], folder))).toEqual(said(await readCatalogue([file], FIXTURES)))
    },
  )

  it('comes with the schema that its first line names', async () => {
    await importInto(join(FIXTURES, 'sheet.csv'), 'out')
    expect((await readdir(join(folder, 'out'))).toSorted()).toEqual(['ct.yaml', 'mri.yaml', 'schema.json'])
    expect(await readFile(join(folder, 'out/ct.yaml'), 'utf8')).toMatch(/^# yaml-language-server: \$schema=\.\/schema\.json\n/)
    expect(await readFile(join(folder, 'out/schema.json'), 'utf8')).toBe(readFileSync(join(ROOT, 'registry/schema.json'), 'utf8'))
  })

  it.each(['seed.md', 'annotated.md', 'sheet.csv'])('such as %s can become one file, which keeps groups and order', async (file) => {
    const { stdout } = await importInto(join(FIXTURES, file), 'out', '--one-file')
    expect(stdout).toContain(' in 1 file: out\n')
    expect((await readdir(join(folder, 'out'))).toSorted()).toEqual(['catalogue.yaml', 'schema.json'])
    const plain = (datasets: readonly Dataset[]) =>
      datasets.map(({ position: _, links, ...rest }) => ({ ...rest, links: links.map(({ position: __, ...link }) => link) }))
    expect(plain(await readCatalogue(['out'], folder))).toEqual(plain(await readCatalogue([file], FIXTURES)))
  })

  it('has its other links told with the reason', async () => {
    await writeFile(join(folder, 'list.md'), '[a](https://a.example/) [b](#part) ![c](c.png)\n')
    expect((await importInto('list.md', 'out')).stderr).toBe(
      'list.md:1:29 left out: #part (a place in the same file)\nlist.md:1:41 left out: c.png (a picture of the page)\n',
    )
  })
})

describe('nothing is written', () => {
  const LIST = '[a](https://a.example/)\n'

  it('where something is already', async () => {
    await writeFile(join(folder, 'list.md'), LIST)
    await mkdir(join(folder, 'registry'))
    await writeFile(join(folder, 'registry/ct.yaml'), 'mine')
    expect(await importInto('list.md', 'registry')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'registry: The folder is not empty; import overwrites nothing. Name a new folder.\n',
    })
    expect(await readdir(join(folder, 'registry'))).toEqual(['ct.yaml'])
  })

  it('where a file is', async () => {
    await writeFile(join(folder, 'list.md'), LIST)
    expect(await importInto('list.md', 'list.md')).toMatchObject({ code: 2, stderr: 'list.md: This is no folder that can be written to.\n' })
  })

  it.each([
    ['without a folder', ['import', 'list.md'], 'import needs a folder to write to. Name a new one: --out registry.'],
    [
      'of a registry file',
      ['import', 'a.yaml', '--out', 'out'],
      'a.yaml: This is a registry file already. import reads lists: .md, .markdown, .txt, .html, .htm, .csv, .tsv.',
    ],
    [
      'of a list without a dataset',
      ['import', 'empty.md', '--out', 'out'],
      'empty.md: There is no dataset in it: neither a table with links nor a link.',
    ],
  ])('%s', async (_, words, complaint) => {
    await writeFile(join(folder, 'empty.md'), '# Nothing yet\n')
    expect(await stillthere(words, { cwd: folder })).toEqual({ code: 2, stdout: '', stderr: `${complaint}\n` })
    expect(await readdir(folder)).toEqual(['empty.md'])
  })

  it('of a text that nests absurdly deep', async () => {
    await writeFile(join(folder, 'deep.md'), '>'.repeat(5000))
    expect(await importInto('deep.md', 'out')).toMatchObject({
      code: 2,
      stderr: 'deep.md: It nests too deeply to be read. Is this a list for people?\n',
    })
  })
})
