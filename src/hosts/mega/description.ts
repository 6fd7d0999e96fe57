/** Reads what MEGA says of a share, and tries the link's key on it: names are encrypted, so the right key is the one that opens them. */
import { z } from 'zod'
import { type Facts, type Verdict, verdict } from '#model/verdict.ts'
import { Unrecognised } from '../kit.ts'
import { decrypt } from './aes.ts'
import type { Share } from './link.ts'

const size = z.int().nonnegative()
/** Attributes hold a name and a few flags. */
const base64 = z.string().regex(/^[\w-]{1,16384}=*$/)

/** `s`: bytes, files, folders, and what older versions add. */
const Folder = z.object({ ph: z.string(), attrs: base64, k: z.string(), s: z.tuple([size, size], size) })
const File = z.object({ s: size, at: base64 })

/** Bytes of a key: of a folder's own, and of a file's, which carries more than the cipher's. */
const KEY_LENGTH = { folder: 16, file: 32 } as const

/**
 * The verdict on a share that the server describes.
 * @throws {Unrecognised} when the description is of another shape, or of another share
 */
export function described(share: Share, said: unknown): Verdict {
  const { facts, attributes, unwrap } = share.kind === 'folder' ? folder(share, said) : file(said)
  if (share.key === '') return verdict('passcode-missing', { detail: 'it exists, but its key is missing', facts })
  const key = bytesOf(share.key)
  if (key?.length !== KEY_LENGTH[share.kind]) return verdict('passcode-rejected', { detail: 'the key has the wrong length', facts })
  const opened = open(unwrap(key), attributes)
  if (opened === undefined) return verdict('passcode-rejected', { detail: 'the key does not open it', facts })
  return verdict('listed', { facts: { ...opened, ...facts }, warnings: facts.files === 0 ? ['empty'] : [] })
}

type Sealed = {
  readonly facts: Facts
  readonly attributes: Uint8Array
  /** The key of the attributes, from the key of the link. */
  readonly unwrap: (key: Uint8Array) => Uint8Array
}

function folder({ handle }: Share, said: unknown): Sealed {
  const { ph, attrs, k, s } = shaped(Folder, said)
  if (ph !== handle) throw new Unrecognised(`asked for folder ${handle}, got ${ph}`)
  const wrapped = bytesOf(k.slice(k.lastIndexOf(':') + 1))
  if (wrapped?.length !== KEY_LENGTH.folder) throw new Unrecognised('the key of the root folder has another length')
  return { facts: { bytes: s[0], files: s[1] }, attributes: blocksOf(attrs), unwrap: (key) => decrypt(key, wrapped) }
}

function file(said: unknown): Sealed {
  const { s, at } = shaped(File, said)
  return { facts: { bytes: s }, attributes: blocksOf(at), unwrap: (key) => key.subarray(0, 16).map((byte, i) => byte ^ (key[i + 16] ?? 0)) }
}

/** What opened attributes begin with. */
const PREFIX = 'MEGA{"'
const Name = z.object({ n: z.string().min(1) })

/** The facts inside the attributes, or undefined when this is not their key. */
function open(key: Uint8Array, attributes: Uint8Array): Facts | undefined {
  const plain = new TextDecoder().decode(decrypt(key, attributes))
  if (!plain.startsWith(PREFIX)) return undefined
  try {
    const { n } = Name.parse(JSON.parse(plain.slice(PREFIX.indexOf('{')).replace(/\0+$/, '')))
    return { title: n }
  } catch {
    return {} // the prefix is proof enough; a name that cannot be read is only a missing fact
  }
}

function blocksOf(text: string): Uint8Array {
  const bytes = bytesOf(text)
  if (bytes === undefined || bytes.length === 0 || bytes.length % 16 !== 0) throw new Unrecognised('the attributes are no blocks of 16 bytes')
  return bytes
}

/** Undefined for a text that is no base64url. */
function bytesOf(text: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0))
  } catch {
    return undefined
  }
}

function shaped<Shape extends z.ZodType>(shape: Shape, said: unknown): z.output<Shape> {
  const read = shape.safeParse(said)
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw new Unrecognised(`unexpected description: ${issue?.path.join('.') || 'root'}: ${issue?.message}`)
}
