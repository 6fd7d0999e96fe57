/** Where the files of a torrent that is missing may be: on the web servers it names itself, or in another torrent of its name. */
import type { Candidate, Question, Sought } from '#model/checker.ts'
import { isNamed, nameOf } from '../alike.ts'
import { ask, get, heard, html } from '../kit.ts'
import { parse, SITE, type Target } from './link.ts'
import { torrentOf } from './torrent.ts'

/** A torrent that was withdrawn still tells the name, and who serves the files. */
export function* suggest(target: Target, dataset: Sought): Question<readonly Candidate[]> {
  const torrent = target.kind === 'torrent' ? yield* heard(torrentOf(target.hash)) : undefined
  const { name = '', sources = [] } = torrent === undefined || torrent instanceof Error ? {} : torrent
  const servers = sources.map((url) => ({ url, certain: false, why: 'the torrent itself names this address as a source of its files' }))
  const title = name.replace(/\.(?:zip|tar|tar\.gz|tgz|7z|rar)$/i, '') || dataset.title
  return [...servers, ...(yield* namesakes(target, { name: dataset.name, ...(title !== undefined && { title }) }))]
}

function* namesakes(target: Target, sought: Sought): Question<Candidate[]> {
  const name = nameOf(sought)
  if (name === undefined) return []
  const page = html(yield* ask(get(`${SITE}/browse.php?search=${encodeURIComponent(name)}`)))
  const found = new Set<string>()
  for (const anchor of page('a[href*="/details/"]').toArray()) {
    const url = URL.parse(anchor.attribs.href ?? '', SITE)
    const other = url === null ? undefined : parse(url)
    if (other === undefined || 'invalid' in other || other.kind !== 'torrent') continue
    if (target.kind === 'torrent' && other.hash === target.hash) continue
    if (isNamed(page(anchor).text(), sought)) found.add(other.hash)
  }
  return [...found].map((hash) => ({ url: `${SITE}/details/${hash}`, certain: false, why: 'another torrent of this name' }))
}
