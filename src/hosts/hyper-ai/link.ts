/** What a hyper.ai URL names: the page of a dataset, or a torrent by its file or its magnet link. */
import type { Invalid } from '#model/checker.ts'
import { invalid, isCutOff, pattern } from '../kit.ts'

/** Datasets and torrents are numbered apart: CoNSeP is dataset 18936 and torrent 21960. */
export type Target = { readonly kind: 'dataset' | 'torrent' | 'magnet'; readonly id: string }

const FORMS = [
  ['dataset', pattern('https://hyper.ai/:language/datasets/:id/*')],
  ['dataset', pattern('https://hyper.ai/datasets/:id/*')],
  ['dataset', pattern('https://:mirror.hyper.ai/:language/datasets/:id/*')],
  ['dataset', pattern('https://:mirror.hyper.ai/datasets/:id/*')],
  ['torrent', pattern('https://hyper.ai/tracker/download?torrent=:id')],
  ['torrent', pattern('https://:mirror.hyper.ai/tracker/download?torrent=:id')],
  ['magnet', pattern('https://hyper.ai/tracker/magnet?torrent=:id')],
  ['magnet', pattern('https://:mirror.hyper.ai/tracker/magnet?torrent=:id')],
] as const

export const urls = FORMS.map(([, form]) => form)

/** The hosts that serve the one site; the other names of the domain are other products. */
const SITE = /^(?:www\.)?(?:(?:orion|beta|vercel)\.)?hyper\.ai\.?$/i

/** The target of a URL; the language and the mirror make no difference. */
export function parse(url: URL): Target | Invalid | undefined {
  if (!SITE.test(url.hostname) || !/^https?:$/.test(url.protocol)) return undefined
  for (const [kind, { match }] of FORMS) {
    const id = match(url)?.id
    if (id !== undefined) return numbered(kind, id)
  }
  const path = url.pathname.toLowerCase().split('/').filter(Boolean)
  if (path[0] === 'api') return undefined
  if (path[0] === 'tracker' && (path[1] === 'download' || path[1] === 'magnet'))
    return invalid('incomplete-url', 'the number of the torrent is missing')
  if (path.at(-1) === 'datasets') return invalid('incomplete-url', 'the number of the dataset is missing')
  return invalid('not-a-dataset', 'a page of the site that is no dataset')
}

/** The number, without leading zeros and the punctuation that clung to it in a text. */
function numbered(kind: Target['kind'], written: string): Target | Invalid {
  if (isCutOff(written)) return invalid('incomplete-url', 'the number is cut off')
  const id = /^0*([1-9]\d{0,8})[\p{P}\p{S}\s]*$/u.exec(written)?.[1]
  return id === undefined ? invalid('malformed-url', 'no dataset or torrent can have this number') : { kind, id }
}

const LOGIN_PATH = /\/(?:log-?in|sign-?in|sign-?up|register|auth)(?:\/|$)/i

/** Whether an answer came from a login instead of the place that was asked. */
export const isLogin = (address: string): boolean => LOGIN_PATH.test(new URL(address).pathname)
