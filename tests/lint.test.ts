/** `lint`: each rule on the smallest catalogue that breaks it, and every defect of the published one. */
import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lint } from '#catalogue/lint/lint.ts'
import { readSources } from '#catalogue/read.ts'
import { judgeBy, lineOf } from '#commands/lint.ts'
import { findCheckers } from '#hosts/index.ts'
import { stillthere } from './world/command.ts'

const checkers = await findCheckers()

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lint-'))
})
afterEach(() => rm(folder, { recursive: true }))

const write = async (files: Readonly<Record<string, string>>) => {
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content)
}

/** What the rules say of files, one line for each finding. */
async function lines(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  await write(files)
  return lint(await readSources(Object.keys(files), folder), judgeBy(checkers)).map(lineOf)
}

/** What the command says of files. */
async function run(files: Readonly<Record<string, string>>, ...options: readonly string[]) {
  await write(files)
  return stillthere(['lint', ...Object.keys(files), ...options], { cwd: folder })
}

const registry = (...links: readonly string[]) =>
  `group: G\ndatasets:\n${links.map((link, i) => `  - name: D${i}\n    links:\n      - ${link}\n`).join('')}`

describe('a link', () => {
  const broken: readonly (readonly [string, string])[] = [
    ['www.a.example/x', 'malformed-url no scheme: https:// is missing → https://www.a.example/x'],
    ['10.5281/zenodo.123', 'malformed-url no scheme: https:// is missing → https://doi.org/10.5281/zenodo.123'],
    ['https;//a.example/', 'malformed-url "https;//" is a misspelt https:// → https://a.example/'],
    ['https:///a.example/x', 'malformed-url "https:///" is a misspelt https:// → https://a.example/x'],
    ['hxxp://a.example/', 'malformed-url "hxxp://" is a misspelt https:// → https://a.example/'],
    ['hxxps://a.example/', 'malformed-url "hxxps://" is a misspelt https:// → https://a.example/'],
    ['http://preprocessed-connectomes/', 'malformed-url "preprocessed-connectomes" is no complete host name'],
    ['https://a.example/xhttps://b.example/y', 'glued-urls 2 URLs are written as one → https://a.example/x https://b.example/y'],
    ['https://a.example/x,https://b.example/y', 'glued-urls 2 URLs are written as one → https://a.example/x https://b.example/y'],
    ['https://a.example/lu...', 'incomplete-url ends in an ellipsis: cut off when it was copied'],
    ['https://aistudio.baidu.com/datasetdetail/', 'incomplete-url the dataset number is missing'],
    ['https://orion.hyper.ai/tracker/magnet?torr', 'incomplete-url the number of the torrent is missing'],
    [
      'https://opendatalab.com/OpenDataLab/DRIVE/explor',
      'incomplete-url "/explor" was cut off → https://opendatalab.com/OpenDataLab/DRIVE/explore/main',
    ],
    ['https://figshare.com/articles/journal_contribution/X/24', 'incomplete-url 24 is too short for the number of an article: its end was cut off'],
    ['https://aistudio.baidu.com/index', 'not-a-dataset a page of the site that is no dataset'],
    [
      '{ url: "https://pan.baidu.com/s/1rBuPSrmkejpYFA321er20A", passcode: "abc" }',
      'impossible-passcode "abc" cannot be a code: it has four letters or digits there',
    ],
    [
      'https://pan.baidu.com/s/1rBuPSrmkejpYFA321er20A?pwd=66666',
      'impossible-passcode "66666" cannot be a code: it has four letters or digits there',
    ],
  ]
  it.each(broken)('%s cannot work', async (link, said) => {
    expect(await lines({ 'g.yaml': registry(link) })).toEqual([`g.yaml:5:${link.startsWith('{') ? 16 : 9} ${said}`])
  })

  const doubtful: readonly (readonly [string, string])[] = [
    ['ftp://a.example/x', 'unsupported-scheme ftp: is not spoken here'],
    ['doi:10.5281/zenodo.123', 'unsupported-scheme doi: is not spoken here → https://doi.org/10.5281/zenodo.123'],
    ['https://a.example/x y', 'space-in-url there is a space in it → https://a.example/x%20y'],
    ['https://a.example/x 提取码: abcd', 'space-in-url "提取码: abcd" stood beside the link → https://a.example/x'],
    ['https://a．example/x', 'odd-host "a．example" has full-width letters → https://a.example/x'],
    ['https://аррӏе.com/x', 'odd-host "аррӏе.com" has letters that only look Latin'],
    ['https://a.example/x，', 'trailing-punctuation "，" at the end belongs to the sentence around it → https://a.example/x'],
    ['https://a.example/x)', 'trailing-punctuation ")" at the end belongs to the sentence around it → https://a.example/x'],
    ['https://gitee.com/a/b#https://gitee.c', 'pasted-fragment "#https://gitee.c" was pasted behind the link → https://gitee.com/a/b'],
    ['https://a.example/x#:~:text=data', 'pasted-fragment "#:~:text=data" was pasted behind the link → https://a.example/x'],
    ['https://a.example/x?b=1&pag', 'cut-off-query the link ends in the middle of a parameter: "&pag" → https://a.example/x?b=1'],
    ['https://b.example/x?utm_source=y&id=1&spm=2#z', 'tracking-parameter "utm_source", "spm" tells how you came there → https://b.example/x?id=1#z'],
    ['https://github.com/a/b?tab=readme-ov-file', 'tracking-parameter "tab" tells how you came there → https://github.com/a/b'],
    [
      'https://www.notion.so/HTTP-POST-0e0a4ca7ff594009b830b3c736964224?pvs=21',
      'notebook-page a page of the notebook this list was exported from: is it public, and is it the dataset?',
    ],
    ['http://www.kaggle.com/datasets/a/b', 'http-where-https the host answers over https → https://www.kaggle.com/datasets/a/b'],
  ]
  it.each(doubtful)('%s could be better', async (link, said) => {
    expect(await lines({ 'g.yaml': registry(`"${link}"`) })).toEqual([`g.yaml:5:9 ${said}`])
  })

  it.each([
    'https://a.example/x?flag',
    'https://a.example/x_(y)',
    'https://mega.nz/folder/UNMF2YYI#1cqJVzo4p_wESv9P_pc8uA',
    'https://web.archive.org/web/2020/https://a.example/',
    'https://opendatalab.com/OpenDataLab/RITE',
    'https://opendatalab.com/OpenDataLab/RITE/explore',
    'https://pan.baidu.com/s/1rBuPSrmkejpYFA321er20A?pwd=6666',
    'http://a.example/x',
    'https://a.example/x?tab=1',
    'https://a.example/%E8%82%BA-肺.zip',
    'https://数据.中国/x',
  ])('%s is in order', async (link) => {
    expect(await lines({ 'g.yaml': registry(link) })).toEqual([])
  })
})

describe('the id in a link and the name of the dataset', () => {
  const named = (name: string, link: string) => ({ 'g.yaml': `group: G\ndatasets:\n  - name: ${name}\n    links: [${link}]\n` })

  it.each([
    ['SIIM ACR', 'https://www.kaggle.com/c/siim-acrpneumothorax-segmentation', ' → https://www.kaggle.com/c/siim-acr-pneumothorax-segmentation'],
    ['QIN Breast', 'https://www.cancerimagingarchive.net/collection/qinbreast/', ' → https://www.cancerimagingarchive.net/collection/qin-breast/'],
    ['RSNA Intracranial Hemorrhage', 'https://www.kaggle.com/c/rsna', ''],
    ['PANDA', 'https://www.kaggle.com/c/prostate-cancer-gradeassessment/data', ' → https://www.kaggle.com/c/prostate-cancer-grade-assessment/data'],
    ['前列腺', 'https://www.kaggle.com/c/prostate-cancer-gradeassessment', ' → https://www.kaggle.com/c/prostate-cancer-grade-assessment'],
  ])('%s hints at what was lost', async (name, link, suggestion) => {
    const [line, ...others] = await lines(named(name, link))
    expect(line).toContain(' doubtful-slug ')
    expect(others).toEqual([])
    expect(line?.endsWith(suggestion === '' ? `called "${name}"` : suggestion)).toBe(true)
  })

  it('may name different years', async () => {
    expect(await lines(named('ISIC 2016', 'https://challenge.isic-archive.com/data/#2019'))).toEqual([
      'g.yaml:4:13 other-year the link says 2019, the dataset is called "ISIC 2016" → https://challenge.isic-archive.com/data/#2016',
    ])
    expect(await lines(named('ISIC 2019', 'https://challenge.isic-archive.com/data/#2019'))).toEqual([])
    expect(await lines(named('ISIC', 'https://challenge.isic-archive.com/data/#2019'))).toEqual([])
  })

  it.each([
    ['RSNA-Bone-Age', 'https://www.kaggle.com/datasets/kmader/rsna-bone-age'],
    ['RETOUCH2017', 'https://www.kaggle.com/datasets/x/retouch'],
    ['BCNB', 'https://www.kaggle.com/datasets/x/bcnb2'],
    ['血细胞', 'https://www.kaggle.com/datasets/x/blood'],
    ['Chest X', 'https://a.example/chestx'],
    ['PANDA', 'https://www.kaggle.com/c/prostate-autosegmentation'],
  ])('%s goes with %s', async (name, link) => {
    expect(await lines(named(name, link))).toEqual([])
  })
})

describe('a catalogue', () => {
  it('that names a thing twice is told where it stood first', async () => {
    const again = 'group: H\ndatasets:\n  - name: d0\n    links: [https://aistudio.baidu.com/datasetdetail/35660/0]\n'
    const first = registry('https://aistudio.baidu.com/datasetdetail/35660', 'https://a.example/x', 'https://a.example/x')
    expect(await lines({ 'g.yaml': first, 'h.yaml': again })).toEqual([
      'g.yaml:11:9 duplicate-link the same link as "D1", line 8',
      'h.yaml:3:5 duplicate-dataset "d0" stands here a second time; first: g.yaml:3',
      'h.yaml:4:13 duplicate-link leads to the same thing as the link of "D0", g.yaml:5',
    ])
  })

  it('with a dataset that has no link is warned', async () => {
    expect(await lines({ 'g.yaml': 'group: G\ndatasets:\n  - name: A\n' })).toEqual(['g.yaml:3:5 missing-link "A" has no link'])
  })

  it('that the schema rejects has its complaints among the findings, and the other files are read', async () => {
    expect(await lines({ 'a.yaml': 'group: G\ndatasets:\n  - nam: A\n', 'b.yaml': registry('https://a.example/x,') })).toEqual([
      'a.yaml:3:5 schema The key `name` is missing in `datasets[0]`.',
      'a.yaml:3:5 schema Unknown key `nam` in `datasets[0]`. Did you mean `name`?',
      'b.yaml:5:9 trailing-punctuation "," at the end belongs to the sentence around it → https://a.example/x',
    ])
  })

  it('whose text was decoded wrongly gets it back where nothing was lost', async () => {
    const text =
      'group: G\ndatasets:\n  - name: A\n    region: è‚º\n    links: [https://a.example/]\n  - name: è‚è„\n    links: [https://b.example/]\n'
    expect(await lines({ 'g.yaml': text })).toEqual([
      'g.yaml:3:5 mojibake "è‚º" is text that was decoded wrongly → 肺',
      'g.yaml:6:5 mojibake "è‚è„" is text that was decoded wrongly, and letters were lost',
    ])
  })

  it.each([
    ['UTF-8 read as GBK', '鍖诲鍥惧儚', ', and letters were lost'],
    ['UTF-8 read as GBK, nothing lost', '鍒嗗壊', ' → 分割'],
    ['bytes that are no text', '肺\uFFFD节', ', and letters were lost'],
    ['and that twice', '锟斤拷', ', and letters were lost'],
  ])('whose text was decoded wrongly is told so, whichever way: %s', async (_, words, end) => {
    expect(await lines({ 'g.yaml': `group: G\ndatasets:\n  - name: ${words}\n    links: [https://a.example/]\n` })).toEqual([
      `g.yaml:3:5 mojibake "${words}" is text that was decoded wrongly${end}`,
    ])
  })

  it.each(['医学图像开源数据集', '联通', '囧囧有神', '鑫鑫', '饕餮', '魑魅魍魉', '銀行、電話'])(
    'whose text is unusual, but in order, is not: %s',
    async (words) => {
      expect(await lines({ 'g.yaml': `group: G\ndatasets:\n  - name: ${words}\n    links: [https://a.example/]\n` })).toEqual([])
    },
  )

  it('in Markdown is told about its rows, too', async () => {
    expect(await lines({ 'list.md': '| Dataset | Link |\n|-|-|\n| A | [l](https://a.example/) | x |\n| B\nC | - |\n' })).toEqual([
      'list.md:3:1 broken-row this row has 3 cells, the head of its table has 2',
      'list.md:4:1 broken-row this row goes on in the next line, with "C | - |" → | B C | - |',
      'list.md:4:3 missing-link "B C" has no link',
    ])
  })
})

describe('the command', () => {
  it('tells on stderr which links are none of the catalogue, counts what it found, and ends with 0 when nothing of it is an error', async () => {
    const { code, stderr } = await run({ 'list.md': '[a](https://a.example/x,) [b](#c)\n' })
    expect(stderr).toBe('list.md:1:31 left out: #c (a place in the same file)\n0 errors, 1 warning in 1 file. 1 other link left out.\n')
    expect(code).toBe(0)
  })

  it('prints the form of the contract with --json, and ends with 1 when there is an error', async () => {
    const { stdout, code } = await run({ 'g.yaml': registry('www.a.example/x') }, '--json')
    expect(JSON.parse(stdout)).toEqual([
      {
        file: 'g.yaml',
        line: 5,
        column: 9,
        rule: 'malformed-url',
        severity: 'error',
        message: 'no scheme: https:// is missing',
        url: 'www.a.example/x',
        suggestion: 'https://www.a.example/x',
      },
    ])
    expect(code).toBe(1)
  })

  it('does not let a catalogue steer the terminal', async () => {
    const { stdout } = await run({ 'g.yaml': 'group: G\ndatasets:\n  - name: "\\e[2J"\n' })
    expect(stdout).toBe('g.yaml:3:5 missing-link "[2J" has no link\n')
  })

  it('ends with 2 when there is no such file', async () => {
    expect(await stillthere(['lint', 'nowhere.yaml'], { cwd: folder })).toMatchObject({ code: 2, stdout: '' })
  })
})

describe('the published catalogue, as it came', () => {
  const FILE = 'catalogue.original.txt'
  const FIXTURES = join(import.meta.dirname, 'catalogue/fixtures')

  it('has these defects, each found where it stands', async () => {
    const findings = lint(await readSources([FILE], FIXTURES), judgeBy(checkers)).filter(({ rule }) => rule !== 'mojibake')
    expect(findings.map(({ position, rule }) => `${position.line} ${rule}`)).toEqual([
      '19 broken-row',
      '38 shifted-columns',
      '41 notebook-page',
      '46 doubtful-slug',
      '48 doubtful-slug',
      '50 incomplete-url',
      '52 tracking-parameter',
      '65 missing-link',
      '66 malformed-url',
      '88 duplicate-link',
      '96 missing-link',
      '97 doubtful-slug',
      '99 incomplete-url',
      '100 incomplete-url',
      '100 duplicate-link',
      '102 missing-link',
      '103 pasted-fragment',
      '111 missing-link',
      '112 duplicate-link',
      '113 missing-link',
      '115 missing-link',
      '116 doubtful-slug',
      '125 duplicate-dataset',
      '125 duplicate-link',
      '132 incomplete-url',
      '135 cut-off-query',
      '136 doubtful-slug',
      '148 doubtful-slug',
      '149 other-year',
      '150 other-year',
      '150 duplicate-link',
      '151 other-year',
      '151 duplicate-link',
      '152 duplicate-link',
      '153 other-year',
      '153 duplicate-link',
      '155 incomplete-url',
    ])
  })

  it('has damaged text in every row and heading that was Chinese, and gets back what was not lost', async () => {
    const text = readFileSync(join(FIXTURES, FILE), 'utf8').split('\n')
    const damaged = text.flatMap((line, i) => (/^[|#]/.test(line) && /[^\p{ASCII}]/u.test(line) ? [i + 1] : []))
    const findings = lint(await readSources([FILE], FIXTURES), judgeBy(checkers)).filter(({ rule }) => rule === 'mojibake')
    expect(findings.map(({ position }) => position.line).filter((line) => /^[|#]/.test(text[line - 1] ?? ''))).toEqual(damaged)
    expect(findings.find(({ position }) => position.line === 26)?.suggestion).toBe('检测/分割 | 肺结节')
  })
})
