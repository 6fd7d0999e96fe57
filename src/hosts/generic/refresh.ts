/** Pages that send their reader on: by a `Refresh` header, or by a tag that stands for one. */
import type { Response } from '#model/http.ts'
import { isHtml, text } from '../kit.ts'
import { attributesOf, partition, piecesOf } from '../markup.ts'

/** Seconds; a page that waits longer is meant to be read, and reloads itself. */
const LONGEST_DELAY = 5

const REFRESH = /^\s*(\d{1,4})(?:\.\d*)?\s*[;,](?:\s*url\s*=\s*|(?!\s*url\s*=)\s*)["']?([^"']+)/i

/** The address a page sends its reader to within a few seconds; undefined when it keeps him, or sends him off the web. */
export function refreshOf(response: Response): string | undefined {
  const said = response.headers.refresh ?? (isHtml(response) ? refreshTag(text(response)) : undefined)
  const [, delay, address = ''] = REFRESH.exec(said ?? '') ?? []
  if (delay === undefined || Number(delay) > LONGEST_DELAY) return undefined
  const url = URL.parse(address.trim().replaceAll('&amp;', '&'), response.url)
  return url !== null && /^https?:$/.test(url.protocol) ? url.href : undefined
}

/** What the tag says. One that only browsers without scripts obey leads to a page that asks for scripts. */
function refreshTag(source: string): string | undefined {
  if (!/http-equiv\s*=\s*["']?refresh/i.test(source)) return undefined
  const { outside } = partition([...piecesOf(source)], ({ name }) => name === 'noscript' || name === 'template')
  for (const piece of outside) {
    if (piece.kind !== 'open' || piece.name !== 'meta') continue
    const attributes = attributesOf(piece.attributes)
    if (attributes.get('http-equiv')?.toLowerCase() === 'refresh') return attributes.get('content')
  }
  return undefined
}
