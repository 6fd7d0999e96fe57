/** Reads MEGA links: what is shared, under which handle, and the key, which stands in the fragment and is never sent. */
import type { Invalid } from '#model/checker.ts'
import type { Link } from '#model/registry.ts'
import { visible } from '../invisible.ts'
import { decoded, invalid, pattern } from '../kit.ts'

/** `key` is empty when neither the link nor the catalogue has it. */
export type Share = { readonly kind: 'folder' | 'file'; readonly handle: string; readonly key: string }
/** A link that may be good, but that no interface is known to vouch for. */
export type Unjudged = { readonly kind: 'unjudged'; readonly what: string }
export type Target = Share | Unjudged

export const FORMS = [
  pattern('https://mega.nz/folder/:handle#:key'),
  pattern('https://mega.nz/file/:handle#:key'),
  pattern('https://mega.nz/#:share'),
  pattern('https://mega.co.nz/#:share'),
  pattern('https://mega.io/folder/:handle#:key'),
  pattern('https://mega.nz/collection/:handle#:key'),
  pattern('https://transfer.it/t/:handle'),
]

const sites = [pattern('https://mega.nz/*'), pattern('https://mega.co.nz/*'), pattern('https://mega.io/*')]
const transfer = pattern('https://transfer.it/t/:handle')

/** `folder/H#K`, `folder/H?utm=1#K`, `file/H!K`; what follows the key names a part of the same share. */
const PRESENT = /^(folder|file)(?:\/+([\w-]*)([^#!]*)(?:[#!](.*))?)?$/is
/** `#F!H!K`, `#!H!K`, `#F!H!K!S`, `#F!H!K?N`. */
const FORMER = /^#(F?)!([\w-]*)([^!]*)(?:!(.*))?$/s

/** The share a URL names; undefined when it is not MEGA's. */
export function parse(url: URL, { passcode }: Pick<Link, 'passcode'>): Target | Invalid | undefined {
  if (transfer.match(url)) return { kind: 'unjudged', what: 'a transfer' }
  if (!sites.some(({ match }) => match(url))) return undefined
  const written = decoded(url.pathname + url.hash).replace(/^\/+/, '')
  const [, kind, handle, tail, rest] = PRESENT.exec(written) ?? []
  if (kind !== undefined) return share(kind.toLowerCase() === 'file' ? 'file' : 'folder', handle, tail, keyIn(rest) || keyIn(passcode))
  const [, folder, formerHandle, formerTail, formerRest] = FORMER.exec(written) ?? []
  if (folder !== undefined) return share(folder === '' ? 'file' : 'folder', formerHandle, formerTail, keyIn(formerRest) || keyIn(passcode))
  if (/^#P!/i.test(written) && passcode === undefined) return invalid('passcode-missing', 'a password-protected link without its password')
  if (/^#?$/.test(written)) return invalid('not-a-dataset', 'the front page')
  return { kind: 'unjudged', what: /^collection\//i.test(written) ? 'a collection' : 'no known form of a shared link' }
}

const HANDLE_LENGTH = 8

/** What may follow a handle: nothing, a sentence's punctuation, or a path. */
const ENDS = /^(?:\/|[\p{P}\s]*$)/u

/** Copied with the sign before it at times. */
const keyIn = (written = '') => /^[\s#!]*([\w-]*)/.exec(visible(written))?.[1] ?? ''

function share(kind: Share['kind'], handle = '', tail = '', key = ''): Share | Invalid {
  if (handle.length > HANDLE_LENGTH || !ENDS.test(tail)) return invalid('malformed-url', 'no handle of a shared link')
  if (handle.length < HANDLE_LENGTH) return invalid('incomplete-url', handle === '' ? 'the handle is missing' : 'the handle is cut off')
  return { kind, handle, key }
}

/** The address of a share as MEGA writes it today. */
export const addressOf = ({ kind, handle, key }: Share) => `https://mega.nz/${kind}/${handle}#${key}`
