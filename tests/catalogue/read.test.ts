/** The catalogue from disk: which files are read, in which order, and what is said about the others. */
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readCatalogue } from '#catalogue/read.ts'
import { complaintsOf } from '../support/complaints.ts'

let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'catalogue-'))
})
afterEach(() => rm(root, { recursive: true }))

async function files(contents: Readonly<Record<string, string | Uint8Array>>) {
  for (const [path, content] of Object.entries(contents)) {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), content)
  }
}

const one = (name: string) => `group: G\ndatasets:\n  - name: ${name}\n`
const names = async (...paths: readonly string[]) => (await readCatalogue(paths, root)).map(({ name }) => name)
const complaints = (...paths: readonly string[]) => complaintsOf(() => readCatalogue(paths, root))

describe('what is read', () => {
  it('of a folder: its registry files and those below, by path', async () => {
    await files({ 'r/b.yaml': one('b'), 'r/a.yml': one('a'), 'r/c/x.json': '{ "group": "G", "datasets": [{ "name": "x" }] }', 'r/Z.YAML': one('Z') })
    expect(await names('r')).toEqual(['Z', 'a', 'b', 'x'])
  })

  it('of a folder: neither the schema, nor hidden files and folders, nor files of other kinds', async () => {
    await files({
      'r/a.yaml': one('a'),
      'r/schema.json': '{}',
      'r/.b.yaml': one('b'),
      'r/.git/c.yaml': one('c'),
      'r/README.md': '# x',
      'r/notes.txt': 'x',
    })
    expect(await names('r')).toEqual(['a'])
  })

  it('in the order of the paths, and no file twice', async () => {
    await files({ 'r/a.yaml': one('a'), 'r/b.yaml': one('b') })
    expect(await names('r/b.yaml', 'r', 'r/../r/a.yaml', join(root, 'r/b.yaml'))).toEqual(['b', 'a'])
  })

  it('also where a file is linked to', async () => {
    await files({ 'kept/a.yaml': one('a'), 'r/b.yaml': one('b') })
    await symlink(join(root, 'kept/a.yaml'), join(root, 'r/a.yaml'))
    expect(await names('r')).toEqual(['a', 'b'])
  })

  it('with a byte-order mark, without moving the first column', async () => {
    await files({ 'a.yaml': `\uFEFF${one('肺')}`, 'b.yaml': '\uFEFFgruop: G\ndatasets: []' })
    expect(await names('a.yaml')).toEqual(['肺'])
    expect(await complaints('b.yaml')).toContain('b.yaml:1:1: Unknown key `gruop`. Did you mean `group`?')
  })

  it('of lists in Markdown, HTML and CSV, several at once, whatever the letter case of their names', async () => {
    await files({
      'README.md': '# Lists\n\n[a](https://a.example/)\n',
      'page.HTM': '<a href="https://b.example/">b</a>',
      'sheet.csv': 'Name,Link\nc,https://c.example/\n',
      'r/d.yaml': one('d'),
    })
    expect(await names('README.md', 'page.HTM', 'sheet.csv', 'r')).toEqual(['a', 'b', 'c', 'd'])
    const [, page] = await readCatalogue(['README.md', 'page.HTM'], root)
    expect(page).toMatchObject({ group: 'page', links: [{ position: { file: 'page.HTM', line: 1, column: 10 } }] })
  })

  it('of a list in any encoding that lists are saved in', async () => {
    const utf16 = new Uint8Array(Buffer.from('\uFEFFName\tLink\n肺\thttps://a.example/\n', 'utf16le'))
    const gbk = new Uint8Array([...Buffer.from('# '), 0xb7, 0xce, ...Buffer.from('\n\n[link](https://b.example/)\n')])
    const latin1 = new Uint8Array(Buffer.from('<meta charset="windows-1252"><a href="https://c.example/">\u00c9tude</a>', 'latin1'))
    const unmarked = new Uint8Array(Buffer.from('一,二\n肺,https://d.example/\n', 'utf16le'))
    const swapped = new Uint8Array(Buffer.from('Name,Link\nLung,https://e.example/\n', 'utf16le').swap16())
    await files({ 'a.tsv': utf16, 'b.md': gbk, 'c.html': latin1, 'd.csv': unmarked, 'e.csv': swapped })
    expect(await names('a.tsv', 'b.md', 'c.html', 'd.csv', 'e.csv')).toEqual(['肺', '肺', 'Étude', '一', '肺', 'Lung'])
  })

  it('names files relative to the root, with slashes', async () => {
    await files({ 'r/c/x.yaml': one('x') })
    const [dataset] = await readCatalogue(['r'], root)
    expect(dataset?.position).toEqual({ file: 'r/c/x.yaml', line: 3, column: 5 })
    const [above] = await readCatalogue(['c'], join(root, 'r'))
    expect(above?.position.file).toBe('c/x.yaml')
    const [beside] = await readCatalogue(['../r/c'], join(root, 'elsewhere'))
    expect(beside?.position.file).toBe('../r/c/x.yaml')
  })
})

describe('what is complained about', () => {
  it('a path that leads nowhere', async () => {
    await files({ 'a.yaml': one('a') })
    for (const path of ['registri', 'a.yaml/b']) {
      expect(await complaints(path)).toEqual([`${path}: There is no such file or folder. Check the spelling, and the folder you are in.`])
    }
  })

  it('a folder without registry files', async () => {
    await files({ 'r/README.md': '# x', 'r/schema.json': '{}' })
    expect(await complaints('r')).toEqual(['r: The folder holds no registry file. Registry files end in .yaml, .yml, .json.'])
  })

  it('a file of a kind that never holds a catalogue', async () => {
    await files({ 'photo.png': 'x' })
    expect(await complaints('photo.png')).toEqual([
      'photo.png: This is not a kind of file that holds a catalogue. Give a folder of registry files, one of them (.yaml, .yml, .json), or a list (.md, .markdown, .txt, .html, .htm, .csv, .tsv).',
    ])
  })

  it('a file of another encoding, with the first place that shows it', async () => {
    const gbk = new Uint8Array([...new TextEncoder().encode('group: G\ndatasets:\n  - name: '), 0xb7, 0xce, 0x0a])
    await files({ 'a.yaml': gbk })
    expect(await complaints('a.yaml')).toEqual(['a.yaml:3:11: The file is not UTF-8 text from here on. Save it with the encoding UTF-8.'])
  })

  it('everything, over all files, at once', async () => {
    await files({ 'r/a.yaml': 'group: G\ndatasets:\n  - nam: x', 'r/b.yaml': 'group: [', 'r/c.yaml': one('c') })
    const told = await complaints('r', 'nowhere.yaml')
    expect(told.map((line) => line.split(': ', 1)[0])).toEqual([
      'nowhere.yaml',
      'r/a.yaml:3:5',
      'r/a.yaml:3:5',
      expect.stringMatching(/^r\/b\.yaml:1:\d+$/),
    ])
  })
})
