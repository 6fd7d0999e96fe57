/** Parameters that say how a visitor came to a page, and nothing about the page. */

const EVERYWHERE =
  /^(?:utm_\w+|fbclid|gclid|dclid|msclkid|yclid|twclid|igshid|mc_[ce]id|_hs\w+|spm|scm|share_(?:source|medium|from|token|plat|tag|session_id)|from_source|vd_source|ref_src|bd_vid|_ga|mkt_tok)$/i

/** By host: GitHub's tab, Kaggle's button, CSDN's list. */
const BY_HOST: readonly (readonly [host: RegExp, name: RegExp])[] = [
  [/^github\.com$/, /^tab$/],
  [/(?:^|\.)kaggle\.com$/, /^resource$/],
  [/(?:^|\.)csdn\.net$/, /^(?:depth_1-\w+|ops_request_misc|request_id|biz_id)$/],
]

/** The names of such parameters, and the URL without them, otherwise as it was written. */
export function withoutTracking(url: string): { readonly names: readonly string[]; readonly rest: string } {
  const [, path, query, fragment = ''] = /^([^?#]*)\?([^#]*)(#.*)?$/s.exec(url) ?? []
  const host = URL.parse(url)?.hostname
  if (path === undefined || query === undefined || host === undefined) return { names: [], rest: url }
  const special = BY_HOST.filter(([site]) => site.test(host)).map(([, name]) => name)
  const nameOf = (parameter: string) => parameter.split('=', 1)[0] ?? ''
  const tracks = (parameter: string) => [EVERYWHERE, ...special].some((name) => name.test(nameOf(parameter)))
  const parameters = query.split('&')
  const kept = parameters.filter((parameter) => !tracks(parameter)).join('&')
  return { names: parameters.filter(tracks).map(nameOf), rest: `${path}${kept === '' ? '' : `?${kept}`}${fragment}` }
}
