/** Reads OneDrive links, personal and of companies. */
import type { Invalid } from '#model/checker.ts'
import { visible } from '../invisible.ts'
import { invalid, isCutOff, pattern, unclung } from '../kit.ts'

/** A share by the name that the interface has for it, or an address that leads to one by redirects. */
type Personal = { readonly redeem: string }
export type Pointer = { readonly address: string; readonly code?: string }
/** A sharing link of a company's own site. */
export type Business = { readonly business: string; readonly code?: string }
export type Found = Personal | Business
export type Target = Found | Pointer

const short = pattern('https://1drv.ms/:kind/:id')
const shortOfOwner = pattern('https://1drv.ms/:kind/c/:owner/:id')
const redeemed = pattern('https://onedrive.live.com/*?redeem=:redeem')
const keyed = pattern('https://onedrive.live.com/*?authkey=:authkey')
const company = pattern('https://:tenant.sharepoint.com/:kind/g/personal/:user/:id')

export const urls = [short, shortOfOwner, redeemed, keyed, company]

const cut = [pattern('https://1drv.ms'), pattern('https://1drv.ms/:kind'), pattern('https://1drv.ms/:kind/c/:owner')]
const front = pattern('https://onedrive.live.com')

const NO_ID = invalid('incomplete-url', 'the id of the share is missing')
const CUT_OFF = invalid('incomplete-url', 'the id of the share is cut off')

export function target(url: URL, passcode?: string): Target | Invalid | undefined {
  const pointer = short.match(url) ?? shortOfOwner.match(url)
  if (pointer !== undefined) return shortLink(pointer, passcode)
  const written = redeemed.match(url)?.redeem
  if (written !== undefined) return ofId(written, (redeem) => ({ redeem }))
  if (keyed.match(url)) return keyedLink(url, passcode)
  if (cut.some(({ match }) => match(url))) return NO_ID
  if (front.match(url) && url.search === '') return invalid('not-a-dataset', 'the front page of the drive')
  const share = company.match(url)
  return share && companyLink(share, url.hostname, passcode)
}

type Parts = Readonly<Record<string, string>>

/** The target of an id, without what is written around it. How long whole ids are is not known: a mark of being cut off is believed. */
function ofId(written: string, target: (id: string) => Target): Target | Invalid {
  const [, id = '', mark = ''] = /^([\w!-]*)(…|\.*)/.exec(visible(written)) ?? []
  if (isCutOff(mark)) return CUT_OFF
  const share = id.replace(/!+$/, '')
  return share === '' ? NO_ID : target(share)
}

/** Every kind of item has its letter: `f` a folder, `u` a file, and so on. */
function shortLink({ kind = '', owner, id = '' }: Parts, passcode?: string): Target | Invalid {
  const path = `${encodeURIComponent(kind)}/${owner === undefined ? '' : `c/${encodeURIComponent(owner)}/`}`
  return ofId(id, (share) => pointerTo(`https://1drv.ms/${path}${share}`, passcode))
}

/** Parameters by which a share is named, and opened. */
const NAMING = ['resid', 'id', 'authkey']

function keyedLink(url: URL, passcode?: string): Target | Invalid {
  if (NAMING.some((name) => isCutOff(url.searchParams.get(name) ?? ''))) return CUT_OFF
  return pointerTo(`https://onedrive.live.com${url.pathname}?${plainQuery(url)}`, passcode)
}

function pointerTo(address: string, passcode?: string): Pointer {
  const code = passcode?.trim()
  return { address, ...(code && { code }) }
}

/** Without the punctuation of the sentence that the link stood in. */
const plainQuery = ({ searchParams }: URL) => new URLSearchParams([...searchParams].map(([name, value]): [string, string] => [name, unclung(value)]))

/** Only `contoso-my.sharepoint.com/:f:/g/…`: what is shared by a person, and known to be answered this way. */
function companyLink({ tenant = '', kind = '', user = '', id = '' }: Parts, hostname: string, passcode?: string): Target | Invalid | undefined {
  if (!tenant.endsWith('-my') || !/^:\w:$/.test(kind)) return undefined
  const code = passcode?.trim()
  return ofId(id, (share) => ({ business: `https://${hostname}/${kind}/g/personal/${encodeURIComponent(user)}/${share}`, ...(code && { code }) }))
}
