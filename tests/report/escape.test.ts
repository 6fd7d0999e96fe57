/** The words of strangers, made harmless for a line of text and for Markdown. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { code, link, plain, prose } from '#report/escape.ts'
import { hostile } from './hostile.ts'

describe('plain', () => {
  it('is one line without control, bidirectional or hidden characters', () => {
    expect(plain('a\r\n\tb\u0000c\u001b[31md\u009b\u2028e')).toBe('a bc[31md e')
    expect(plain('report\u202egpj.\u2066exe\u2069\u200b\ufeff')).toBe('reportgpj.exe')
    expect(plain('half \ud800 a character')).toBe('half \ufffd a character')
  })

  it('leaves Chinese text and emoji as they are', () => expect(plain('SNOW(合成)👩‍⚕️')).toBe('SNOW(合成)👩‍⚕️'))

  it('cuts what is longer than 300 characters', () => {
    expect(plain('x'.repeat(300))).toHaveLength(300)
    expect(plain('𠮷'.repeat(400))).toBe(`${'𠮷'.repeat(299)}…`)
  })
})

describe('prose', () => {
  it.each([
    ['CHASE_DB1', 'CHASE_DB1'],
    ['_DB_', '\\_DB\\_'],
    ['a|b', 'a&#124;b'],
    ['<b>*bold*</b>', '&lt;b&gt;\\*bold\\*&lt;/b&gt;'],
    ['[x](https://evil.example)', '\\[x\\](https:&#8203;//evil.example)'],
    ['R&D &copy;', 'R&D &amp;copy;'],
    ['@somebody', '@&#8203;somebody'],
    ['see #12', 'see \\#&#8203;12'],
    ['$x$', '&#36;x&#36;'],
    ['www.evil.example', 'www&#8203;.evil.example'],
    ['1. first', '1&#8203;. first'],
    ['- item', '\\- item'],
    ['C:\\data', 'C:\\\\data'],
  ])('writes %s as %s', (text, escaped) => expect(prose(text)).toBe(escaped))

  it('leaves nothing that GitHub takes for markup, a mention or a link', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const bare = prose(text).replace(/\\[\\`*_[\]~#)=+-]/g, 'x')
        expect(bare).not.toMatch(/[<>|$`*[\]~\n]|@(?!&#8203;)|:\/\/|#(?!\d+;)|www\.|^[-+=]|^\d+[.)]/)
      }),
    )
  })
})

describe('code', () => {
  it.each([
    ['errno -7', '`errno -7`'],
    ['a `tick`', '`` a `tick` ``'],
    ['`', '`` ` ``'],
    ['two `` ticks', '```two `` ticks```'],
    ['a|b', '<code>a&#124;b</code>'],
    ['', '`  `'],
  ])('writes %s as %s', (text, shown) => expect(code(text)).toBe(shown))

  it('is closed by its own fence alone, and holds no bar', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const shown = code(text)
        const [fence = ''] = /^`*/.exec(shown) ?? []
        if (fence === '') expect(shown).toMatch(/^<code>[^|`<>]*<\/code>$|^<code>.*\\`.*<\/code>$/)
        else expect(shown.slice(fence.length, -fence.length).match(/`+|\|/g) ?? []).not.toContain(fence)
        expect(shown).not.toMatch(/[|\n]/)
      }),
    )
  })
})

describe('link', () => {
  it('shows a URL as it is written', () => {
    expect(link('https://pan.baidu.com/s/1a_b?pwd=6666')).toBe('<https://pan.baidu.com/s/1a_b?pwd=6666>')
    expect(link('https://kaggle.com')).toBe('[`https://kaggle.com`](https://kaggle.com/)')
  })

  it('encodes what would end the link early', () => {
    expect(link('https://example.org/a (1)|<2>', 'a')).toBe('[a](https://example.org/a%20%281%29%7C%3C2%3E)')
    expect(link('https://example.org/?a=1&copy;2', 'a')).toBe('[a](https://example.org/?a=1&copy%3B2)')
  })

  it('is no link unless the URL is http(s)', () => {
    expect(link('javascript:alert(1)')).toBe('`javascript:alert(1)`')
    expect(link('https;//example.org', 'a site')).toBe('`https;//example.org`')
  })

  it('has a destination that nothing in the URL can leave', () => {
    fc.assert(
      fc.property(hostile, (words) => {
        expect(link(`https://example.org/${words}`, 'x')).toMatch(/^\[x\]\(https:[^()<>|`\\"'$\s]+\)$/)
      }),
    )
  })
})
