/** What the sentence around a link leaves at its end is cut off; what belongs to a name stays. */
import { expect, it } from 'vitest'
import { segmentsOf, unclung, unclungAddress } from '#hosts/clinging.ts'

it.each([
  ['数据（训练）', '数据（训练）'],
  ['图像【一】', '图像【一】'],
  ['《影像》', '《影像》'],
  ['〈a〉', '〈a〉'],
  ['「a」', '「a」'],
  ['『a』', '『a』'],
  ['[slug]', '[slug]'],
  ['{id}', '{id}'],
  ['<id>', '<id>'],
  ['foo_(bar)', 'foo_(bar)'],
  ['foo_(bar)).', 'foo_(bar)'],
  ['数据（训练）》。', '数据（训练）'],
  ['数据（训练。）', '数据（训练。）'],
  ['a）(', 'a）('],
  ['数据）', '数据'],
  ['data)】}', 'data'],
  ['data.csv”，', 'data.csv'],
  ['', ''],
  ['。。', ''],
])('%s stands for %s', (written, bare) => {
  expect(unclung(written)).toBe(bare)
})

it('the last segment of a path keeps the brackets that it opens', () => {
  expect(segmentsOf('/tree/main/%E6%95%B0%E6%8D%AE%EF%BC%88%E8%AE%AD%E7%BB%83%EF%BC%89')).toEqual(['tree', 'main', '数据（训练）'])
  expect(segmentsOf('/tree/main/app/[slug]')).toEqual(['tree', 'main', 'app', '[slug]'])
})

it.each([
  ['https://a.org/%E6%95%B0%EF%BC%88%E4%B8%80%EF%BC%89', 'https://a.org/%E6%95%B0%EF%BC%88%E4%B8%80%EF%BC%89'],
  ['https://a.org/%E6%95%B0%EF%BC%89%E3%80%82', 'https://a.org/%E6%95%B0'],
  ['https://a.org/x_(y).', 'https://a.org/x_(y)'],
  ['https://a.org/x].', 'https://a.org/x'],
  ['https://a.org/[x]', 'https://a.org/[x]'],
  ['https://a.org/x)。'.replace('。', '%E3%80%82'), 'https://a.org/x'],
])('the address %s stands for %s', (written, bare) => {
  expect(unclungAddress(written)).toBe(bare)
})
