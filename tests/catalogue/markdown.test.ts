/** Markdown: every link that GitHub shows is found where it stands, as CommonMark and GFM define it. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asMarkdown, linesOf, linksOf, placesOf, skippedOf } from './read-as.ts'

const links = (text: string) => linksOf(asMarkdown(text))

describe('a link of CommonMark', () => {
  it.each([
    ['in round brackets', '[a](https://a.example/)', ['https://a.example/']],
    ['with a title', '[a](https://a.example/ "t")', ['https://a.example/']],
    ['in angle brackets, with spaces', '[a](<https://a.example/b c>)', ['https://a.example/b c']],
    ['with balanced brackets in it', '[a](https://a.example/(b))', ['https://a.example/(b)']],
    ['with escaped brackets in it', '[a](https://a.example/\\(b\\))', ['https://a.example/(b)']],
    ['with a character reference in it', '[a](https://a.example/?b=1&amp;c=2)', ['https://a.example/?b=1&c=2']],
    ['with emphasis in its words', '[**a** *b*](https://a.example/)', ['https://a.example/']],
    ['with code in its words', '[`a`](https://a.example/)', ['https://a.example/']],
    ['broken over lines', '[a\nb](https://a.example/\n"t")', ['https://a.example/']],
    ['by reference', '[a][b]\n\n[b]: https://a.example/', ['https://a.example/']],
    ['by a reference in other letter case', '[a][B]\n\n[b]: https://a.example/', ['https://a.example/']],
    ['by a collapsed reference', '[a][]\n\n[a]: https://a.example/', ['https://a.example/']],
    ['by a shortcut reference', '[a]\n\n[a]: <https://a.example/> "t"', ['https://a.example/']],
    ['by the first of two definitions', '[a]\n\n[a]: https://a.example/\n[a]: https://b.example/', ['https://a.example/']],
    ['in angle brackets alone', '<https://a.example/?q=1>', ['https://a.example/?q=1']],
    ['with another scheme', '<ftp://a.example/b>', ['ftp://a.example/b']],
    ['not inside another', '[a [b](https://b.example/)](/a)', ['https://b.example/']],
    ['not where code is', '`[a](https://a.example/)`', []],
    ['not where a block of code is', '    [a](https://a.example/)\n\n```\nhttps://b.example/\n```', []],
    ['not when its bracket is escaped', '\\[a](/x)', []],
    ['not without a definition', '[a][b]', []],
    [
      'in a heading, a quotation and a list',
      '# [a](https://a.example/)\n> [b](https://b.example/)\n\n1. - [c](https://c.example/)',
      ['https://a.example/', 'https://b.example/', 'https://c.example/'],
    ],
    ['written as HTML', 'a <a class="x" href="https://a.example/?b=1&amp;c=2">b</a> c', ['https://a.example/?b=1&c=2']],
    ['written as HTML without quotes', 'a <a href=https://a.example/b>c</a> d', ['https://a.example/b']],
    ['written as a block of HTML', '<div>\n<a href=https://a.example/>a</a>\n</div>', ['https://a.example/']],
    ['not in an HTML comment', '<!-- [a](https://a.example/) <a href="https://b.example/">b</a> -->', []],
  ])('is found %s', (_, text, expected) => {
    expect(links(text)).toEqual(expected)
  })
})

describe('a link of GitHub', () => {
  it.each([
    ['www', 'www.a.example', ['http://www.a.example']],
    ['www in a sentence', 'See www.a.example/help for more.', ['http://www.a.example/help']],
    ['a scheme', 'at https://a.example.', ['https://a.example']],
    ['brackets that it opened', 'https://a.example/q=(b)', ['https://a.example/q=(b)']],
    ['a bracket too many', '(https://a.example/q=(b))', ['https://a.example/q=(b)']],
    ['a character reference at the end', 'https://a.example/q?b&hl;', ['https://a.example/q?b']],
    ['an angle bracket behind it', 'https://a.example/he<lp', ['https://a.example/he']],
    ['a file transfer scheme', 'ftp://a.example.', ['ftp://a.example']],
    ['a strikethrough around it', '~~https://a.example~~', ['https://a.example']],
    ['a word before it', 'xhttps://a.example', []],
    ['an underscore in it', 'https://a.example/b_c_d', ['https://a.example/b_c_d']],
  ])('is found bare, with %s', (_, text, expected) => {
    expect(links(text)).toEqual(expected)
  })

  it('ends in Chinese text where a person would end it', () => {
    expect(links('下载（https://a.example/x），或《https://b.example/y》、https://c.example/z。')).toEqual([
      'https://a.example/x',
      'https://b.example/y',
      'https://c.example/z',
    ])
  })

  it('is found once when its words are a URL, too', () => {
    expect(links('[https://a.example/x](https://a.example/x)')).toEqual(['https://a.example/x'])
  })

  it('is found in each cell of a table, with escaped bars in it', () => {
    expect(links('| a | b |\n|---|:-:|\n| [x](https://a.example/?q=1\\|2) | <a href="https://b.example">y</a> https://c.example |')).toEqual([
      'https://a.example/?q=1|2',
      'https://b.example',
      'https://c.example',
    ])
  })

  it('is found in a footnote and a task', () => {
    expect(links('a[^1]\n\n- [x] [b](https://b.example/)\n\n[^1]: see https://a.example/')).toEqual(['https://b.example/', 'https://a.example/'])
  })

  it('is found in cells that a row has beyond the head', () => {
    expect(links('| Dataset | Link |\n|-|-|\n| a | - | https://a.example/ |')).toEqual(['https://a.example/'])
  })
})

describe('the place of a link', () => {
  it.each([
    ['in round brackets', 'ab [c](https://a.example/)', '1:8 https://a.example/'],
    ['in angle brackets', '[c](  <https://a.example/b c>)', '1:8 https://a.example/b c'],
    ['of a reference is that of its definition', '[c]\n\n[c]:\n  https://a.example/', '4:3 https://a.example/'],
    ['alone in angle brackets', 'x\n<https://a.example/>', '2:2 https://a.example/'],
    ['bare', '肺：https://a.example/。', '1:3 https://a.example/'],
    ['second in a text', 'https://a.example/，https://b.example/', '1:20 https://b.example/'],
    ['in HTML', 'x <a title="y" href="https://a.example/">', '1:22 https://a.example/'],
    ['in a block of HTML', "<div>\n<p><a href='https://a.example/'>", '2:13 https://a.example/'],
    ['in a quotation', '> > [c](https://a.example/)', '1:9 https://a.example/'],
    ['after Windows line ends', '# a\r\n\r\n[c](https://a.example/)', '3:5 https://a.example/'],
    ['after an emoji, in UTF-16 units as editors count', '😀 [c](https://a.example/)', '1:8 https://a.example/'],
    ['in a row that was broken', '| Dataset | Link |\n|-|-|\n| a\nb | [c](https://a.example/)\n |', '4:9 https://a.example/'],
    ['after front matter', '---\na: b\n---\n\n[c](https://a.example/)', '5:5 https://a.example/'],
    ['in a callout', '<aside>\n💡 [c](https://a.example/)\n</aside>', '2:8 https://a.example/'],
  ])('%s', (_, text, place) => {
    expect(placesOf(asMarkdown(text))).toContain(place)
  })
})

describe('what is left out', () => {
  it('is told with its reason', () => {
    const text = `---
cover: https://img.example/cover.png
---
[a](#part) [b](other.md) [c](/path) [d](mailto:a@b.example) [e](javascript:void) [f]() ![g](https://img.example/g.png) <me@b.example>

[h]: https://unused.example/
`
    expect(skippedOf(asMarkdown(text))).toEqual([
      'front-matter https://img.example/cover.png',
      'anchor #part',
      'relative other.md',
      'relative /path',
      'contact mailto:a@b.example',
      'script javascript:void',
      'empty ',
      'image https://img.example/g.png',
      'contact mailto:me@b.example',
      'unused-definition https://unused.example/',
    ])
    expect(links(text)).toEqual([])
  })

  it.each(['pan.baidu.com/s/1x', 'www.a.example/x', 'https;//a.example/', 'http//a.example', '//a.example.com/x', 'magnet:?xt=urn:btih:47e9d8'])(
    'is not %s, which was meant as an address',
    (url) => {
      expect(links(`[a](${url})`)).toEqual([url])
    },
  )
})

describe('rows that were broken over lines', () => {
  const table = (rows: string) => `| Dataset | Task | Link |\n| --- | --- | --- |\n${rows}\n| Z | seg | [l](https://z.example/) |\n`
  it.each([
    ['before the bar that closes them', '| A | seg | [l](https://a.example/)\n |'],
    ['within a cell', '| A\nB | seg | [l](https://a.example/) |'],
    ['over an empty line', '| A\n\nB | seg | [l](https://a.example/) |'],
    ['before cells that have nothing to say', '| A | [l](https://a.example/)\n |  |'],
  ])('are read as one: %s', (_, rows) => {
    const reading = asMarkdown(table(rows))
    expect(linksOf(reading)).toEqual(['https://a.example/', 'https://z.example/'])
    expect(reading.datasets).toHaveLength(2)
    expect(reading.findings.map(({ rule, position }) => `${position.line} ${rule}`)).toEqual(['3 broken-row'])
  })

  it.each([
    ['with the indent of the item', '    '],
    ['without it', ''],
  ])('are read as one in a table that an item of a list holds, too: %s', (_, indent) => {
    const text = `- CT\n\n    | Dataset | Task | Link |\n    | --- | --- | --- |\n    | A | seg | [l](https://a.example/)\n${indent} |\n    | B\n${indent}C | seg | [l](https://b.example/) |\n    | D | seg | [l](https://d.example/) |\n`
    expect(linesOf(asMarkdown(text))).toEqual(['list / A: https://a.example/', 'list / B C: https://b.example/', 'list / D: https://d.example/'])
  })

  it('are told from a row that is merely short', () => {
    expect(linesOf(asMarkdown(table('| A | seg')))).toEqual(['list / A:', 'list / Z: https://z.example/'])
  })
})

it('is read without failing, whatever it is', () => {
  const words = fc.constantFrom(
    '# ',
    '| ',
    '|-|-|\n',
    '\n',
    '\n\n',
    '- ',
    '  ',
    '> ',
    '[a]',
    '(https://a.example/)',
    '[a]: https://b.example',
    '<',
    '>',
    '<a href=',
    '</a>',
    '<table><tr><td>',
    '</table>',
    '"',
    '`',
    '```\n',
    '---\n',
    '<aside>\n',
    'https://c.example/，',
    '提取码：ab12',
    '*',
    '_',
    '\\',
    '&amp;',
    '!',
    '\t',
    '😀',
    '\r\n',
    '肺',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof({ weight: 4, arbitrary: words }, { weight: 1, arbitrary: fc.string() }), { maxLength: 60 }), (parts) => {
      const text = parts.join('')
      const lines = text.split(/\r\n|\r|\n/)
      for (const { url, position } of asMarkdown(text).datasets.flatMap((dataset) => dataset.links)) {
        expect(url).not.toBe('')
        expect(position.line).toBeLessThanOrEqual(lines.length)
        expect(position.column).toBeLessThanOrEqual((lines[position.line - 1] ?? '').length + 1)
      }
    }),
    { numRuns: 500 },
  )
})
