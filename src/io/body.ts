/** Bodies: how many of their bytes are kept, and how they are unpacked without trusting their size. */
import { Buffer } from 'node:buffer'
import type { Transform } from 'node:stream'
import { constants, createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib'

export type Kept = { readonly bytes: Uint8Array; readonly cut: boolean }

/** A body that was cut off is unpacked as far as it goes. */
const TOLERANT = { finishFlush: constants.Z_SYNC_FLUSH }

/**
 * Unpacks a body that was sent as `encoding`; an encoding we did not ask for is left as it is.
 * @param limit bytes to keep; unpacking stops there, whatever the rest would have grown to
 * @throws zlib's error when not even the first bytes can be unpacked
 */
export async function unpacked(packed: Buffer, encoding: string | undefined, limit: number): Promise<Kept> {
  const decoder = decoderOf(encoding?.trim().toLowerCase(), packed)
  if (decoder === undefined) return kept([packed], packed.length, limit)
  decoder.end(packed)
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

/** Undefined also where a body is labelled as packed and plainly is not. */
function decoderOf(encoding: string | undefined, packed: Buffer): Transform | undefined {
  const [first] = packed
  if (first === undefined) return undefined
  if (encoding === 'gzip' || encoding === 'x-gzip') return first === 0x1f ? createGunzip(TOLERANT) : undefined
  if (encoding === 'br') return createBrotliDecompress({ finishFlush: constants.BROTLI_OPERATION_FLUSH })
  // "deflate" means zlib, but some servers send the bare stream; a zlib header's first byte ends in 8
  if (encoding === 'deflate') return (first & 0x0f) === 8 ? createInflate(TOLERANT) : createInflateRaw(TOLERANT)
  return undefined
}
