/** What a `.torrent` says: how its files are called, and which web servers have them. It stays for download when the torrent is withdrawn. */
import type { Question } from '#model/checker.ts'
import { type Bencoded, bdecode, type Dictionary, words } from '../bencode.ts'
import { ask, get, Unrecognised } from '../kit.ts'
import { SITE } from './link.ts'

export type Torrent = {
  /** Of the file, or of the folder with all of them (BEP 3). */
  readonly name: string
  /** Where the first few of its web seeds (BEP 19) have the first of the files. */
  readonly sources: readonly string[]
}

/** Hashes of millions of pieces; the web seeds stand behind them. */
const LARGEST_TORRENT = 8 * 1024 * 1024

/** Each is joined with the path of the file: these come from strangers, too. */
const MOST_SEEDS = 4
const LONGEST_PATH = 4096

/** @throws {Unrecognised} when it cannot be read to its end */
export function* torrentOf(hash: string): Question<Torrent> {
  const { body, truncated } = yield* ask(get(`${SITE}/download/${hash}.torrent`, { limit: LARGEST_TORRENT }))
  const root = truncated ? undefined : bdecode(body)
  const info = entry(root, 'info')
  if (info === undefined) throw new Unrecognised('no torrent')
  const name = words(entry(info, 'name'))
  const [first] = listOf(entry(info, 'files'))
  const inside = listOf(entry(first, 'path')).map(words)
  if (name === '' || [name, ...inside].join('/').length > LONGEST_PATH) throw new Unrecognised('a torrent without a name that a file can have')
  return { name, sources: webSeeds(entry(root, 'url-list')).map((seed) => fileAt(seed, name, inside)) }
}

const isDictionary = (value: Bencoded | undefined): value is Dictionary => value instanceof Map
const entry = (value: Bencoded | undefined, key: string) => (isDictionary(value) ? value.get(key) : undefined)
const listOf = (value: Bencoded | undefined): readonly Bencoded[] => (Array.isArray(value) ? value : [])

/** One address, or a list of them; the first few of the web. */
function webSeeds(written: Bencoded | undefined): readonly string[] {
  const addresses = (written instanceof Uint8Array ? [written] : listOf(written)).map(words).filter(({ length }) => length <= LONGEST_PATH)
  return addresses
    .flatMap((address) => URL.parse(address) ?? [])
    .flatMap(({ protocol, href }) => (/^https?:$/.test(protocol) ? href : []))
    .slice(0, MOST_SEEDS)
}

/** A web seed is the file itself, or the folder that has the only file or the folder of many; with many it is always the latter. */
function fileAt(seed: string, name: string, inside: readonly string[]): string {
  if (inside.length === 0 && !seed.endsWith('/')) return seed
  return [seed.replace(/\/$/, ''), ...[name, ...inside].map(encodeURIComponent)].join('/')
}
