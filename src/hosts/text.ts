/** The text of a body, whatever charset it was written in. */
import type { Response } from '#model/http.ts'

const labelled = /charset\s*=\s*["']?\s*([\w-]+)/i

/** How far into a page a `<meta charset>` counts; the HTML standard reads this many bytes. */
const PRESCAN = 1024

/**
 * Decodes a body: byte-order mark, `content-type`, `<meta charset>`, UTF-8 if it is valid, else GB18030, which holds every
 * GBK page that forgot to say so. Never throws: bytes that fit nowhere become U+FFFD.
 */
export function text(response: Pick<Response, 'body' | 'headers'>): string {
  const { body } = response
  const declared = byteOrderMark(body) ?? labelled.exec(response.headers['content-type'] ?? '')?.[1] ?? metaCharset(body)
  return (declared && decode(body, declared)) ?? decode(body, 'utf-8', true) ?? decode(body, 'gb18030') ?? ''
}

/** True when the answer is a page for people rather than data. */
export function isHtml(response: Pick<Response, 'body' | 'headers'>): boolean {
  const type = response.headers['content-type'] ?? ''
  if (type !== '') return /\b(text\/html|application\/xhtml)/i.test(type)
  return /^\s*(<!doctype html|<html)/i.test(latin1(response.body.subarray(0, PRESCAN)))
}

function byteOrderMark(body: Uint8Array): string | undefined {
  if (body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf) return 'utf-8'
  if (body[0] === 0xff && body[1] === 0xfe) return 'utf-16le'
  return body[0] === 0xfe && body[1] === 0xff ? 'utf-16be' : undefined
}

const metaCharset = (body: Uint8Array) =>
  /<meta[^>]+>/i.test(latin1(body.subarray(0, PRESCAN))) ? labelled.exec(latin1(body.subarray(0, PRESCAN)))?.[1] : undefined

function latin1(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes)
}

function decode(body: Uint8Array, charset: string, fatal = false): string | undefined {
  try {
    return new TextDecoder(charset, { fatal }).decode(body)
  } catch {
    return undefined // an unknown label, or bytes that are not of this charset
  }
}
