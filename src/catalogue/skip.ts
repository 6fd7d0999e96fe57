/** Links of a file that are no links of the catalogue, and why. */
import type { Position } from '#model/registry.ts'
import type { Mention } from './page.ts'

/** What is said about a link that is not checked. */
const SKIPPED = {
  image: 'a picture of the page',
  anchor: 'a place in the same file',
  relative: 'a path beside this file',
  contact: 'a way to reach somebody',
  script: 'it leads to no other page',
  empty: 'there is nothing in it',
  'front-matter': "part of the file's own description",
  'unused-definition': 'defined, but nothing refers to it',
} as const

export type Skipped = { readonly url: string; readonly reason: keyof typeof SKIPPED; readonly position: Position }

/** How many there are for each reason. */
export const counted = (skipped: readonly Skipped[]): string =>
  [...Map.groupBy(skipped, ({ reason }) => reason)].map(([reason, { length }]) => `${length} × ${SKIPPED[reason]}`).join(', ')

/** What is said of one of them. */
export const leftOut = ({ url, reason }: Skipped) => `left out: ${url} (${SKIPPED[reason]})`

/** Why a link is not checked; undefined for a link of the catalogue, whether it can work or not. */
export function skipReason({ url, skip }: Pick<Mention, 'url' | 'skip'>): Skipped['reason'] | undefined {
  if (skip !== undefined) return skip
  if (url.trim() === '') return 'empty'
  if (url.startsWith('#')) return 'anchor'
  if (/^(?:mailto|tel|sms|xmpp|skype|weixin|tencent):/i.test(url)) return 'contact'
  if (/^(?:javascript|data|about|blob|vbscript):/i.test(url)) return 'script'
  return isRelative(url) ? 'relative' : undefined
}

const SCHEME = /^[a-z][a-z0-9+.-]*:/i

/** `https;//`, `http//`, `hxxps：//`: meant as an address, and misspelt. */
const MISSPELT_SCHEME = /^h?[tx]{1,3}ps?\s*[:;：；]?\s*\/\//i

/** `pan.baidu.com/s/1x`, `www.example.org`: an address whose scheme was left out. */
const HOST =
  /^(?:\/\/)?(?:www\d?\.[\w-]+\.\w|(?:[\w-]+\.)+(?:com|org|net|edu|gov|cn|io|ai|co|info|eu|uk|de|fr|jp|kr|tw|hk|us|ca|au|ch|nl|no|at|gr)(?::\d+)?(?:\/|$))/i

/** A path that only means something beside the file it stands in. */
export const isRelative = (url: string): boolean => !SCHEME.test(url) && !isAddress(url)

/** An address of the web whose scheme is misspelt or was left out. */
export const isAddress = (words: string): boolean => /^\S+$/.test(words) && (MISSPELT_SCHEME.test(words) || HOST.test(words))
