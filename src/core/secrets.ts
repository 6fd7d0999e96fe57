/** What opens doors in recorded exchanges (codes, cookies, tokens, signatures), and how it is disguised without changing what is understood. */
import type { Exchange } from '#model/http.ts'
import { redacted } from './evidence.ts'

/** Shorter values are flags and numbers of pages. */
const SHORTEST = 4

/** From this length on a value is never met by chance, and is replaced inside longer words, too. */
const UNMISTAKABLE = 16

/** Parts of names whose values open something, in addresses, forms, JSON and pages alike. */
const TELLING =
  /token|secret|passw|pass_?code|signature|credential|session|csrf|xsrf|api_?key|access_?key|auth|cookie|randsk|sekey|extract_?code|^(?:sig|sign|pwd|share_?pwd|jwt|sid)$/i

/** Names that open something in addresses and are anything elsewhere (error codes, names of files). */
const VAGUE = /^(?:code|key)$/i

const PARAMETER = /(?:^|[?&;])([\w.-]{1,64})=([^&;#"'\s<>\\]+)/g
const MEMBER = /"([\w.-]{1,64})"\s*:\s*"((?:[^"\\]|\\.)+)"/g
const FIELD = /\b(?:name|id)=["']([\w.-]{1,64})["'][^<>]{0,200}?\b(?:value|content)=["']([^"']+)["']/g

/**
 * The secrets of a link and its exchanges, in every spelling that checkers and hosts make of them.
 * @param known values that are secret wherever they stand
 */
export function secretsOf(link: string, exchanges: readonly Exchange[], known: Iterable<string>): readonly string[] {
  const secrets = new Set<string>(known)
  for (const [, name = '', value = ''] of link.matchAll(PARAMETER)) if (opensInAddress(name)) secrets.add(value)
  const url = URL.parse(link)
  if (url !== null && isKey(url.hash.slice(1))) secrets.add(url.hash.slice(1))
  for (const exchange of exchanges) {
    for (const text of textsOf(exchange)) for (const value of valuesIn(text)) secrets.add(value)
    if (!('response' in exchange)) continue
    for (const value of Object.values(exchange.response.cookies)) if (value.length >= UNMISTAKABLE) secrets.add(value)
  }
  return [...new Set([...secrets].flatMap(spellingsOf))].filter(({ length }) => length >= SHORTEST).sort((a, b) => b.length - a.length)
}

/** The text with stand-ins in place of the secrets. Its length stays what it was. */
export function disguised(text: string, secrets: readonly string[]): string {
  if (secrets.length === 0) return text
  const words = secrets.map((secret) => {
    const word = RegExp.escape(secret)
    return secret.length >= UNMISTAKABLE ? word : `(?:(?<![a-z0-9])|(?<=%[0-9a-f]{2}))${word}(?![a-z0-9])`
  })
  return text.replace(new RegExp(words.join('|'), 'gi'), standIn)
}

/** The same shape without the content: what checks, escapes or compares the one does so with the other. */
export const standIn = (secret: string): string =>
  secret.replace(/%[0-9a-f]{2}|\\u[0-9a-f]{4}|[0-9a-z]/gi, (sign) => {
    if (sign.length > 1) return sign
    return /\d/.test(sign) ? '1' : sign === sign.toLowerCase() ? 'a' : 'A'
  })

/** A body as a string of its bytes, in which texts of any charset can be looked through and changed. */
export function binary(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += CHUNK) text += String.fromCharCode(...bytes.subarray(at, at + CHUNK))
  return text
}

const CHUNK = 8192

/** A fragment is a key when it looks like one (MEGA's have 22 and 43 signs), and else a place in a page. */
const isKey = (fragment: string) => /^[\w-]{16,}$/.test(fragment) && /\d/.test(fragment) && /[A-Z]/.test(fragment) && /[a-z]/.test(fragment)

const opensInAddress = (name: string) => TELLING.test(name) || redacted(`https://name.example/?${encodeURIComponent(name)}=v`).endsWith('***')

function* valuesIn(text: string): Generator<string> {
  for (const [, name = '', value = ''] of text.matchAll(PARAMETER)) {
    if (opensInAddress(name) && isSecret(value) && (!VAGUE.test(name) || /\d/.test(value))) yield value
  }
  for (const form of [MEMBER, FIELD]) {
    for (const [, name = '', value = ''] of text.matchAll(form)) if (TELLING.test(name) && isSecret(value)) yield value
  }
}

/** Not a word that says that there is nothing, nor an address. */
const isSecret = (value: string) => !/^(?:true|false|null|undefined|none|redacted|\*+|https?:.*)$/i.test(value)

/** As it was met, decoded, and as addresses, forms and JSON write it. */
function spellingsOf(secret: string): string[] {
  const plain = decoded(secret)
  return [
    secret,
    plain,
    encodeURIComponent(plain),
    encodeURI(plain),
    new URLSearchParams({ a: plain }).toString().slice(2),
    plain.replaceAll('/', '\\/'),
  ]
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value.replaceAll('\\/', '/'))
  } catch {
    return value // a lone % is part of it
  }
}

function textsOf(exchange: Exchange): string[] {
  const { url, body = '' } = exchange.request
  if ('failure' in exchange) return [url, body]
  const { hops, url: answered, headers, body: bytes } = exchange.response
  return [url, body, ...hops.map((hop) => hop.url), answered, ...Object.values(headers), binary(bytes)]
}
