/** Lists in the shapes in which people publish them: all their datasets, and no link lost. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fixed } from '#catalogue/fix/fix.ts'
import { formatOf } from '#catalogue/formats.ts'
import { readSources } from '#catalogue/read.ts'
import type { Reading } from '#catalogue/reading.ts'
import { linesOf, linksOf, placesOf, skippedOf } from './read-as.ts'

const FIXTURES = join(import.meta.dirname, 'fixtures')

async function read(file: string): Promise<Reading> {
  const [source] = await readSources([file], FIXTURES)
  if (source === undefined || !('reading' in source)) throw new Error(`${file} cannot be read`)
  return source.reading
}

/** What stands in a file and begins like a URL, up to the next character that cannot be in one. */
function urlsIn(file: string): readonly string[] {
  const bytes = readFileSync(join(FIXTURES, file))
  const text = new TextDecoder(file.endsWith('.csv') ? 'gb18030' : 'utf-8').decode(bytes).replaceAll('&amp;', '&')
  return [...text.matchAll(/(?:https?|ftp):\/\/[\w./?&=%+#-]+/g)].map(([url]) => url.replace(/[.]$/, ''))
}

describe.each([
  ['awesome.md', []],
  ['annotated.md', []],
  ['bullets.md', []],
  ['drives.md', []],
  ['lab.html', ['https://script.example/', 'https://code.example/never-clicked']],
  ['sheet.csv', []],
  ['seed.md', []],
  ['catalogue.original.txt', []],
])('%s', (file, noLinks) => {
  it('is read without loss: every URL in it is a link or was left out for a reason', async () => {
    const reading = await read(file)
    const known = [...linksOf(reading), ...reading.skipped.map(({ url }) => url)]
    const lost = urlsIn(file).filter((url) => !known.some((other) => other.startsWith(url)))
    expect(lost).toEqual(noLinks)
  })

  it('can have each link replaced that is written out', async () => {
    const text = new TextDecoder(file.endsWith('.csv') ? 'gb18030' : 'utf-8').decode(readFileSync(join(FIXTURES, file)))
    const urls = [...new Set(linksOf(await read(file)))]
    const to = new Map(urls.map((url, i) => [url, `https://new.example/${i}${/\?.*/.exec(url)?.[0] ?? ''}`]))
    const { text: after, left } = await fixed(text, file, to)
    const isWritten = (url: string) => text.replaceAll('&amp;', '&').includes(url.replace(/^http:\/\/(?=www\.)/, ''))
    expect(left).toEqual(urls.filter((url) => !isWritten(url)))
    const now = await formatOf(file)?.read(after, file)
    expect(now && linksOf(now)).toEqual(linksOf(await read(file)).map((url) => (isWritten(url) ? to.get(url) : url)))
    expect(after.split('\n')).toHaveLength(text.split('\n').length)
  })

  it('says where each link stands', async () => {
    const lines = new TextDecoder(file.endsWith('.csv') ? 'gb18030' : 'utf-8').decode(readFileSync(join(FIXTURES, file))).split('\n')
    for (const { url, position } of (await read(file)).datasets.flatMap(({ links }) => links)) {
      const there = (lines[position.line - 1] ?? '').slice(position.column - 1).replaceAll('&amp;', '&')
      const written = url.replace(/^http:\/\/(?=www\.flyimages)|^https:\/\/lab\.example\.edu\/(?:data\/)?/, '')
      expect(there.replace(/^\//, '').startsWith(written), `${position.line}:${position.column} ${url}`).toBe(true)
    }
  })
})

describe('a list of tables with pages beside it', () => {
  it('gives a dataset for each row, under the heading it stands under', async () => {
    expect(linesOf(await read('awesome.md'))).toEqual([
      'Awesome Scans / Awesome: https://badge.example',
      'Imaging / a column: https://column.example/p/661132213',
      'Whole body / CT-ONE: https://github.com/lab/ct-one',
      'Whole body / AutoTwo: https://two.challenge.example/ https://two-b.challenge.example/',
      'Whole body / Three V2: https://osf.io/abcde/',
      'Retina / Vessels: https://vessels.example/download',
      'Text / Notes:',
      'Text / Reports | 2024: https://reports.example/form?a=1&b=2',
    ])
  })

  it('leaves out its table of contents, its badge and its own pages', async () => {
    expect(skippedOf(await read('awesome.md'))).toEqual([
      'image https://badge.example/badge.svg',
      'anchor #imaging',
      'anchor #whole-body',
      'anchor #text',
      'relative ./resources/CT-ONE.md',
      'relative ./resources/Two.md',
      'relative ./resources/3.md',
      'contact mailto:data@notes.example',
    ])
  })
})

describe('a list of headings that are links', () => {
  it('gives a dataset for each, to which the links below it belong', async () => {
    expect(linesOf(await read('annotated.md'))).toEqual([
      'List of scans / log: https://github.com/me/list/commits/main',
      'Main list / ChestOne: https://chest.example/one/',
      'Main list / ChestTwo: https://two.example/v/ChestTwo http://news.example/2019/chest-0201 https://github.com/two/code',
      'Main list / Bank: https://bank.example/download.cgi http://bank.example/search.cgi?wot=2&srch=imaging&sta0=on http://bank.example/label.cgi?id=100016',
      'Brain volume / layers: https://layers.example/1246467305372037121 ftp://brain.example',
      'Brain volume / interactive: https://brain.example/view',
      'Non-imaging / Edema (based on ChestTwo): https://edema.example/content/edema/ https://two.example/v/ChestTwo',
    ])
  })
})

describe('a list of bullets with bare URLs', () => {
  it('names each by the words before it', async () => {
    expect(linesOf(await read('bullets.md')).slice(2, 10)).toEqual([
      'Multimodal databases / Center for Mouse Images (CMI), embryonic (H&E, MR): http://www.cmi.example/atlas/',
      'Multimodal databases / user guide: http://www.cmi.example/atlas/UserGuide.pdf',
      'Multimodal databases / The Imaging Archive: http://www.archive.example/',
      'Multimodal databases / CT for Colon: https://wiki.archive.example/display/Public/CT+COLON#e88604ec',
      'Histology (H&E, ...) / The Atlas: http://atlas.example/ https://data.atlas.example/tcga/',
      'Histology (H&E, ...) / Consortium: http://consortium.example',
      'Histology (H&E, ...) / Data portal: http://dcc.consortium.example/',
      'Histology (H&E, ...) / Expression images: http://www.flyimages.example',
    ])
  })
})

describe('a Chinese post with shares and their codes', () => {
  it('gives each code to its link, and no other', async () => {
    expect(linesOf(await read('drives.md'))).toEqual([
      'drives / 置顶帖: https://bbs.example/t/1',
      '肺部 / LUNA16: https://pan.baidu.com/s/1aaaaaaaaaaaaaaaaaaaaaa (92yn)',
      '肺部 / COVID: https://pan.baidu.com/s/1bbbbbbbbbbbbbbbbbbbbbb (m06d)',
      '肺部 / 肺炎 X 光: https://pan.quark.cn/s/cccccccccccc (9epn)',
      '肺部 / LIDC: https://pan.baidu.com/s/1dddddddddddddddddddddd?pwd=8888 https://drive.google.com/file/d/1eeeeeeeeeeeeeeeee/view?usp=sharing',
      '肺部 / 肺部: https://pan.baidu.com/s/1ffffffffffffffffffffff (xs7r)',
      '脑部 / BraTS: https://pan.baidu.com/s/1gggggggggggggggggggggg (e5qz)',
      '脑部 / ADNI，第一部分: https://adni.example/data https://mirror.example/adni (1).zip magnet:?xt=urn:btih:47e9d8aab761e75fd0a81982fa62bddf3a173831',
      '脑部 / OASIS: pan.baidu.com/s/1hhhhhhhhhhhhhhhhhhhhhh',
      '脑部 / iSeg （婴儿）: https://iseg.example/',
    ])
  })

  it('tells what had to be guessed', async () => {
    const { findings, guesses } = await read('drives.md')
    expect(findings.map(({ rule, position }) => `${position.line} ${rule}`)).toEqual(['33 broken-row', '31 broken-row'])
    expect(guesses.map(({ position, message }) => `${position.line} ${message}`)).toEqual([
      '21 nothing beside this link names it: it is taken as one of "肺部"',
      '27 the column "许可" has no place in a registry file and is left out',
      "30 a cell with 2 links: all are taken as this dataset's",
    ])
  })
})

describe('a web page', () => {
  it('is read like a browser shows it: spanning cells, wide rows as headings, paths completed', async () => {
    const reading = await read('lab.html')
    expect(linesOf(reading)).toEqual([
      'lab / People: https://lab.example.edu/people',
      'Data sets / A mirror is at: https://mirror.example/lab?a=1&b=2',
      'Chest / Nodules: https://lab.example.edu/data/nodules-a.zip https://lab.example.edu/data/nodules-b.zip',
      'Chest / Nodules: https://zenodo.org/records/1?a=1&b=2',
      'Chest / Airways:',
      'Ultrasound / Thyroid: https://thyroid.example/',
      'Ultrasound / Carotid arteries: https://carotid.example/set (q1w2)',
      'Ultrasound / Liver map: https://map.example/liver',
    ])
    expect(reading.datasets[2]).toMatchObject({ region: 'Lung', count: '120' })
    expect(reading.datasets[3]).toMatchObject({ region: 'Lymph nodes', count: '80' })
    expect(skippedOf(reading)).toEqual(['anchor #top', 'contact mailto:lab@example.edu', 'image zip.png'])
  })
})

describe('a spreadsheet in GB18030', () => {
  it('is read with its own delimiter, below its title, grouped by its column', async () => {
    const reading = await read('sheet.csv')
    expect(linesOf(reading)).toEqual([
      'CT / 肺结节 "A": https://pan.baidu.com/s/1iiiiiiiiiiiiiiiiiiiiii (ab12)',
      'CT / 肝脏; 肿瘤: https://lits.example/a https://lits.example/b',
      'MRI / 脑 "TB": https://brain.example/x https://brain.example/y',
      'MRI / 前列腺:',
    ])
    expect(placesOf(reading)[2]).toBe('6:1 https://lits.example/b')
  })
})

describe('the published catalogue', () => {
  it('is the same 90 links in the same 96 rows, restored or as it was damaged', async () => {
    const [restored, original] = [await read('seed.md'), await read('catalogue.original.txt')]
    expect(restored.datasets).toHaveLength(96)
    expect(linksOf(restored)).toHaveLength(90)
    expect(original.datasets.map(({ links }) => links.map(({ url }) => url))).toEqual(
      restored.datasets.map(({ links }) => links.map(({ url }) => url)),
    )
    const columns = (reading: Reading) => reading.datasets.map(({ task, region, format, count }) => [task.length, region, format, count].map(Boolean))
    expect(columns(original)).toEqual(columns(restored))
  })
})
