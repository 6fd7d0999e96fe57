/** Spreadsheets: delimiters, quotes, columns and places. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asCsv, linesOf, placesOf } from './read-as.ts'

describe('a spreadsheet', () => {
  it.each([',', '\t', ';', '|', '，'])('may be divided by %j', (delimiter) => {
    const text = [
      ['Dataset', 'Task', 'URL'],
      ['A', 'seg', 'https://a.example/x'],
      ['B', 'cls', 'https://b.example/y'],
    ]
      .map((row) => row.join(delimiter))
      .join('\n')
    expect(linesOf(asCsv(text))).toEqual(['list / A: https://a.example/x', 'list / B: https://b.example/y'])
  })

  it('may hold delimiters, quotes and line ends in quotes, and says where each link stands', () => {
    const text = 'Name,Note,Link\r\n"A ""1"", or so","two\r\nlines","see ""here"": https://a.example/x,y"\r\n'
    const reading = asCsv(text)
    expect(linesOf(reading)).toEqual(['list / A "1", or so: https://a.example/x,y'])
    expect(placesOf(reading)).toEqual([`3:${'lines","see ""here"": '.length + 1} https://a.example/x,y`])
  })

  it('may have a quote that is never closed', () => {
    expect(linesOf(asCsv('Name,Link\n"A,https://a.example/x\nB,https://b.example/y'))).toEqual([
      'list / "A: https://a.example/x',
      'list / B: https://b.example/y',
    ])
  })

  it('keeps an address without a scheme as it is written', () => {
    expect(linesOf(asCsv('Name,Link\nA,pan.baidu.com/s/1x\nB,https;//b.example/\nC,on request\n'))).toEqual([
      'list / A: pan.baidu.com/s/1x',
      'list / B: https;//b.example/',
      'list / C:',
    ])
  })

  it('gives an owner only if it is one mail address', () => {
    const { datasets } = asCsv('Name,Owner,Link\nA,a@lab.example,https://a.example/\nB,Dr. B,https://b.example/\n')
    expect(datasets.map(({ owner }) => owner)).toEqual(['a@lab.example', undefined])
  })

  it('without a head is read all the same', () => {
    expect(linesOf(asCsv('A,https://a.example/x\nB,https://b.example/y\n'))).toEqual([
      'list / A: https://a.example/x',
      'list / B: https://b.example/y',
    ])
  })
})

it('is read without failing, whatever it is', () => {
  const words = fc.constantFrom(',', '\t', ';', '"', '""', '\n', '\r\n', 'Name', 'Link', 'https://a.example/', '肺')
  fc.assert(
    fc.property(fc.array(fc.oneof(words, fc.string())), (parts) => {
      for (const { position } of asCsv(parts.join('')).datasets) expect(position.column).toBeGreaterThanOrEqual(1)
    }),
  )
})
