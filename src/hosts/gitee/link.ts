/** What a Gitee URL names: a repository, or one file that it serves for download. */
import type { Invalid } from '#model/checker.ts'
import { invalid, isCutOff, pattern, segmentsOf, unclung } from '../kit.ts'

export type Target = {
  readonly owner: string
  readonly repo: string
  /** The download within the repository, as the URL has it: `raw/master/a.csv`; empty for the repository or a page of it. */
  readonly file: string
  /** Whether the beginning of another URL stands where the fragment belongs. */
  readonly pasted: boolean
}

export const urls = [
  pattern('https://gitee.com/:owner/:repo/*'),
  pattern('https://gitee.com/:owner/:repo/raw/:branch/*'),
  pattern('https://gitee.com/:owner/:repo/releases/download/:tag/:name'),
]

const site = pattern('https://gitee.com/*')

/** First segments that are no owner. */
const SECTIONS =
  /^(?:about_us|all-about-git|dashboard|education|enterprises?|events?|explore|features|gists|help|login|notifications|oauth|organizations|profile|search|signup|terms|topics|users?)$/i

/** Second segments that are a tab of a person's page. */
const PROFILE_TABS = /^(?:followers|following|members|projects|starred|watches)$/i

/** Owners and repositories are written with these characters alone. */
const NAME = /^[\w.-]+$/

/** The target of a URL; undefined for calls of the interface and snippets of code, which the generic checker judges better. */
export function parse(url: URL): Target | Invalid | undefined {
  if (!site.match(url)) return undefined
  const [first = '', second, third, ...rest] = segmentsOf(url.pathname)
  if (/^api$/i.test(first) || (second === 'codes' && third !== undefined)) return undefined
  if (first === '' || SECTIONS.test(first)) return invalid('not-a-dataset', 'a page of the site, not a repository')
  if (second === undefined || PROFILE_TABS.test(second)) return invalid('not-a-dataset', 'the page of a person or an organisation')
  if (isCutOff(second)) return invalid('incomplete-url', 'the name of the repository is cut off')
  if (isCutOff(rest.at(-1) ?? '')) return invalid('incomplete-url', 'the end of the path is cut off')
  const repo = unclung(second).replace(/\.git$/i, '')
  if (!NAME.test(first) || !NAME.test(repo)) return invalid('malformed-url', 'no repository can have this name')
  return { owner: first, repo, file: fileOf(third, rest), pasted: /^#?https?(?::|%3a)/i.test(url.hash.slice(1)) }
}

/** Branches and files, or the attachments of a release; other parts of a repository are pages. */
function fileOf(part: string | undefined, rest: readonly string[]): string {
  const isRaw = part === 'raw' && rest.length >= 2
  const isRelease = part === 'releases' && rest[0] === 'download' && rest.length === 3
  return isRaw || isRelease ? [part, ...rest].map(encodeURIComponent).join('/') : ''
}

export const nameOf = ({ owner, repo }: Target): string => `${owner}/${repo}`

export const addressOf = (target: Target): string => [`https://gitee.com/${nameOf(target)}`, target.file].filter(Boolean).join('/')
