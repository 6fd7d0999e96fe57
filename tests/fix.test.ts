/** `stillthere fix` on files: what it writes, what it leaves, what it says. */
import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fixed } from '#catalogue/fix/fix.ts'
import { patch } from '#catalogue/fix/patch.ts'
import type { LinkRecord } from '#model/memory.ts'
import { documentOf, record } from './support/document.ts'
import { stillthere } from './world/command.ts'

const OLD = 'https://www.cancerimagingarchive.net/collection/qinbreast/'
const NEW = 'https://www.cancerimagingarchive.net/collection/qin-breast/'
const WHY = 'same record under its present address'

const replacing = (text: string, pairs: Readonly<Record<string, string>> = { [OLD]: NEW }, file = 'registry/ct.yaml') =>
  fixed(text, file, new Map(Object.entries(pairs)))

/** A registry file whose one dataset has these lines of links. */
const registry = (links: string) => `# checked by hand in 2025\ngroup: CT   # heading\ndatasets:\n  - name: "QIN Breast"\n    links:\n${links}`

describe('a registry file with a replaced link', () => {
  it.each([
    ['plain', `      - ${OLD}\n`, `      - ${NEW}\n`],
    ['in quotes', `      - '${OLD}'  # kept\n`, `      - '${NEW}'  # kept\n`],
    ['in double quotes', `      - "${OLD}"\n`, `      - "${NEW}"\n`],
    ['with what else is known', `      - {   url: ${OLD}, access: restricted }\n`, `      - {   url: ${NEW}, access: restricted }\n`],
    [
      'over several lines',
      `      - access: restricted\n        # the old one\n        url: ${OLD}\n`,
      `      - access: restricted\n        # the old one\n        url: ${NEW}\n`,
    ],
    ['named for reference', `      - &a ${OLD}\n  - name: again\n    links: [*a]\n`, `      - &a ${NEW}\n  - name: again\n    links: [*a]\n`],
    ['with the line ends of Windows', `      - ${OLD}\r\n      - https://a.example/x\r\n`, `      - ${NEW}\r\n      - https://a.example/x\r\n`],
    ['at the end, without a line break', `      - ${OLD}`, `      - ${NEW}`],
  ])('keeps every other byte: %s', async (_, before, after) => {
    const { text, changes } = await replacing(registry(before))
    expect(text).toBe(registry(after))
    expect(changes).toMatchObject([{ from: OLD, to: NEW }])
  })

  it('is replaced wherever it stands, in JSON too, and says in which lines', async () => {
    const json = `{ "group": "CT",\n  "datasets": [ { "name": "a", "links": ["${OLD}"] },\n {"name":"b","links":[{"url":"${OLD}"}]} ] }`
    const { text, changes } = await replacing(json, undefined, 'registry/ct.json')
    expect(text).toBe(json.replaceAll(OLD, NEW))
    expect(changes.map(({ line }) => line)).toEqual([2, 3])
  })

  it('keeps its byte-order mark', async () => {
    expect((await replacing(`\uFEFF${registry(`      - ${OLD}\n`)}`)).text).toBe(`\uFEFF${registry(`      - ${NEW}\n`)}`)
  })

  it.each([`https://a.example/x,y`, `https://a.example/{id}`, `https://a.example/it's`, 'https://a.example/x:'])(
    'puts %s in quotes, where YAML needs them',
    async (url) => {
      const { text } = await replacing(registry(`      - { url: ${OLD} }\n`), { [OLD]: url })
      expect(text).toBe(registry(`      - { url: '${url.replaceAll("'", "''")}' }\n`))
    },
  )

  it('leaves texts that merely look like the link', async () => {
    const text = registry(`      - ${OLD}\n`).replace('# heading', `# was ${OLD}`).replace('QIN Breast', OLD)
    expect((await replacing(text)).text).toBe(text.replace(`- ${OLD}`, `- ${NEW}`))
  })

  it('is left, and named, when it cannot be replaced without touching something else', async () => {
    const shared = `group: CT\ndatasets:\n  - name: &a ${OLD}\n    links: [*a]\n`
    expect(await replacing(shared)).toMatchObject({ text: `group: CT\ndatasets:\n  - name: &a ${OLD}\n    links: [${NEW}]\n`, left: [] })
    const folded = registry(`      - >-\n        ${OLD}\n`)
    expect(await replacing(folded)).toEqual({ text: folded, changes: [], left: [OLD] })
    const reused = registry(`      - &a ${OLD}\n  - name: *a\n`)
    expect(await replacing(reused)).toEqual({ text: reused, changes: [], left: [OLD] })
  })

  it('is the same text when none of its links has a replacement', async () => {
    const text = registry('      - https://a.example/x\n')
    expect(await replacing(text)).toEqual({ text, changes: [], left: [] })
  })
})

describe('a patch', () => {
  it.each([
    ['one change', 'a\nb\nc\n', 'a\nB\nc\n'],
    ['changes side by side', 'a\nb\nc\nd', 'A\nB\nc\nD'],
    ['changes far apart', `${'x\n'.repeat(5)}a\n${'y\n'.repeat(9)}b\n`, `${'x\n'.repeat(5)}A\n${'y\n'.repeat(9)}B\n`],
    ['line ends of Windows', 'a\r\nb\r\n', 'a\r\nB\r\n'],
  ])('is what git applies: %s', async (_, before, after) => {
    const folder = await mkdtemp(join(tmpdir(), 'patch-'))
    try {
      await writeFile(join(folder, '数据 1.yaml'), before)
      const difference = patch('数据 1.yaml', before, after)
      execFileSync('git', ['apply', '--whitespace=nowarn', '-'], { cwd: folder, input: difference })
      expect(await readFile(join(folder, '数据 1.yaml'), 'utf8')).toBe(after)
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  it('is empty when nothing changed', () => {
    expect(patch('a.yaml', 'a\n', 'a\n')).toBe('')
  })
})

describe('stillthere fix', () => {
  let cwd: string
  beforeEach(async () => {
    cwd = await mkdtemp(join(tmpdir(), 'fix-'))
  })
  afterEach(() => rm(cwd, { recursive: true }))

  const CT = registry(`      - ${OLD}\n      - https://github.com/old/name\n`)

  const at = { file: 'registry/ct.yaml', line: 6, name: 'QIN Breast', group: 'CT', owner: null }
  const found = (url: string, to: string, certain: boolean): LinkRecord =>
    record(url, 'not-found', { replacement: { url: to, certain, why: WHY }, datasets: [at] })

  /** The folder with these files, and with what the last check found. */
  async function folder(files: Readonly<Record<string, string>>, links: readonly LinkRecord[]) {
    const document = { ...documentOf([], links), links }
    for (const [file, text] of Object.entries({ ...files, 'reports/status.json': JSON.stringify(document) })) {
      await mkdir(join(cwd, dirname(file)), { recursive: true })
      await writeFile(join(cwd, file), text)
    }
  }
  const read = (file: string) => readFile(join(cwd, file), 'utf8')

  it('writes certain replacements, leaves proposals, and says what it did', async () => {
    await folder({ 'registry/ct.yaml': CT }, [found(OLD, NEW, true), found('https://github.com/old/name', 'https://github.com/new/name', false)])
    const ran = await stillthere(['fix'], { cwd })
    expect(ran).toEqual({ code: 0, stderr: '', stdout: `registry/ct.yaml:6: ${OLD} → ${NEW} (${WHY})\n\n1 link replaced in 1 file.\n` })
    expect(await read('registry/ct.yaml')).toBe(CT.replace(OLD, NEW))
  })

  it('prints the patch with --dry-run, and writes nothing', async () => {
    await folder({ 'registry/ct.yaml': CT }, [found(OLD, NEW, true)])
    const { code, stdout } = await stillthere(['fix', '--dry-run'], { cwd })
    expect(code).toBe(0)
    expect(await read('registry/ct.yaml')).toBe(CT)
    execFileSync('git', ['apply', '-'], { cwd, input: stdout })
    expect(await read('registry/ct.yaml')).toBe(CT.replace(OLD, NEW))
  })

  it('says that there is nothing to write', async () => {
    await folder({ 'registry/ct.yaml': CT }, [found(OLD, NEW, false)])
    expect(await stillthere(['fix'], { cwd })).toEqual({
      code: 0,
      stdout: '',
      stderr: 'Nothing to write: no link of these files has a certain replacement.\n',
    })
  })

  it('leaves a file from which the link has disappeared since the check', async () => {
    await folder({ 'registry/ct.yaml': CT.replace(OLD, 'https://a.example/new') }, [found(OLD, NEW, true)])
    const { code, stderr } = await stillthere(['fix'], { cwd })
    expect(code).toBe(0)
    expect(stderr).toContain(`registry/ct.yaml has changed since the last check: ${OLD} does not stand there any more.`)
  })

  it('writes only to the files it is given', async () => {
    await folder({ 'registry/ct.yaml': CT, 'registry/mri.yaml': CT }, [found(OLD, NEW, true)])
    expect((await stillthere(['fix', 'registry/mri.yaml'], { cwd })).stdout).toContain('registry/mri.yaml:6')
    expect(await read('registry/ct.yaml')).toBe(CT)
    expect(await read('registry/mri.yaml')).toBe(CT.replace(OLD, NEW))
  })

  const LIST = `# CT

| Dataset | Link |
| --- | --- |
| QIN Breast | [link](${OLD}) or <a href="${OLD}">here</a> |

See [the collection][qin], ${OLD}。

[qin]: <${OLD}> "was ${OLD} for years"
`
  const LIST_AFTER = LIST.replaceAll(OLD, NEW).replace(`was ${NEW}`, `was ${OLD}`)

  it('writes into Markdown, wherever the link stands, and nothing else', async () => {
    await folder({ 'README.md': LIST }, [found(OLD, NEW, true)])
    const { code, stdout, stderr } = await stillthere(['fix', 'README.md'], { cwd })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toBe(`${[5, 5, 7, 9].map((line) => `README.md:${line}: ${OLD} → ${NEW} (${WHY})\n`).join('')}\n4 links replaced in 1 file.\n`)
    expect(await read('README.md')).toBe(LIST_AFTER)
  })

  it('prints the patch of several files, which git applies', async () => {
    const files = {
      'README.md': LIST,
      'lists/数据 1.md': LIST.replaceAll('\n', '\r\n'),
      'page.html': `<a href='${OLD}'>a</a>`,
      'sheet.csv': `Name,Link\nA,${OLD}`,
    }
    await folder(files, [found(OLD, NEW, true)])
    const { code, stdout } = await stillthere(['fix', ...Object.keys(files), '--dry-run'], { cwd })
    expect(code).toBe(0)
    for (const [file, text] of Object.entries(files)) expect(await read(file)).toBe(text)
    execFileSync('git', ['apply', '--whitespace=nowarn', '-'], { cwd, input: stdout })
    expect(await read('README.md')).toBe(LIST_AFTER)
    expect(await read('lists/数据 1.md')).toBe(LIST_AFTER.replaceAll('\n', '\r\n'))
    expect(await read('page.html')).toBe(`<a href='${NEW}'>a</a>`)
    expect(await read('sheet.csv')).toBe(`Name,Link\nA,${NEW}`)
  })

  it('tells each line that has to be replaced by hand, and why', async () => {
    const page = `<base href="https://www.cancerimagingarchive.net/">\n<a href="collection/qinbreast/">a</a>\n<p><a href="${OLD}">a</a>`
    const gbk = Buffer.concat([Buffer.from('Name,Link\n'), Buffer.from([0xb7, 0xce]), Buffer.from(`,${OLD}\n`)])
    await folder({ 'page.html': page }, [found(OLD, NEW, true)])
    await writeFile(join(cwd, 'sheet.csv'), gbk)
    const byHand = `replace ${OLD} by hand with ${NEW} (${WHY}).`
    expect(await stillthere(['fix', 'page.html', 'sheet.csv'], { cwd })).toEqual({
      code: 0,
      stdout: '',
      stderr:
        `page.html:2: ${byHand} It is written in a way that fix does not change.\n` +
        `page.html:3: ${byHand} It is written in a way that fix does not change.\n` +
        `sheet.csv:2: ${byHand} The file is not UTF-8; fix does not write to it.\n`,
    })
    expect(await read('page.html')).toBe(page)
    expect(await readFile(join(cwd, 'sheet.csv'))).toEqual(gbk)
  })

  it('asks for a check first when there was none', async () => {
    await mkdir(join(cwd, 'registry'))
    await writeFile(join(cwd, 'registry/ct.yaml'), CT)
    const { code, stderr } = await stillthere(['fix'], { cwd })
    expect(code).toBe(2)
    expect(stderr).toContain('reports/status.json: There are no findings of a check here yet.')
  })
})
