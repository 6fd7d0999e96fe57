/** Reads ModelScope links: which of the two sites, which dataset, and which file of it. */
import type { Invalid } from '#model/checker.ts'
import { invalid, isCutOff, pattern, segmentsOf, unclung } from '../kit.ts'

export type Target = {
  /** The international site has a catalogue of its own. */
  readonly site: 'www.modelscope.cn' | 'www.modelscope.ai'
  readonly owner: string
  readonly name: string
  /** The file that the link downloads. */
  readonly file?: { readonly revision: string; readonly path: string }
}

export const urls = [
  pattern('https://www.modelscope.cn/datasets/:owner/:name/*'),
  pattern('https://www.modelscope.ai/datasets/:owner/:name/*'),
  pattern('https://www.modelscope.cn/api/v1/datasets/:owner/:name/*'),
]

const sites = [pattern('https://www.modelscope.cn/*'), pattern('https://www.modelscope.ai/*')]
const NAME = /^[\p{L}\p{N}_][\p{L}\p{N}_.-]*$/u

/** The dataset of a link. Models, studios and the rest of the interface are left to the generic checker. */
export function parse(url: URL): Target | Invalid | undefined {
  if (!sites.some(({ match }) => match(url))) return undefined
  const site = /\.ai\.?$/i.test(url.hostname) ? 'www.modelscope.ai' : 'www.modelscope.cn'
  const segments = segmentsOf(url.pathname)
  const [section = '', version, kind, ...called] = segments
  const isCall = section === 'api' && version === 'v1' && kind === 'datasets'
  if (section === '') return invalid('not-a-dataset', 'the front page')
  if (section.toLowerCase() !== 'datasets' && !isCall) return undefined
  const [owner = '', written = '', tab, revision, ...path] = isCall ? called : segments.slice(1)
  const searched = url.searchParams.size > 0
  if (owner === '' && searched) return invalid('not-a-dataset', 'a page of search results')
  if (isCutOff(written)) return invalid('incomplete-url', 'the name of the dataset is cut off')
  const name = unclung(written).replace(/\.git$/i, '')
  if (owner === '' || name === '') return invalid('incomplete-url', 'the name of the dataset is missing')
  if (!NAME.test(owner) || !NAME.test(name)) return invalid('malformed-url', 'a name holds characters that no name has')
  const file = tab === 'repo' ? calledFor(url) : tab === 'resolve' && revision !== undefined ? { revision, path: path.join('/') } : undefined
  if (isCutOff(file?.path ?? '')) return invalid('incomplete-url', 'the end of the path is cut off')
  return { site, owner, name, ...(file && file.path !== '' && { file }) }
}

function calledFor({ searchParams }: URL) {
  const path = searchParams.get('FilePath') ?? ''
  return { revision: searchParams.get('Revision') ?? 'master', path: isCutOff(path) ? path : unclung(path) }
}
