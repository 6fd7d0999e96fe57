/** Web pages, in the cases that no fixture shows. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asHtml, linesOf, linksOf, placesOf, skippedOf } from './read-as.ts'

describe('links of a page', () => {
  it.each([
    ['in an attribute without quotes', '<a href=https://a.example/x>a</a>', ['https://a.example/x']],
    ['with spaces around the URL', '<a href=" https://a.example/x ">a</a>', ['https://a.example/x']],
    ['with character references', '<a href="https://a.example/?b&amp;c=&#x80BA;">a</a>', ['https://a.example/?b&c=肺']],
    ['in a map', '<map><area href="https://a.example/x"></map>', ['https://a.example/x']],
    ['bare in a text', '<p>a https://a.example/?b=1&amp;c=2。</p>', ['https://a.example/?b=1&c=2']],
    ['not bare inside a link', '<a href="https://a.example/x">https://b.example/y</a>', ['https://a.example/x']],
    [
      'not in scripts, styles and templates',
      '<script>"https://a.example"</script><style>/* https://b.example */</style><template><a href="https://c.example">c</a></template>',
      [],
    ],
    ['not without href', '<a name="x">https</a>', []],
    ['in a table inside a table', '<table><tr><td><table><tr><td><a href="https://a.example/x">a</a></table></table>', ['https://a.example/x']],
    ['in a table without a head', '<table><tr><td>A<td><a href="https://a.example/x">get</a></table>', ['https://a.example/x']],
    ['around a table', '<a href="https://a.example/x"><table><tr><td>a</td></tr></table></a>', ['https://a.example/x']],
    [
      'in the head of a table',
      '<table><tr><th>Dataset<th><a href="https://a.example/x">Link</a></tr><tr><td>B<td>-</table>',
      ['https://a.example/x'],
    ],
  ])('are found %s', (_, html, expected) => {
    expect(linksOf(asHtml(html))).toEqual(expected)
  })

  it('stand where their URL begins', () => {
    expect(placesOf(asHtml('<p>x\r\n<a title="肺" href = "https://a.example/x">a</a>'))).toEqual(['2:22 https://a.example/x'])
  })

  it('that are paths are completed by the first base, and left out without one', () => {
    expect(linksOf(asHtml('<base href="https://a.example/b/"><base href="https://c.example/"><a href="d.zip">d</a>'))).toEqual([
      'https://a.example/b/d.zip',
    ])
    expect(skippedOf(asHtml('<a href="d.zip">d</a>'))).toEqual(['relative d.zip'])
  })

  it('of a gallery are called like their pictures', () => {
    expect(linesOf(asHtml('<h2>MR</h2><a href="https://a.example/"><img src="a.png" alt="IXI"></a>'))).toEqual(['MR / IXI: https://a.example/'])
  })
})

it('is read without failing, whatever it is', () => {
  const words = fc.constantFrom(
    '<table>',
    '</table>',
    '<tr>',
    '<td colspan=3>',
    '<th rowspan=2>',
    '<a href="https://a.example/x">',
    '</a>',
    '<h2>',
    '</h2>',
    '<p>',
    '<li>',
    '<base href="https://b.example">',
    '<img src=x>',
    '<template>',
    '<svg>',
    '<!--',
    '-->',
    '&amp;',
    '"',
    'https://c.example',
    '肺',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof({ weight: 4, arbitrary: words }, { weight: 1, arbitrary: fc.string() }), { maxLength: 40 }), (parts) => {
      for (const { position } of asHtml(parts.join('')).datasets) expect(position.line).toBeGreaterThanOrEqual(1)
    }),
    { numRuns: 300 },
  )
})
