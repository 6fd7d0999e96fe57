/** Reads Hugging Face links: which repository, and which place inside it. */
import type { Invalid } from '#model/checker.ts'
import { invalid, isCutOff, pattern, segmentsOf } from '../kit.ts'

export type Kind = 'datasets' | 'models' | 'spaces'

export type Target = {
  readonly kind: Kind
  /** `owner/name`; the oldest datasets have a name alone. */
  readonly id: string
  /** The file or folder that the link points at; absent when it is the repository as it is now. */
  readonly place?: { readonly kind: 'file' | 'folder'; readonly revision: string; readonly path: string }
}

export const urls = [
  pattern('https://huggingface.co/datasets/:owner/:name/*'),
  pattern('https://huggingface.co/datasets/:name'),
  pattern('https://huggingface.co/spaces/:owner/:name/*'),
  pattern('https://huggingface.co/:owner/:name/*'),
  pattern('https://hf-mirror.com/datasets/:owner/:name/*'),
  pattern('https://hf.co/datasets/:owner/:name/*'),
]

const sites = [pattern('https://huggingface.co/*'), pattern('https://hf-mirror.com/*'), pattern('https://hf.co/*')]

/** First segments that are no owner. */
const PAGES =
  /^(?:blog|chat|changelog|collections|contact|docs|enterprise|inference|join|learn|login|logout|models|new|notifications|organizations|papers|posts|pricing|privacy|search|settings|storage|support|tasks|terms-of-service)$/i
/** Segments after the name of a repository: behind `datasets/` they tell an old name without owner from an owner. */
const TABS = /^(?:tree|blob|resolve|raw|viewer|discussions|commits?|settings)$/
/** `huggingface_hub` allows these letters in both halves, and 96 characters. */
const NAME = /^\w[\w.-]{0,95}$/

/** The repository of a link; undefined for other hosts and for the interface itself, whose status means something. */
export function parse(url: URL): Target | Invalid | undefined {
  if (!sites.some(({ match }) => match(url))) return undefined
  const [first = '', ...others] = segmentsOf(url.pathname)
  const section = first.toLowerCase()
  if (section === 'api') return undefined
  if (isCutOff(others.at(-1) ?? '')) return invalid('incomplete-url', 'the end is cut off')
  if (section === 'datasets' || section === 'spaces') return repository(section, others, url)
  if (section === '' || PAGES.test(section)) return invalid('not-a-dataset', 'a page of the site')
  if (others.length === 0) return invalid('not-a-dataset', 'the page of a person or an organisation')
  return repository('models', [first, ...others], url)
}

function repository(kind: Kind, [first = '', second = '', ...rest]: readonly string[], url: URL): Target | Invalid {
  if (first === '') {
    const searched = url.searchParams.size > 0
    return searched ? invalid('not-a-dataset', 'a page of search results') : invalid('incomplete-url', 'the name is missing')
  }
  const alone = kind === 'datasets' && (second === '' || TABS.test(second))
  const names = (alone ? [first] : [first, second]).map((name) => name.replace(/\.git$/, ''))
  if (names.some((name) => name === '')) return invalid('incomplete-url', 'the name is missing')
  if (!names.every((name) => NAME.test(name))) return invalid('malformed-url', 'a name holds characters that no name has')
  const [tab, ...address] = alone ? [second, ...rest] : rest
  const place = placeOf(tab, address)
  return { kind, id: names.join('/'), ...(place && { place }) }
}

/** Revisions with slashes in their names: `huggingface_hub` knows these two kinds. */
const isQualified = ([refs, kind, name]: readonly string[]) => refs === 'refs' && (kind === 'convert' || kind === 'pr') && name !== undefined

/** The first page of the files is the repository itself. */
function placeOf(tab = '', address: readonly string[]): Target['place'] {
  const depth = isQualified(address) ? 3 : 1
  const revision = address.slice(0, depth).join('/')
  const path = address.slice(depth).join('/')
  if (revision === '') return undefined
  if (tab === 'tree') return path === '' && revision === 'main' ? undefined : { kind: 'folder', revision, path }
  return /^(?:blob|resolve|raw)$/.test(tab) && path !== '' ? { kind: 'file', revision, path } : undefined
}
