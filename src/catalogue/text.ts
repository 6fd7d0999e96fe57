/** Bytes of a file as text: UTF-8, and nothing else by accident. */
import { readFile } from 'node:fs/promises'
import { type Complaint, InputError } from '#model/errors.ts'

/**
 * Reads a text file; a byte-order mark is dropped. `file` is the name that complaints give it.
 * @throws {InputError} when it cannot be read, or is not UTF-8
 */
export async function readText(path: string, file: string): Promise<string> {
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

function decode(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    const before = new TextDecoder('utf-8').decode(bytes).split('\uFFFD', 1)[0] ?? ''
    const lines = before.split('\n')
    throw new InputError({
      message: 'The file is not UTF-8 text from here on.',
      where: { file, line: lines.length, column: (lines.at(-1) ?? '').length + 1 },
      hint: 'Save it with the encoding UTF-8.',
    })
  }
}
