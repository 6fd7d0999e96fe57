/** Bodies become text in the charset they were written in. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isHtml, text } from '#hosts/text.ts'
import { bytes } from './answers.ts'

/** 数据集 in GBK. */
const GBK = [0xca, 0xfd, 0xbe, 0xdd, 0xbc, 0xaf]
const body = (...parts: readonly (string | readonly number[])[]) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...bytes(part)] : part)))
const html = { 'content-type': 'text/html' }

describe('the charset is told by', () => {
  it.each([
    ['the content type', { 'content-type': 'text/plain; charset=GBK' }, body(GBK)],
    ['the content type, quoted', { 'content-type': 'text/plain;charset="gb2312"' }, body(GBK)],
    ['a meta tag', html, body('<meta charset="gbk">', GBK)],
    ['an old meta tag', html, body('<meta http-equiv="Content-Type" content="text/html; charset=gb2312" />', GBK)],
    ['a byte-order mark, whatever the content type says', { 'content-type': 'text/html; charset=gbk' }, body([0xef, 0xbb, 0xbf], '数据集')],
    ['a byte-order mark of UTF-16', {}, Uint8Array.of(0xff, 0xfe, 0x70, 0x65, 0x6e, 0x63, 0xc6, 0x96)],
    ['nobody, and it is UTF-8', html, body('数据集')],
    ['nobody, and it is GBK', html, body(GBK)],
    ['a label that does not exist', { 'content-type': 'text/html; charset=nonsense' }, body('数据集')],
    ['a meta tag that says UTF-16 and is wrong', html, body('<meta charset="utf-16">数据集')],
    ['a script tag, which is none of its business', html, body('<script charset="gbk"></script><meta charset="utf-8">数据集')],
  ])('%s', (_, headers, written) => {
    expect(text({ headers, body: written })).toContain('数据集')
  })

  it('no tag inside of data', () => {
    const written = '{"page":"<meta charset=gbk>","name":"数据集"}'
    expect(text({ headers: { 'content-type': 'application/json' }, body: bytes(written) })).toBe(written)
  })
})

it('a body cut off inside a character is still UTF-8', () => {
  const cut = bytes('数据集').subarray(0, 8)
  expect(text({ headers: {}, body: cut })).toBe('数据')
})

it('one body read under two content types is decoded twice', () => {
  const written = body(GBK)
  expect(text({ headers: { 'content-type': 'text/plain; charset=gbk' }, body: written })).toBe('数据集')
  expect(text({ headers: { 'content-type': 'text/plain; charset=latin1' }, body: written })).toBe('Êý¾Ý¼¯')
})

it('no bytes and no label make it throw', () => {
  fc.assert(
    fc.property(
      fc.uint8Array(),
      fc.option(
        fc.oneof(
          fc.string(),
          fc.string().map((label) => `text/html; charset=${label}`),
        ),
      ),
      (written, type) => {
        expect(typeof text({ headers: type === null ? {} : { 'content-type': type }, body: written })).toBe('string')
      },
    ),
  )
})

describe('a page for people', () => {
  it.each([
    ['text/html', '', true],
    ['application/xhtml+xml; charset=utf-8', '', true],
    ['application/json', '<html>', false],
    ['text/plain', '<!doctype html>', false],
    [undefined, '  <!DOCTYPE html>', true],
    [undefined, '\ufeff<html lang="zh">', true],
    [undefined, '<!-- made by hand --><html>', true],
    [undefined, '<title>x', true],
    [undefined, '{"html":"<html>"}', false],
    [undefined, '<?xml version="1.0"?><rss>', false],
    [undefined, '', false],
  ])('of type %s beginning %j: %s', (type, start, expected) => {
    expect(isHtml({ headers: type === undefined ? {} : { 'content-type': type }, body: bytes(start) })).toBe(expected)
  })
})
