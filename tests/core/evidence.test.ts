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
    ['https://example.org/?author=Li&page=2&keyword=ct&version=3&id=9', 'https://example.org/?author=Li&page=2&keyword=ct&version=3&id=9'],
  ])('shows %s as %s', (url, shown) => {
    expect(redacted(url)).toBe(shown)
  })

  it.each([
    ...['X-Amz-Security-Token', 'x-amz-content-sha256', 'AWSAccessKeyId', 'Signature', 'X-Goog-Signature', 'X-Goog-Credential', 'GoogleAccessId'],
    ...['OSSAccessKeyId', 'x-oss-signature', 'q-signature', 'q-ak', 'sig', 'Key-Pair-Id', 'Policy', 'authorization', 'resourcekey', 'rlkey'],
    ...[
      'pwd',
      'password',
      'passcode',
      'receive_code',
      'share_pwd',
      'accessCode',
      'extract_code',
      '提取码',
      'pass_code',
      'authkey',
      'view_only',
      'private_link',
    ],
    ...['jsessionid', 'PHPSESSIONID', 'sessionid', 'private_token', 'access_token', 'api-key', 'client_secret', 'jwt', 'ticket'],
  ])('shows the parameter %s, but not its value', (name) => {
    for (const spelling of [name, name.toUpperCase(), encodeURIComponent(name)]) {
      const shown = redacted(`https://files.example.org/a.zip?v=1&${spelling}=sesame%2Fopen%3D&x=2&${spelling}=sesame`)
      expect(shown).toContain('=***')
      expect(shown).not.toContain('sesame')
      expect(shown).toMatch(/[?&]v=1&.*&x=2/)
    }
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
