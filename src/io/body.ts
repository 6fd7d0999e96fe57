/** Bodies: how many of their bytes are kept, and how they are unpacked without trusting their size. */
import { Buffer } from 'node:buffer'
import type { Transform } from 'node:stream'
import { constants, createBrotliDecompress, createInflate, createInflateRaw } from 'node:zlib'

export type Kept = { readonly bytes: Uint8Array; readonly cut: boolean }

/** A body that was cut off is unpacked as far as it goes. */
const TOLERANT = { finishFlush: constants.Z_SYNC_FLUSH }

/**
 * Unpacks a body that was sent as `encoding`; an encoding we did not ask for is left as it is.
 * @param limit bytes to keep; unpacking stops there, whatever the rest would have grown to
 * @throws zlib's error when not even the first bytes can be unpacked
 */
export async function unpacked(packed: Buffer, encoding: string | undefined, limit: number): Promise<Kept> {
  const found = decoderOf(encoding?.trim().toLowerCase(), packed)
  if (found === undefined) return kept([packed], packed.length, limit)
  const { decoder, from = 0 } = found
  decoder.end(packed.subarray(from))
  const parts: Buffer[] = []
  let length = 0
  try {
    for await (const part of decoder as AsyncIterable<Buffer>) {
      parts.push(part)
      length += part.length
      if (length > limit) break
    }
  } catch (error) {
    if (length === 0) throw error
    return { ...kept(parts, length, limit), cut: true }
  }
  return kept(parts, length, limit)
}

/** A copy of its own: a view would keep the whole buffer of the socket alive for as long as the answer is remembered. */
const kept = (parts: readonly Buffer[], length: number, limit: number): Kept => ({
  bytes: new Uint8Array(Buffer.concat(parts, Math.min(length, limit))),
  cut: length > limit,
})

/** What unpacks a body, from a byte of it on. Undefined also where it is labelled as packed and plainly is not. */
function decoderOf(encoding: string | undefined, packed: Buffer): { readonly decoder: Transform; readonly from?: number } | undefined {
  const [first] = packed
  if (first === undefined) return undefined
  if (encoding === 'gzip' || encoding === 'x-gzip') {
    // as browsers do: whatever follows the stream, or contradicts its checksum, is not looked at
    return first === 0x1f ? { decoder: createInflateRaw(TOLERANT), from: gzipHeader(packed) } : undefined
  }
  if (encoding === 'br') return { decoder: createBrotliDecompress({ finishFlush: constants.BROTLI_OPERATION_FLUSH }) }
  // "deflate" means zlib, but some servers send the bare stream; a zlib header's first byte ends in 8
  if (encoding === 'deflate') return { decoder: (first & 0x0f) === 8 ? createInflate(TOLERANT) : createInflateRaw(TOLERANT) }
  return undefined
}

const EXTRA = 0x04
const NAME = 0x08
const COMMENT = 0x10
const CHECKSUM = 0x02

/** The length of a gzip header (RFC 1952, 2.3). */
function gzipHeader(packed: Buffer): number {
  const flags = packed[3] ?? 0
  const afterText = (from: number) => packed.indexOf(0, from) + 1 || packed.length
  let at = 10
  if (flags & EXTRA) at += 2 + (packed[at] ?? 0) + (packed[at + 1] ?? 0) * 256
  if (flags & NAME) at = afterText(at)
  if (flags & COMMENT) at = afterText(at)
  return flags & CHECKSUM ? at + 2 : at
}
