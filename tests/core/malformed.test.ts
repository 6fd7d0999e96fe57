import { describe, expect, it } from 'vitest'
import { parseLink } from '#core/malformed.ts'

const reasonOf = (link: string) => {
  const parsed = parseLink(link)
  return parsed instanceof URL ? 'a URL' : parsed.invalid
}

describe('a link as a piece of text', () => {
  it.each([
    ['www.example.org/data', 'no scheme'],
    ['example.org:8080/data', 'a port is no scheme'],
    ['https;//example.org/', 'a semicolon'],
    ['https：//example.org/', 'a full-width colon'],
    ['https//example.org/', 'no colon'],
    ['https:///example.org/', 'three slashes'],
    ['hxxps://example.org/', 'defanged'],
    ['htp://example.org/', 'a letter lost'],
    ['ttps://example.org/', 'the first letter lost'],
    ['https://example.org/ahttps://example.org/b', 'two URLs glued'],
    ['https://example.org/a,https://example.org/b', 'two URLs with a comma'],
    ['https://a.exa\nmple.org/', 'a line break in the middle'],
    ['http://preprocessed-connectomes/', 'a host without a dot'],
    ['http://preprocessed-connectomes./', 'and with the final dot of a full name'],
    ['https://a..example.org/', 'an empty label'],
    [`https://${'a'.repeat(64)}.example.org/`, 'a label too long'],
    ['https://exa mple.org/', 'a space in the host'],
    ['   ', 'nothing'],
  ])('%s is malformed (%s)', (link) => {
    expect(reasonOf(link)).toBe('malformed-url')
  })

  it.each([
    'https://pan.baidu.com/s/1rBuPSrmkejpYFA321er20A?pwd=6666',
    'https://web.archive.org/web/2020/https://example.org/',
    'https://login.example.org/?next=https://example.org/a',
    'https://gitee.com/neuhwm/GasHisSDB#https://gitee.c',
    'https://example.org/数据集/CT 扫描.zip',
    'HTTP://EXAMPLE.ORG/a',
    'http://localhost:8080/',
    'http://2130706433/',
    'http://[::1]/',
    'https://example.org/list,',
    ' https://example.org/ ',
  ])('%s is left to the host', (link) => {
    expect(reasonOf(link)).toBe('a URL')
  })

  it.each(['ftp://example.org/a.zip', 'magnet:?xt=urn:btih:47e9d8', 'mailto:a@example.org', 'file:///etc/passwd', 'javascript:alert(1)'])(
    '%s is a scheme that is not spoken',
    (link) => {
      expect(parseLink(link)).toMatchObject({ invalid: 'unsupported-scheme', detail: expect.stringContaining(link.split(':')[0] ?? '') })
    },
  )

  it('says that a link ending in an ellipsis was cut off', () => {
    expect(reasonOf('https://example.org/datasets/lung…')).toBe('incomplete-url')
    expect(reasonOf('https://example.org/datasets/lung...')).toBe('incomplete-url')
  })
})
