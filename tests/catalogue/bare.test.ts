/** Bare URLs: they end where a person would end them. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bareUrls } from '#catalogue/bare.ts'

const urls = (text: string) => bareUrls(text).map(({ url }) => url)

describe('a bare URL in a text', () => {
  it.each([
    ['链接：https://a.example/x，备用', 'https://a.example/x'],
    ['见https://a.example/x。', 'https://a.example/x'],
    ['https://a.example/x、', 'https://a.example/x'],
    ['https://a.example/x；', 'https://a.example/x'],
    ['（https://a.example/x）', 'https://a.example/x'],
    ['《https://a.example/x》', 'https://a.example/x'],
    ['「https://a.example/x」', 'https://a.example/x'],
    ['“https://a.example/x”', 'https://a.example/x'],
    ['https://a.example/x…', 'https://a.example/x'],
    ['https://a.example/x！', 'https://a.example/x'],
    ['https://a.example/x？', 'https://a.example/x'],
    ['https://a.example/x：', 'https://a.example/x'],
    ['https://a.example/x　下载', 'https://a.example/x'],
    ['https://a.example/x（备用）', 'https://a.example/x'],
    ['https://a.example/x提取码:abcd', 'https://a.example/x'],
    ['https://a.example下载', 'https://a.example'],
    ['https://zh.example/wiki/肺结节', 'https://zh.example/wiki/肺结节'],
    ['see https://a.example/x.', 'https://a.example/x'],
    ['(https://a.example/x)', 'https://a.example/x'],
    ['https://a.example/x_(y)', 'https://a.example/x_(y)'],
    ['https://a.example/x_(y))', 'https://a.example/x_(y)'],
    ['"https://a.example/x",', 'https://a.example/x'],
    ['<https://a.example/x>', 'https://a.example/x'],
    ['https://pan.baidu.com/s/1abc_', 'https://pan.baidu.com/s/1abc_'],
    ['**https://a.example/x**。', 'https://a.example/x'],
    ['~~https://a.example/x~~，', 'https://a.example/x'],
    ['ftp://a.example/x.zip', 'ftp://a.example/x.zip'],
    ['www.a.example/x', 'www.a.example/x'],
    ['magnet:?xt=urn:btih:47e9d8', 'magnet:?xt=urn:btih:47e9d8'],
    ['HTTP://A.EXAMPLE/x', 'HTTP://A.EXAMPLE/x'],
  ])('%s is %s', (text, url) => {
    expect(urls(text)).toEqual([url])
  })

  it('stands beside others', () => {
    expect(urls('https://a.example/x，https://b.example/y https://c.example/z')).toEqual([
      'https://a.example/x',
      'https://b.example/y',
      'https://c.example/z',
    ])
  })

  it('is not one that has lost everything but its beginning, nor part of a word', () => {
    expect(urls('https:// and xhttps://a.example and www. alone')).toEqual([])
  })

  it('stays glued to another as it was written, so that somebody sees it', () => {
    expect(urls('https://a.example/xhttps://b.example/y')).toEqual(['https://a.example/xhttps://b.example/y'])
  })

  it('is found in any text, where it stands', () => {
    const texts = fc.array(fc.oneof(fc.constantFrom('https://a.example/', 'www.b.example', '，', ')', ']', '…', ' ', '提取码', '.'), fc.string()))
    fc.assert(
      fc.property(texts, (parts) => {
        const text = parts.join('')
        for (const { url, index } of bareUrls(text)) expect(text.startsWith(url, index)).toBe(true)
      }),
    )
  })
})
