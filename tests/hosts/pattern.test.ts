/** URL forms are read as a person would read them. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pattern } from '#hosts/pattern.ts'

const read = (form: string, url: string) => pattern(form).match(new URL(url))

describe('a form', () => {
  it.each([
    ['https://pan.baidu.com/s/:surl', 'http://pan.baidu.com/s/1abc?pwd=6666#x', { surl: '1abc' }],
    ['https://pan.baidu.com/s/:surl', 'https://WWW.PAN.BAIDU.COM//S/1abC/', { surl: '1abC' }],
    ['https://pan.baidu.com/s/:surl', 'https://pan.baidu.com./s/1abc', { surl: '1abc' }],
    ['https://www.notion.so/:page', 'https://notion.so/a%20b', { page: 'a b' }],
    ['https://:space.notion.site/:page', 'https://lab.notion.site/x', { space: 'lab', page: 'x' }],
    ['https://mega.nz/folder/:handle#:key', 'https://mega.nz/folder/UNMF2YYI#1cq%4A', { handle: 'UNMF2YYI', key: '1cqJ' }],
    ['https://orion.hyper.ai/tracker/magnet?torrent=:id', 'https://orion.hyper.ai/tracker/magnet?a=b&torrent=17600', { id: '17600' }],
    ['https://a.org/x?kind=set&id=:id', 'https://a.org/x?id=5&kind=SET', { id: '5' }],
    ['https://a.org/d/:id/*', 'https://a.org/d/5', { id: '5' }],
    ['https://a.org/d/:id/*', 'https://a.org/d/5/files/6', { id: '5' }],
    ['https://a.org/d/:id', 'https://a.org/d/100%', { id: '100%' }],
  ])('%s reads %s', (form, url, found) => {
    expect(read(form, url)).toEqual(found)
  })

  it.each([
    ['https://pan.baidu.com/s/:surl', 'https://pan.baidu.com/s/'],
    ['https://pan.baidu.com/s/:surl', 'https://pan.baidu.com/s/1abc/more'],
    ['https://pan.baidu.com/s/:surl', 'https://pan.baidu.com.evil.org/s/1abc'],
    ['https://pan.baidu.com/s/:surl', 'https://evil.org/pan.baidu.com/s/1abc'],
    ['https://pan.baidu.com/s/:surl', 'ftp://pan.baidu.com/s/1abc'],
    ['https://mega.nz/folder/:handle#:key', 'https://mega.nz/folder/UNMF2YYI#'],
    ['https://orion.hyper.ai/tracker/magnet?torrent=:id', 'https://orion.hyper.ai/tracker/magnet?torr'],
    ['https://orion.hyper.ai/tracker/magnet?torrent=:id', 'https://orion.hyper.ai/tracker/magnet?torrent='],
    ['https://a.org/d/:id/*', 'https://a.org/d'],
    ['https://:space.notion.site', 'https://notion.site/'],
  ])('%s does not read %s', (form, url) => {
    expect(read(form, url)).toBeUndefined()
  })
})

it('what is no form is said at once', () => {
  expect(() => pattern('pan.baidu.com/s/:surl')).toThrow('not a URL form')
})

it('no URL makes it throw', () => {
  const forms = ['https://:space.notion.site/:page/*', 'https://a.org/:id?b=:c#:key'].map(pattern)
  const noise = fc.string({ unit: 'grapheme' })
  fc.assert(
    fc.property(fc.constantFrom('https://lab.notion.site', 'https://a.org'), noise, noise, noise, (site, path, query, fragment) => {
      const url = new URL(`${site}/a${path}%?b=${query}%#${fragment}%`)
      for (const { match } of forms) expect(() => match(url)).not.toThrow()
    }),
  )
})
