/** The rules for one link. */
import { bareUrls } from '#catalogue/bare.ts'
import type { Finding, Rule } from '#catalogue/finding.ts'
import type { Link } from '#model/registry.ts'
import { cutOff } from './cut-off.ts'
import type { Judged } from './judge.ts'
import { host, space } from './odd-letters.ts'
import { impossibleCode } from './passcodes.ts'
import { withoutTracking } from './tracking.ts'

type Said = { readonly rule: Rule; readonly message: string; readonly suggestion?: string }

/** What is wrong with a link, and what may be. A link that cannot work gets no advice on its style. */
export function wrongLink(link: Link, judged: Judged): readonly Finding[] {
  const { url, position } = link
  const fatal = glued(url) ?? invalid(url, judged) ?? cutOff(url)
  const said = fatal !== undefined ? [fatal] : [impossibleCode(link, judged.host), ...style(url, judged)]
  return said.flatMap((one) => (one === undefined ? [] : [{ position, url, ...one }]))
}

function style(url: string, { https }: Judged): readonly (Said | undefined)[] {
  return [host(url), space(url), punctuation(url), fragment(url), cutQuery(url), notebookPage(url), tracking(url), https ? insecure(url) : undefined]
}

/** After `/`, `=`, `?`, `&`, `#` or `:` a second URL is an argument. */
const SECOND = /(?<=[^/=?&#:])(?=https?:\/\/)/gi

function glued(url: string): Said | undefined {
  const urls = url.split(SECOND).map((part) => part.replace(/[,，;；、|\s]+$/u, ''))
  if (urls.length < 2) return undefined
  return { rule: 'glued-urls', message: `${urls.length} URLs are written as one`, suggestion: urls.join(' ') }
}

function invalid(url: string, judged: Judged): Said | undefined {
  if (judged.invalid === undefined) return undefined
  const { invalid: reason, detail = 'it cannot work as it is written', replacement } = judged.invalid
  const suggestion = replacement?.url ?? resolved(url) ?? (reason === 'malformed-url' ? schemed(url) : undefined)
  return { rule: reason, message: detail, ...(suggestion !== undefined && { suggestion }) }
}

/** A DOI as papers print it, by the address that resolves it. */
function resolved(url: string): string | undefined {
  const doi = /^(?:doi:\s*)?(10\.\d{4,9}\/\S+)$/i.exec(url.trim())?.[1]
  return doi === undefined ? undefined : `https://doi.org/${doi}`
}

/** With the scheme that was left out or misspelt. */
function schemed(url: string): string | undefined {
  const rest = /^(?:h?[tx]{1,3}p(s?)\s*[:;：；]?\s*\/{2,}|(?![a-z]+:\/\/)\/{0,2})(\S+)$/i.exec(url.trim())?.[2]
  const repaired = `https://${rest}`
  return rest !== undefined && repaired !== url && /^[^/]+\.[^/]+/.test(rest) && URL.canParse(repaired) ? repaired : undefined
}

function punctuation(url: string): Said | undefined {
  const [bare] = bareUrls(url.trim())
  const rest = bare?.index === 0 ? url.trim().slice(bare.url.length) : ''
  if (bare === undefined || !/^[\p{P}\p{S}]+$/u.test(rest)) return undefined
  return { rule: 'trailing-punctuation', message: `"${rest}" at the end belongs to the sentence around it`, suggestion: bare.url }
}

/** A piece of another URL, or the words that a browser was told to highlight. */
function fragment(url: string): Said | undefined {
  const at = url.indexOf('#')
  if (at < 0 || !/^#(?:https?(?::|%3a)|:~:text=)/i.test(url.slice(at))) return undefined
  return { rule: 'pasted-fragment', message: `"${url.slice(at)}" was pasted behind the link`, suggestion: url.slice(0, at) }
}

/** `?dir=a&pag`: the last parameter has no value, and another has one. */
function cutQuery(url: string): Said | undefined {
  const [, before, last] = /^([^#]*\?[^#]*=[^#]*)&([^&=#]*)$/.exec(url) ?? []
  if (before === undefined || last === undefined) return undefined
  return { rule: 'cut-off-query', message: `the link ends in the middle of a parameter: "&${last}"`, suggestion: before }
}

/** Notion exports links to published addresses as they are, and gives those between its own pages a parameter. */
function notebookPage(url: string): Said | undefined {
  if (!/^https:\/\/(?:[\w-]+\.)*notion\.(?:so|site)\/[^#]*[?&]pvs=/i.test(url)) return undefined
  return { rule: 'notebook-page', message: 'a page of the notebook this list was exported from: is it public, and is it the dataset?' }
}

function tracking(url: string): Said | undefined {
  const { names, rest } = withoutTracking(url)
  if (names.length === 0) return undefined
  return { rule: 'tracking-parameter', message: `${names.map((name) => `"${name}"`).join(', ')} tells how you came there`, suggestion: rest }
}

function insecure(url: string): Said | undefined {
  if (!/^http:\/\//i.test(url)) return undefined
  return { rule: 'http-where-https', message: 'the host answers over https', suggestion: url.replace(/^http:/i, 'https:') }
}
