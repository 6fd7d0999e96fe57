/** The names of a mail that machines go by: its Message-ID and its List-Id. ASCII, and the same for every attempt. */
import type { Message } from '#model/mail.ts'
import { plain } from './escape.ts'

/**
 * `<20261123T191700000Z.1f0c…@example.org>`: one for every run, recipient and catalogue. A run that is done again for the same time
 * and has other news says it under another id, or mailboxes would take it for the mail they have.
 */
export function messageId(startedAt: string, { to, title, from, tells }: Pick<Message, 'to' | 'from' | 'tells'> & { title: string }): string {
  const about = [to, title, ...tells.map(({ url, news, of }) => `${news} ${of} ${url}`)].join('\n')
  return `<${startedAt.replace(/[^\dTZ]/g, '')}.${fingerprint(about)}@${domainOf(from)}>`
}

/** `Catalogue title <catalogue-title.stillthere.example.org>` (RFC 2919): one for every catalogue and sender. */
export function listId(title: string, from: string): string {
  const name = plain(title)
  const phrase = name
    .replace(/[()<>[\]:;@\\,."]/g, ' ')
    .replace(/ +/g, ' ')
    .trim()
  return `${phrase} <${slug(name)}.stillthere.${domainOf(from)}>`.trimStart()
}

/** A DNS label; a title that ASCII cannot tell is told apart by its fingerprint. */
function slug(title: string): string {
  const ascii = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-+|-+$/g, '')
  const whole = title.length <= 40 && /^[\x20-\x7e]*$/.test(title) && ascii !== ''
  return whole ? ascii : [ascii, fingerprint(title)].filter(Boolean).join('-')
}

/** The domain of an address in ASCII, as DNS has it. */
const domainOf = (address: string): string => URL.parse(`https://${address.slice(address.lastIndexOf('@') + 1)}`)?.hostname || 'stillthere.invalid'

/** FNV-1a with 64 bits, in hexadecimal: tells a handful of recipients apart; no secret depends on it. */
function fingerprint(text: string): string {
  let hash = 0xcbf29ce484222325n
  for (const byte of new TextEncoder().encode(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n)
  return hash.toString(16).padStart(16, '0')
}
