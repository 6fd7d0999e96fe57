/** Reads Academic Torrents links: a torrent by its info hash, or a collection by its name. */
import type { Invalid } from '#model/checker.ts'
import { invalid, pattern, unpunctuated } from '../kit.ts'

export type Target = { readonly kind: 'torrent'; readonly hash: string } | { readonly kind: 'collection'; readonly name: string }

export const SITE = 'https://academictorrents.com'

const details = pattern(`${SITE}/details/:hash/*`)
const download = pattern(`${SITE}/download/:file`)
const collection = pattern(`${SITE}/collection/:name`)

export const FORMS = [details, download, collection]

const CUT_OFF = [pattern(`${SITE}/details`), pattern(`${SITE}/download`), pattern(`${SITE}/collection`)]
const NO_DATASET = [SITE, `${SITE}/browse.php`, `${SITE}/collections.php`, `${SITE}/about.php`].map(pattern)

/** The torrent or collection a URL names; undefined for other sites and for the tracker's own calls. */
export function parse(url: URL): Target | Invalid | undefined {
  const hash = details.match(url)?.hash ?? download.match(url)?.file
  if (hash !== undefined) return torrent(hash)
  const name = collection.match(url)?.name
  if (name !== undefined) return named(unpunctuated(name).replace(/\.csv$/i, ''))
  if (CUT_OFF.some(({ match }) => match(url))) return invalid('incomplete-url', 'the name of the torrent is missing')
  return NO_DATASET.some(({ match }) => match(url)) ? invalid('not-a-dataset', 'a page of the site, not a dataset') : undefined
}

const HASH_LENGTH = 40

function torrent(written: string): Target | Invalid {
  const hash = unpunctuated(written).replace(/\.torrent$/i, '')
  if (!/^[0-9a-f]+$/i.test(hash) || hash.length > HASH_LENGTH) return invalid('malformed-url', 'no torrent can have this hash')
  if (hash.length < HASH_LENGTH) return invalid('incomplete-url', 'the hash is cut off')
  return { kind: 'torrent', hash: hash.toLowerCase() }
}

function named(name: string): Target | Invalid {
  return /^[\w.-]+$/.test(name) ? { kind: 'collection', name } : invalid('malformed-url', 'no collection can have this name')
}
