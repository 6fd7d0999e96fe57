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
  ['b...)', 'b...'],
  ['b..”。', 'b..'],
  ['b…)', 'b…'],
  ['b).', 'b'],
  ['foo_(bar...)', 'foo_(bar...)'],
])('the last segment %s is read as %s', (written, read) => {
  expect(segmentsOf(`/a/${encodeURIComponent(written)}`)).toEqual(['a', read])
})

it.each([
  ['https://a.org/%E6%95%B0%EF%BC%88%E4%B8%80%EF%BC%89', 'https://a.org/%E6%95%B0%EF%BC%88%E4%B8%80%EF%BC%89'],
  ['https://a.org/%E6%95%B0%EF%BC%89%E3%80%82', 'https://a.org/%E6%95%B0'],
  ['https://a.org/x_(y).', 'https://a.org/x_(y)'],
  ['https://a.org/x].', 'https://a.org/x'],
  ['https://a.org/x%E2%80%94%E2%80%94', 'https://a.org/x'],
  ['https://a.org/x%E3%80%95', 'https://a.org/x'],
  ['https://a.org/x%E2%80%A6', 'https://a.org/x'],
  ['https://a.org/[x]', 'https://a.org/[x]'],
  ['https://a.org/see_(b))', 'https://a.org/see_(b)'],
  ['a%28b%29).', 'a%28b%29'],
  ['100%_of_%28b%29).', '100%_of_%28b%29'],
  ['https://a.org/100%/x%E3%80%82', 'https://a.org/100%/x'],
  ['https://a.org/x%22.', 'https://a.org/x'],
  ['https://a.org/x%3E,', 'https://a.org/x'],
  ['https://a.org/x%7D)', 'https://a.org/x'],
  ['https://a.org/%7Bid%7D.', 'https://a.org/%7Bid%7D'],
  ['https://a.org/x%EF%BC%BD%20', 'https://a.org/x'],
  // whoever encodes signs that need not be means them
  ['a%29.', 'a%29'],
  ['why%3F', 'why%3F'],
  ['https://a.org/x)。'.replace('。', '%E3%80%82'), 'https://a.org/x'],
])('the address %s stands for %s', (written, bare) => {
  expect(unclungAddress(written)).toBe(bare)
})
