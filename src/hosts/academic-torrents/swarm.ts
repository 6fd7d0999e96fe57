/** Whether anybody serves a torrent: peers by the site's own tracker, else the web servers that the torrent itself names. */
import type { Question } from '#model/checker.ts'
import type { Response } from '#model/http.ts'
import { attempt, get, head, NoAnswer } from '../kit.ts'
import { SITE } from './link.ts'

/** Hashes of millions of pieces; the web seeds stand behind them. */
const LARGEST_TORRENT = 8 * 1024 * 1024

const MOST_SEEDS = 4

/** How a torrent is served, or `nobody`; undefined when neither tracker nor torrent was to be had. */
export function* servedBy(hash: string): Question<'peers' | 'a web seed' | 'nobody' | undefined> {
  const scraped = yield* attempt(scrape(hash))
  const seeders = scraped instanceof NoAnswer ? undefined : seedersIn(scraped, hash)
  if (seeders !== undefined && seeders > 0) return 'peers'
  const torrent = yield* attempt(torrentOf(hash))
  if (torrent instanceof NoAnswer || torrent.truncated) return undefined
  for (const seed of webSeedsIn(latin1(torrent.body)).slice(0, MOST_SEEDS)) {
    const found = yield* attempt(head(seed))
    if (!(found instanceof NoAnswer) && found.status === 200 && found.headers['content-length'] !== '0') return 'a web seed'
  }
  return seeders === undefined ? undefined : 'nobody'
}

/** The description of the torrent, which outlives it. */
export const torrentOf = (hash: string) => get(`${SITE}/download/${hash}.torrent`, { limit: LARGEST_TORRENT })

/** One hash per request: of several, the tracker answers for one alone (Academic Torrents' own tests). Without any it answers for all. */
const scrape = (hash: string) => get(`${SITE}/scrape.php?info_hash=${hash.replace(/../g, '%$&')}`)

/** BEP 48, `d5:filesd20:<hash>d8:completei3e…`: seeders known to this tracker, 0 for `d5:filesdee`, undefined for anything else. */
function seedersIn(response: Response, hash: string): number | undefined {
  const said = latin1(response.body)
  if (said === 'd5:filesdee') return 0
  const entry = `d5:filesd20:${latin1(bytesOf(hash))}`
  const complete = said.startsWith(entry) ? /^d8:completei(\d{1,9})e/.exec(said.slice(entry.length))?.[1] : undefined
  return complete === undefined ? undefined : Number(complete)
}

const WEB_SEEDS = '8:url-list'
/** More web seeds than anybody names. */
const LONGEST_LIST = 16 * 1024

/** BEP 19, `8:url-list` with one URL or a list of them, behind the description of the files. */
export function webSeedsIn(torrent: string): string[] {
  const at = torrent.lastIndexOf(WEB_SEEDS)
  if (at < 0) return []
  const seeds: string[] = []
  let rest = torrent.slice(at + WEB_SEEDS.length, at + LONGEST_LIST).replace(/^l/, '')
  for (let length = lengthAt(rest); length > 0; length = lengthAt(rest)) {
    const start = rest.indexOf(':') + 1
    const seed = URL.parse(rest.slice(start, start + length))
    if (seed?.protocol === 'https:' || seed?.protocol === 'http:') seeds.push(seed.href)
    rest = rest.slice(start + length)
  }
  return seeds
}

/** The length of the string that begins here, or 0. */
const lengthAt = (bencoded: string) => Number(/^(\d{1,4}):/.exec(bencoded)?.[1] ?? 0)

const bytesOf = (hash: string) => Uint8Array.from(hash.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))

const latin1 = (bytes: Uint8Array) => new TextDecoder('latin1').decode(bytes)
