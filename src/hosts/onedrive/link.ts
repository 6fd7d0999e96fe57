/** Reads OneDrive links, personal and of companies. */
import type { Invalid } from '#model/checker.ts'
import { invalid, pattern, unclung } from '../kit.ts'

/** A share by the name that the interface has for it, or an address that leads to one by redirects. */
type Personal = { readonly redeem: string }
type Pointer = { readonly address: string; readonly code?: string }
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

export function target(url: URL, passcode?: string): Target | Invalid | undefined {
  const pointer = short.match(url) ?? shortOfOwner.match(url)
  if (pointer !== undefined) return shortLink(pointer, passcode)
  const redeem = /^[\w-]+/.exec(redeemed.match(url)?.redeem ?? '')?.[0]
  if (redeem !== undefined) return { redeem }
  if (keyed.match(url)) return pointerTo(`https://onedrive.live.com${url.pathname}?${plainQuery(url)}`, passcode)
  if (cut.some(({ match }) => match(url))) return noId()
  if (front.match(url) && url.search === '') return invalid('not-a-dataset', 'the front page of the drive')
  const share = company.match(url)
  return share && companyLink(share, url.hostname, passcode)
}

type Parts = Readonly<Record<string, string>>

/** Every kind of item has its letter: `f` a folder, `u` a file, and so on. */
function shortLink({ kind = '', owner, id = '' }: Parts, passcode?: string): Target | Invalid {
  const share = /^[\w!-]*/.exec(id)?.[0]
  if (!share) return noId()
  return pointerTo(`https://1drv.ms/${encodeURIComponent(kind)}/${owner === undefined ? '' : `c/${encodeURIComponent(owner)}/`}${share}`, passcode)
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
  const share = /^[\w-]*/.exec(id)?.[0]
  if (!share) return noId()
  const code = passcode?.trim()
  return { business: `https://${hostname}/${kind}/g/personal/${encodeURIComponent(user)}/${share}`, ...(code && { code }) }
}

const noId = () => invalid('incomplete-url', 'the id of the share is missing')
