/** Bytes of a file as text: in registry files UTF-8 and nothing else by accident; elsewhere as people save their lists. */
import { readFile } from 'node:fs/promises'
import { type Complaint, InputError } from '#model/errors.ts'

/** How the bytes of a file become text. @throws {InputError} when they cannot */
export type Decode = (bytes: Uint8Array, file: string) => string

/**
 * Reads a text file; a byte-order mark is dropped. `file` is the name that complaints give it.
 * @throws {InputError} when it cannot be read, or is no text by `decode`
 */
export async function readText(path: string, file: string, decode: Decode = utf8): Promise<string> {
  try {
    return decode(await readFile(path), file)
  } catch (error) {
    throw error instanceof InputError ? error : new InputError(unreadable(file, error))
  }
}

const MISSING = 'There is no such file or folder.'

const CAUSES: Readonly<Record<string, string>> = {
  ENOENT: MISSING,
  ENOTDIR: MISSING,
  EACCES: 'It cannot be read: permission denied.',
  EISDIR: 'It is a folder, and a file was expected.',
}

/** Says why the file system did not give a file or folder. */
export function unreadable(file: string, error: unknown): Complaint {
  const code = (error as NodeJS.ErrnoException).code ?? ''
  const message = CAUSES[code] ?? `It cannot be read: ${(error as Error).message}.`
  return {
    message,
    where: { file },
    hint: message === MISSING ? 'Check the spelling, and the folder you are in.' : 'Check its permissions.',
  }
}

/** UTF-8 alone. */
export const utf8: Decode = (bytes, file) => {
  const text = decoded(bytes, 'utf-8')
  if (text !== undefined) return text
  const before = new TextDecoder('utf-8').decode(bytes).split('\uFFFD', 1)[0] ?? ''
  const lines = before.split('\n')
  throw new InputError({
    message: 'The file is not UTF-8 text from here on.',
    where: { file, line: lines.length, column: (lines.at(-1) ?? '').length + 1 },
    hint: 'Save it with the encoding UTF-8.',
  })
}

/** UTF-16, as spreadsheets save it; what a page says of itself; UTF-8; the Chinese encodings; or the complaint that it is not UTF-8. */
export const anyCharset: Decode = (bytes, file) => {
  const labels = [utf16(bytes), 'utf-8', metaCharset(bytes), 'gb18030']
  for (const label of labels) {
    const text = label === undefined ? undefined : decoded(bytes, label)
    if (text !== undefined) return text
  }
  return utf8(bytes, file)
}

/** By its mark, or by the zeros that Latin letters and line breaks have on one side: texts of other encodings hold hardly any. */
function utf16(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const sample = bytes.subarray(0, SAMPLE)
  const even = sample.filter((byte, i) => byte === 0 && i % 2 === 0).length
  const odd = sample.filter((byte, i) => byte === 0 && i % 2 === 1).length
  if (even + odd <= sample.length / STRAY) return undefined
  return odd > even ? 'utf-16le' : 'utf-16be'
}

const SAMPLE = 4096

/** One zero among so many bytes is an accident. */
const STRAY = 20

/** What a page says near its beginning; the HTML standard reads this far. */
const metaCharset = (bytes: Uint8Array) =>
  /<meta[^>]*?charset\s*=\s*["']?\s*([\w-]+)/i.exec(new TextDecoder('latin1').decode(bytes.subarray(0, 1024)))?.[1]

/** Undefined for bytes that are not of this charset, and for charsets nobody knows. */
function decoded(bytes: Uint8Array, charset: string): string | undefined {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
