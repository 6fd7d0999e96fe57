/** Where the files of a torrent that is missing may be: on the web servers it names itself, or in another torrent of its name. */
import type { Candidate, Question, Sought } from '#model/checker.ts'
import { isNamed, nameOf } from '../alike.ts'
import { ask, attempt, get, html, NoAnswer } from '../kit.ts'
import { parse, SITE, type Target } from './link.ts'
import { torrentOf, webSeedsIn } from './swarm.ts'

/** The `.torrent` stays for download when the torrent is withdrawn: it tells the name, and who serves the files. */
export function* suggest(target: Target, dataset: Sought): Question<readonly Candidate[]> {
  const torrent = target.kind === 'torrent' ? yield* attempt(torrentOf(target.hash)) : undefined
  const source = torrent === undefined || torrent instanceof NoAnswer || torrent.truncated ? '' : new TextDecoder('latin1').decode(torrent.body)
  const seeds = webSeedsIn(source).map((url) => ({ url, certain: false, why: 'the torrent itself names this address as a source of its files' }))
  const title = nameIn(source) ?? dataset.title
  return [...seeds, ...(yield* namesakes(target, { name: dataset.name, ...(title !== undefined && { title }) }))]
}

/** BEP 3: the name of the file or of the folder, inside `info`. */
function nameIn(torrent: string): string | undefined {
  const info = torrent.indexOf('4:infod')
  const found = /4:name(\d{1,3}):/.exec(info < 0 ? '' : torrent.slice(info))
  if (found === null) return undefined
  const start = info + found.index + found[0].length
  return torrent.slice(start, start + Number(found[1])).replace(/\.(?:zip|tar|tar\.gz|tgz|7z|rar)$/i, '')
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
