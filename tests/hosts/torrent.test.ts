/** Torrents are bytes of strangers: whatever they hold is read within bounds, or not at all. */
import { describe, expect, it } from 'vitest'
import { torrentOf } from '#hosts/academic-torrents/torrent.ts'
import { bdecode } from '#hosts/bencode.ts'
import { Unrecognised } from '#hosts/kit.ts'
import { ASKED, bytes, response } from './answers.ts'

type Plain = number | string | readonly Plain[] | { readonly [key: string]: Plain }

function bencoded(value: Plain): string {
  if (typeof value === 'number') return `i${value}e`
  if (typeof value === 'string') return `${bytes(value).length}:${value}`
  if (Array.isArray(value)) return `l${value.map(bencoded).join('')}e`
  const entries = Object.entries(value)
  return `d${entries.map(([key, item]) => bencoded(key) + bencoded(item)).join('')}e`
}

/** What is read from the `.torrent` file. */
function read(torrent: Plain) {
  const question = torrentOf('0'.repeat(40))
  question.next()
  return question.next({ request: ASKED, response: response({ headers: {}, body: bencoded(torrent) }), ms: 1 }).value
}

describe('bencode', () => {
  it('of twelve levels is read, of thirteen is not', () => {
    expect(bdecode(bytes(`${'l'.repeat(12)}${'e'.repeat(12)}`))).toBeDefined()
    expect(() => bdecode(bytes(`${'l'.repeat(13)}${'e'.repeat(13)}`))).toThrow(Unrecognised)
  })

  it('of the files of a large dataset is read, of millions of values is not', () => {
    const files = (count: number) => bytes(bencoded(Array.from({ length: count }, (_, i) => ({ length: i, path: ['ct', `${i}.png`] }))))
    expect(bdecode(files(30_000))).toHaveLength(30_000)
    expect(() => bdecode(bytes(`l${'de'.repeat(1_000_000)}e`))).toThrow(Unrecognised)
    expect(() => bdecode(bytes(`d${'0:0:'.repeat(1_000_000)}e`))).toThrow(Unrecognised)
  })
})

describe('a torrent', () => {
  const seeds = Array.from({ length: 10_000 }, (_, i) => `https://data.example.org/${i}/`)

  it('names a few of its web seeds, however many it has', () => {
    expect(read({ info: { name: 'ct.zip' }, 'url-list': ['ftp://data.example.org/', ...seeds] })).toEqual({
      name: 'ct.zip',
      sources: [0, 1, 2, 3].map((i) => `https://data.example.org/${i}/ct.zip`),
    })
  })

  const long = 'x'.repeat(200_000)

  it.each<[string, Plain]>([
    ['a long name', { name: long }],
    ['a long path', { name: 'ct', files: [{ path: [long] }] }],
    ['a long path of short names', { name: 'ct', files: [{ path: Array.from({ length: 5000 }, () => 'x') }] }],
    ['no name', { length: 7 }],
    ['a number for a name', { name: 7 }],
  ])('with %s is not recognised', (_, info) => {
    expect(() => read({ info, 'url-list': seeds })).toThrow(Unrecognised)
  })

  it('has no web seed whose address is too long to be one', () => {
    expect(read({ info: { name: 'ct.zip' }, 'url-list': [`https://data.example.org/${long}/`] })).toEqual({ name: 'ct.zip', sources: [] })
  })
})
