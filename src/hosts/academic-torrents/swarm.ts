/** Whether anybody serves a torrent: peers by the site's own tracker, else the web servers that the torrent itself names. */
import type { Question } from '#model/checker.ts'
import type { Response } from '#model/http.ts'
import { attempt, get, head, heard, NoAnswer } from '../kit.ts'
import { SITE } from './link.ts'
import { torrentOf } from './torrent.ts'

/** How a torrent is served, or `nobody`; undefined when neither tracker nor torrent was to be had. */
export function* servedBy(hash: string): Question<'peers' | 'a web seed' | 'nobody' | undefined> {
  const scraped = yield* attempt(scrape(hash))
  const seeders = scraped instanceof NoAnswer ? undefined : seedersIn(scraped, hash)
  if (seeders !== undefined && seeders > 0) return 'peers'
  const torrent = yield* heard(torrentOf(hash))
  if (torrent instanceof Error) return undefined
  for (const source of torrent.sources) {
    const found = yield* attempt(head(source))
    if (!(found instanceof NoAnswer) && found.status === 200 && found.headers['content-length'] !== '0') return 'a web seed'
  }
  return seeders === undefined ? undefined : 'nobody'
}

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

const bytesOf = (hash: string) => Uint8Array.from(hash.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))

const latin1 = (bytes: Uint8Array) => new TextDecoder('latin1').decode(bytes)
