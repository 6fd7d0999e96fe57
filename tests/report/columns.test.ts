/** Text measured and aligned as a terminal shows it. */
import { describe, expect, it } from 'vitest'
import { columns, width } from '#report/columns.ts'

describe('width', () => {
  it.each([
    ['abc', 3],
    ['肺结节', 6],
    ['（全角）', 8],
    ['ｱ', 1],
    ['한국', 4],
    ['𠮷', 2],
    ['e\u0301', 1],
    ['✅', 2],
    ['—·…', 3],
  ])('of %s is %i', (text, cells) => expect(width(text)).toBe(cells))
})

describe('columns', () => {
  it('are as wide as their widest cell, painted or not, and leave no spaces at the end of a line', () => {
    const lines = columns(
      [
        [{ text: '肺', style: 'bold' }, { text: '1' }, { text: 'end' }],
        [{ text: 'lung' }, { text: '' }, { text: '' }],
        [{ text: '' }, { text: '100' }, { text: 'x' }],
      ],
      (_, text) => `*${text}*`,
    )
    expect(lines).toEqual(['*肺*    1    end', 'lung', '      100  x'])
  })
})
