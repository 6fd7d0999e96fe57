/** Reads bencode (BEP 3) as far as it goes: of a large torrent only the beginning is fetched. */
import { Unrecognised } from './kit.ts'

export type Bencoded = number | Uint8Array | readonly Bencoded[] | Dictionary
export type Dictionary = ReadonlyMap<string, Bencoded>

/** Torrents nest a handful deep; these bytes come from strangers. */
const DEEPEST = 12

/** Four for each file in a list; without a limit, megabytes of empty lists take a hundred times their size. */
const MOST_VALUES = 250_000

/** No number of a torrent is longer than a size in bytes. */
const LONGEST_NUMBER = 16

const utf8 = new TextDecoder()

export const words = (value: Bencoded | undefined): string => (value instanceof Uint8Array ? utf8.decode(value) : '')

/**
 * The value these bytes begin with; undefined when they end within its first token. A list or dictionary that is cut off
 * holds what came before the cut.
 * @throws {Unrecognised} when they are no bencode
 */
export function bdecode(bytes: Uint8Array): Bencoded | undefined {
  let at = 0
  let values = 0
  return value(0)

  function value(depth: number): Bencoded | undefined {
    if (++values > MOST_VALUES) throw broken()
    const opening = charAt(at)
    if (opening === '' || opening === 'i') return opening === '' ? undefined : number(++at, 'e')
    if (opening !== 'l' && opening !== 'd') return string()
    if (depth === DEEPEST) throw broken()
    at++
    return opening === 'l' ? list(depth + 1) : dictionary(depth + 1)
  }

  function list(depth: number): readonly Bencoded[] {
    const items: Bencoded[] = []
    while (!closed()) {
      const item = value(depth)
      if (item === undefined) break
      items.push(item)
    }
    return items
  }

  function dictionary(depth: number): Dictionary {
    const entries = new Map<string, Bencoded>()
    while (!closed()) {
      const key = string()
      const item = key && value(depth)
      if (item === undefined) break
      entries.set(words(key), item)
    }
    return entries
  }

  function string(): Uint8Array | undefined {
    const length = number(at, ':')
    if (length === undefined) return undefined
    if (length < 0) throw broken()
    const start = at
    at += length
    return at > bytes.length ? undefined : bytes.subarray(start, at)
  }

  /** The decimal number between two places; undefined when its end is cut off. */
  function number(start: number, end: 'e' | ':'): number | undefined {
    let digits = ''
    for (at = start; charAt(at) !== end; at++) {
      if (charAt(at) === '') return undefined
      digits += charAt(at)
      if (digits.length > LONGEST_NUMBER) throw broken()
    }
    if (!/^-?\d+$/.test(digits)) throw broken()
    at++
    return Number(digits)
  }

  function closed(): boolean {
    if (charAt(at) !== 'e') return false
    at++
    return true
  }

  function charAt(place: number): string {
    const byte = bytes[place]
    return byte === undefined ? '' : String.fromCharCode(byte)
  }

  function broken(): Unrecognised {
    return new Unrecognised(`no bencode at byte ${at}`)
  }
}
