/** The text of a body, whatever charset it was written in. */
import type { Response } from '#model/http.ts'

type Body = Pick<Response, 'body' | 'headers'>

const labelled = /charset\s*=\s*["']?\s*([\w-]+)/i
const labelledByMeta = /<meta[^>]*?charset\s*=\s*["']?\s*([\w-]+)/i

/** How far into a page a `<meta charset>` counts; the HTML standard reads this many bytes. */
const PRESCAN = 1024

/** How a page for people begins when nobody said what it is: the tags that the MIME Sniffing standard names first. */
const pageStart = /^(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|head|title|body|script|!--)/i

/** The body decoded last: triage reads each page before its checker does, and neither should pay twice. */
let last: { readonly body: Uint8Array; readonly type: string; readonly text: string } | undefined

/**
 * Decodes a body: byte-order mark, `content-type`, `<meta charset>` of a page, UTF-8 if it is valid, else GB18030, which
 * holds every GBK page that forgot to say so. Never throws: bytes that fit nowhere become U+FFFD.
 */
export function text(response: Body): string {
  const { body } = response
  if (body.length === 0) return ''
  const type = contentType(response)
  if (last?.body !== body || last.type !== type) last = { body, type, text: decoded(response) }
  return last.text
}

/** True when the answer is a page for people rather than data. */
export function isHtml(response: Body): boolean {
  const type = contentType(response)
  if (type !== '') return /\b(text\/html|application\/xhtml)/i.test(type)
  return pageStart.test(latin1(response.body.subarray(0, PRESCAN)))
}

const contentType = ({ headers }: Body) => headers['content-type'] ?? ''

function decoded(response: Body): string {
  const { body } = response
  const declared = byteOrderMark(body) ?? labelled.exec(contentType(response))?.[1] ?? metaCharset(response)
  return (declared && decode(body, declared)) ?? decode(body, 'utf-8', true) ?? decode(body, 'gb18030') ?? ''
}

function byteOrderMark(body: Uint8Array): string | undefined {
  if (body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf) return 'utf-8'
  if (body[0] === 0xff && body[1] === 0xfe) return 'utf-16le'
  return body[0] === 0xfe && body[1] === 0xff ? 'utf-16be' : undefined
}

/** A tag that can be read byte by byte and says UTF-16 is mistaken: the HTML standard takes it for UTF-8. */
function metaCharset(response: Body): string | undefined {
  if (!isHtml(response)) return undefined
  const declared = labelledByMeta.exec(latin1(response.body.subarray(0, PRESCAN)))?.[1]
  return declared && /^utf-?16/i.test(declared) ? 'utf-8' : declared
}

const latin1 = (bytes: Uint8Array) => new TextDecoder('latin1').decode(bytes)

/** Undefined for an unknown label, and with `fatal` for bytes that are not of this charset. */
function decode(body: Uint8Array, charset: string, fatal = false): string | undefined {
  try {
    return new TextDecoder(charset, { fatal }).decode(body, { stream: fatal }) // a body cut off inside a character is still of its charset
  } catch {
    return undefined
  }
}
