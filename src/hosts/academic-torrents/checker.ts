/** Academic Torrents, by the page of the torrent: the `.torrent` file stays for download after the torrent is withdrawn. */
import type { Conversation } from '#model/checker.ts'
import type { Response } from '#model/http.ts'
import { verdict } from '#model/verdict.ts'
import { ask, attempt, defineChecker, get, html, isHtml, NoAnswer, text, Unrecognised } from '../kit.ts'
import { FORMS, parse, SITE, type Target } from './link.ts'
import { suggest } from './suggest.ts'
import { servedBy } from './swarm.ts'

/** A torrent of thousands of files lists them on its page. */
const LARGEST_PAGE = 2 * 1024 * 1024

const LONGEST_TITLE = 500

/** The sentence of the 404 page: seen 2026-07 and 2026-09, for torrents taken down at a third party's request. */
const NO_TORRENT = 'No torrent exists with that ID'

/** What the site says of a missing collection nobody has written down. */
const OWN_PAGE = /academic ?torrents/i

export default defineChecker<Target>({
  title: 'Academic Torrents',
  homepage: SITE,
  urls: FORMS,
  pace: { concurrency: 1, spacing: 2 },
  controls: {
    // MNIST, by which the site's own client is explained and tested, and the validation images of ImageNet
    present: [`${SITE}/details/323a0048d87ca79b68f12a6350a57776b6a3b7fb`, `${SITE}/details/5d6d0df7ed81efd49ca99ea4737e0ae5e3a5f2e5`],
    absent: [`${SITE}/details/${'f'.repeat(40)}`],
  },

  match: parse,

  *check(target) {
    return target.kind === 'torrent' ? yield* torrent(target.hash) : yield* collection(target.name)
  },

  suggest,
})

function* torrent(hash: string): Conversation {
  const page = yield* ask(get(`${SITE}/details/${hash}`, { limit: LARGEST_PAGE }), [404])
  if (page.status === 404) {
    if (text(page).includes(NO_TORRENT)) return verdict('not-found', { detail: `HTTP 404: ${NO_TORRENT}` })
    throw new Unrecognised('HTTP 404 in other words than those for a missing torrent')
  }
  if (!isHtml(page) || !text(page).toLowerCase().includes(hash)) throw new Unrecognised(`a page that does not name the torrent (HTTP ${page.status})`)
  const title = titleOf(page)
  const facts = title === '' ? {} : { title }
  // Common, and often over by tomorrow; peers may be known to other trackers. So it is no denial, and no proof that there is data.
  if ((yield* servedBy(hash)) === 'nobody')
    return verdict('unrecognised', { facts, warnings: ['no-seeders'], detail: 'listed, but nobody serves it' })
  return verdict('listed', { facts })
}

const titleOf = (page: Response) =>
  html(page)('title')
    .first()
    .text()
    .slice(0, LONGEST_TITLE)
    .replace(/\s*[-|]\s*Academic Torrents\s*$/i, '')
    .trim()

/** The list of a collection is its proof: a page that answers 200 says nothing about what is in it. */
function* collection(name: string): Conversation {
  const address = `${SITE}/collection/${encodeURIComponent(name)}`
  const list = yield* attempt(get(`${address}.csv`, { limit: LARGEST_PAGE }))
  if (!(list instanceof NoAnswer) && !isHtml(list)) return listed(list)
  const page = yield* ask(get(address), [404])
  if (page.status === 404) {
    if (OWN_PAGE.test(text(page))) return verdict('not-found', { detail: 'HTTP 404' })
    throw new Unrecognised('HTTP 404 that is no page of the site')
  }
  throw list instanceof NoAnswer ? list : new Unrecognised('a page where the list of the collection is due')
}

function listed(list: Response) {
  const [head = '', ...rows] = text(list).split('\n')
  if (!/\bINFOHASH\b/i.test(head)) throw new Unrecognised('the list of the collection has other columns')
  const torrents = rows.filter((row) => /\b[0-9a-f]{40}\b/i.test(row)).length
  return verdict('listed', { warnings: torrents === 0 ? ['empty'] : [] })
}
