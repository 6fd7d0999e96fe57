/** Cookies go back to where they came from, for as long as the conversation lasts. */
import { describe, expect, it } from 'vitest'
import { cookieHeader, EMPTY, type Jar, parseSetCookie, received } from '#io/cookies.ts'
import { get, open, serve } from '../support/loopback.ts'

const NOW = Date.parse('2026-11-25T00:00:00Z')

const jarAfter = (url: string, ...headers: string[]): Jar => andThen(EMPTY, url, ...headers)
const andThen = (jar: Jar, url: string, ...headers: string[]): Jar =>
  received(
    jar,
    new URL(url),
    headers.flatMap((header) => parseSetCookie(header, NOW) ?? []),
  )
const sentTo = (jar: Jar, url: string) => cookieHeader(jar, new URL(url))

describe('a cookie', () => {
  it.each([
    ['a=1', 'https://pan.host.test/s/1', true],
    ['a=1', 'https://host.test/', false],
    ['a=1', 'https://sub.pan.host.test/', false],
    ['a=1; Domain=host.test', 'https://other.host.test/', true],
    ['a=1; Domain=.HOST.test', 'https://host.test/', true],
    ['a=1; Domain=pan.host.test', 'https://sub.pan.host.test/', true],
    ['a=1; Domain=host.test', 'https://evilhost.test/', false],
    ['a=1; Domain=other.test', 'https://other.test/', false],
    ['a=1; Domain=test', 'https://other.test/', false],
    ['a=1; Domain=sub.pan.host.test', 'https://sub.pan.host.test/', false],
    ['a=1; Path=/share', 'https://pan.host.test/share/list', true],
    ['a=1; Path=/share', 'https://pan.host.test/shared', false],
    ['a=1; Path=/share', 'https://pan.host.test/', false],
    ['a=1; Secure', 'http://pan.host.test/', false],
    ['a=1; Secure', 'https://pan.host.test/', true],
    ['a=1; Max-Age=0', 'https://pan.host.test/', false],
    ['a=1; Max-Age=60', 'https://pan.host.test/', true],
    ['a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT', 'https://pan.host.test/', false],
    ['a=1; Expires=Thu, 01 Jan 2099 00:00:00 GMT', 'https://pan.host.test/', true],
    ['a=1; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT', 'https://pan.host.test/', true],
  ])('set by pan.host.test/s/init as "%s" is sent to %s: %s', (header, url, is) => {
    expect(sentTo(jarAfter('https://pan.host.test/init', header), url)).toBe(is ? 'a=1' : undefined)
  })

  it('without a path belongs to the folder it was set from', () => {
    const jar = jarAfter('https://host.test/share/init', 'a=1')
    expect(sentTo(jar, 'https://host.test/share/list')).toBe('a=1')
    expect(sentTo(jar, 'https://host.test/')).toBeUndefined()
  })

  it('replaces its namesake, and can be taken away', () => {
    const first = jarAfter('https://host.test/', 'a=1', 'b=x=y; HttpOnly')
    const second = andThen(first, 'https://host.test/', 'a=2')
    expect(sentTo(second, 'https://host.test/')).toBe('b=x=y; a=2')
    expect(sentTo(andThen(second, 'https://host.test/', 'a=; Max-Age=0'), 'https://host.test/')).toBe('b=x=y')
  })

  it('of a deeper path goes first', () => {
    expect(sentTo(jarAfter('https://host.test/a/b', 'wide=1; Path=/', 'deep=1'), 'https://host.test/a/c')).toBe('deep=1; wide=1')
  })

  it('for a part of an address is refused', () => {
    expect(jarAfter('http://93.184.216.34/', 'a=1; Domain=184.216.34')).toEqual([])
  })

  it.each(['', ';', '=value', 'novalue', '; Path=/'])('that has no name or value ("%s") is none', (header) => {
    expect(parseSetCookie(header, NOW)).toBeUndefined()
  })
})

describe('a conversation', () => {
  it('sends back what it was given, together with what the request brings; a new one starts without', async () => {
    const seen: (string | undefined)[] = []
    await using host = await serve((request, response) => {
      seen.push(request.headers.cookie)
      response.setHeader('set-cookie', ['BAIDUID=abc; Path=/', 'BDCLND=xyz; Path=/']).end()
    })
    await using network = open()
    const session = network.session()
    const first = session.converse()
    await first(get(host.url('/1')))
    await first(get(host.url('/2')))
    await first(get(host.url('/3'), { headers: { cookie: 'own=1' } }))
    await session.converse()(get(host.url('/4')))
    expect(seen).toEqual([undefined, 'BAIDUID=abc; BDCLND=xyz', 'own=1; BAIDUID=abc; BDCLND=xyz', undefined])
  })
})
