import { describe, expect, it } from 'vitest'
import { redacted, timedLine } from '#core/evidence.ts'
import { answer } from '../support/night.ts'

describe('evidence', () => {
  it.each([
    ['https://pan.baidu.com/s/1abc?pwd=6666', 'https://pan.baidu.com/s/1abc?pwd=***'],
    ['https://pan.baidu.com/share/init?surl=abc&pwd=6666&x=1', 'https://pan.baidu.com/share/init?surl=abc&pwd=***&x=1'],
    ['https://user:secret@example.org/a', 'https://example.org/a'],
    ['https://mega.nz/folder/UNMF2YYI#1cqJVzo4p', 'https://mega.nz/folder/UNMF2YYI'],
    ['https://b.s3.example.org/a?X-Amz-Signature=ff&X-Amz-Date=1', 'https://b.s3.example.org/a?X-Amz-Signature=***&X-Amz-Date=***'],
    ['https://example.org/?q=a%20b', 'https://example.org/?q=a%20b'],
  ])('shows %s as %s', (url, shown) => {
    expect(redacted(url)).toBe(shown)
  })

  it('is the status of an answer or the reason that there was none, and the time that took', () => {
    expect(timedLine(answer('https://a.example/', 404))).toEqual({ method: 'GET', url: 'https://a.example/', status: 404, ms: 5 })
    expect(timedLine({ request: { method: 'HEAD', url: 'https://a.example/' }, failure: 'timeout', ms: 1.4 })).toEqual({
      method: 'HEAD',
      url: 'https://a.example/',
      failure: 'timeout',
      ms: 1,
    })
  })
})
