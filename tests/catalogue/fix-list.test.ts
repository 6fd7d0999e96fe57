/** Links replaced in lists as people keep them: the URL as its place writes it, and no other character. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fixed } from '#catalogue/fix/fix.ts'
import { asMarkdown, linksOf } from './read-as.ts'

const OLD = 'https://old.example/a'
const NEW = 'https://new.example/b/'

const replacing = (text: string, file = 'list.md', pairs: Readonly<Record<string, string>> = { [OLD]: NEW }) =>
  fixed(text, file, new Map(Object.entries(pairs)))

describe('a link in Markdown', () => {
  it.each([
    ['in round brackets', `See [a](${OLD}) for more.\n`],
    ['with a title', `[a]( ${OLD}  "was ${OLD}")\n`.replace(`was ${OLD}`, 'title')],
    ['in angle brackets', `[a](<${OLD}>)\n`],
    ['in a definition', `[a], [b][a] and [a][]\n\n[a]: ${OLD} "t"\n`],
    ['in a definition that goes on in the next line', `> [a]\n>\n> [a]:\n> <${OLD}>\n`],
    ['as an automatic link', `<${OLD}>\n`],
    ['bare', `下载：${OLD}，提取码：ab12。\n`],
    ['bare, twice', `${OLD} and ${OLD}.\n`],
    ['in HTML', `x <a class="y" href="${OLD}">z</a>\n`],
    ['in HTML without quotes', `x <a href=${OLD}>z</a>\n`],
    ['in a block of HTML', `<table><tr><td><a\n  href='${OLD}'>z</a></td></tr></table>\n`],
    ['in a table', `| Dataset | Link |\n|-|-|\n| A | [l](${OLD}) |\n`],
    ['in a row that was broken', `| Dataset | Link |\n|-|-|\n| A | [l](${OLD})\n |\n`],
    ['as a picture, too', `[![p](${OLD})](${OLD})\n`],
    ['with the line ends of Windows', `# A\r\n\r\n[a](${OLD})\r\n`],
    ['after a byte-order mark', `\uFEFF[a](${OLD})\n`],
    ['at the end, without a line break', `[a](${OLD})`],
  ])('is replaced where it stands: %s', async (_, text) => {
    const { text: after, left } = await replacing(text)
    expect({ after, left }).toEqual({ after: text.replaceAll(OLD, NEW), left: [] })
  })

  it('is replaced in its destination alone: words, code, longer links and comments stay', async () => {
    const text = `[${OLD}](${OLD}) \`${OLD}\` [b](${OLD}/longer) <!-- ${OLD} -->\n\n    ${OLD}\n`
    expect(await replacing(text)).toMatchObject({ text: text.replace(`](${OLD})`, `](${NEW})`), changes: [{ line: 1, from: OLD, to: NEW }] })
  })

  it('is found however it is written', async () => {
    const old = 'https://old.example/a(b)?c=1&d=2'
    const text = '[a](https://old.example/a\\(b\\)?c=1&amp;d=2) <a href="https://old.example/a(b)?c=1&#38;d=2">b</a>\n'
    const { text: after } = await replacing(text, 'list.md', { [old]: NEW })
    expect(after).toBe(`[a](${NEW}) <a href="${NEW}">b</a>\n`)
  })

  it.each([
    ['a bracket that nothing closes', `[a](${OLD})\n`, 'https://n.example/a(b', '[a](https://n.example/a\\(b)\n'],
    ['brackets in balance', `[a](${OLD})\n`, 'https://n.example/a(b)', '[a](https://n.example/a(b))\n'],
    ['a space', `[a](${OLD})\n`, 'https://n.example/a b', '[a](<https://n.example/a b>)\n'],
    ['a bar in a table', `|a|b|\n|-|-|\n|A|[l](${OLD})|\n`, 'https://n.example/a|b', '|a|b|\n|-|-|\n|A|[l](https://n.example/a\\|b)|\n'],
    ['what looks like a character reference', `[a](${OLD})\n`, 'https://n.example/?a=1&copy;=2', '[a](https://n.example/?a=1\\&copy;=2)\n'],
    ['an ampersand in HTML', `<a href="${OLD}">a</a>\n`, 'https://n.example/?a=1&b=2', '<a href="https://n.example/?a=1&amp;b=2">a</a>\n'],
    ['the quotes around it', `<a href='${OLD}'>a</a>\n`, "https://n.example/a'b", "<a href='https://n.example/a&#39;b'>a</a>\n"],
    [
      'an equals sign where no quotes are',
      `<p><a href=${OLD}>a</a></p>\n`,
      'https://n.example/?a=1',
      '<p><a href="https://n.example/?a=1">a</a></p>\n',
    ],
    ['a full stop at the end of a bare one', `${OLD}, see\n`, 'https://n.example/a.', '<https://n.example/a.>, see\n'],
  ])('is escaped as its place needs it: %s', async (_, text, to, after) => {
    expect(await replacing(text, 'list.md', { [OLD]: to })).toMatchObject({ text: after, left: [] })
  })

  it('is left, and named, when its place cannot hold the new one; the others are replaced', async () => {
    const text = `<${OLD}> [b](https://old.example/b)\n`
    const { text: after, left } = await replacing(text, 'list.md', { [OLD]: 'https://n.example/a b', 'https://old.example/b': NEW })
    expect({ after, left }).toEqual({ after: `<${OLD}> [b](${NEW})\n`, left: [OLD] })
  })

  it('reads as the new one, whatever it is and wherever it stands', async () => {
    const places = [
      '[a](URL)',
      '[a](<URL>)',
      '[a]\n\n[a]: URL',
      '|a|b|\n|-|-|\n|A|[l](URL)|',
      '<a href="URL">a</a>',
      "<a href='URL'>a</a>",
      '> - [a](URL "t")',
    ]
    const path = fc.string({ unit: fc.constantFrom(...'ab(1)&;<>|\\\'"*_[]#?=肺%`!~'), maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...places), path, async (place, end) => {
        const to = `https://new.example/${end}`
        const { text, left } = await replacing(place.replace('URL', OLD), 'list.md', { [OLD]: to })
        expect({ links: linksOf(asMarkdown(text)), left }).toEqual({ links: [to], left: [] })
      }),
      { numRuns: 300 },
    )
  })
})

describe('a link in a page', () => {
  it('is replaced in its attribute or its text', async () => {
    const page = `<p>${OLD}</p><!-- ${OLD} --><map><area href="${OLD}" alt="a"></map><a href=${OLD}>b</a>`
    const { text } = await replacing(page, 'page.html', { [OLD]: 'https://n.example/?a=1&lt=2' })
    const written = 'https://n.example/?a=1&amp;lt=2'
    expect(text).toBe(`<p>${written}</p><!-- ${OLD} --><map><area href="${written}" alt="a"></map><a href="${written}">b</a>`)
  })

  it('is left where only its path is written', async () => {
    const page = '<base href="https://old.example/"><a href="a">b</a>'
    expect(await replacing(page, 'page.html')).toEqual({ text: page, changes: [], left: [OLD] })
  })
})

describe('a link in a spreadsheet', () => {
  it.each([
    ['alone in its field', `Name,Link\r\nA,${OLD}\r\n`],
    ['in quotes', `Name,Link\nA,"see ""here"": ${OLD}"\n`],
    ['twice', `Name\tLink\nA\t${OLD}\nB\t${OLD}\n`],
  ])('is replaced: %s', async (_, text) => {
    expect(await replacing(text, 'sheet.csv')).toMatchObject({ text: text.replaceAll(OLD, NEW), left: [] })
  })

  it('is left where the new one would be two fields', async () => {
    const text = `Name,Link,Note\nA,${OLD},b\n`
    expect(await replacing(text, 'sheet.csv', { [OLD]: 'https://n.example/a,b' })).toEqual({ text, changes: [], left: [OLD] })
  })
})
