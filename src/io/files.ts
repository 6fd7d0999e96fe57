/** Reading and publishing the files of a folder: all of them or none, each atomically. */
import { createReadStream } from 'node:fs'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** What a file is to hold: a text, or one in pieces where it may be longer than strings can be. */
export type Text = string | Iterable<string | Uint8Array>

/** What is read of a file or folder, or undefined when there is none. Rejects when it is there and cannot be read. */
export async function ifThere<Read>(reading: Promise<Read>): Promise<Read | undefined> {
  try {
    return await reading
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** The text of a file; see `ifThere`. */
export const readIfThere = (path: string): Promise<string | undefined> => ifThere(readFile(path, 'utf8'))

/** The text of a file as it comes from the disk. */
export const chunksOf = (path: string): AsyncIterable<string> => createReadStream(path, { encoding: 'utf8', highWaterMark: 1024 * 1024 })

/** The lines of a text that may be longer than strings can be. */
export function* linesOf(bytes: Buffer): Generator<string> {
  for (let from = 0; from < bytes.length; ) {
    const end = bytes.indexOf('\n', from)
    const to = end === -1 ? bytes.length : end
    yield bytes.toString('utf8', from, to)
    from = to + 1
  }
}

/**
 * Writes the texts by file name into a folder. Every text is on disk under a temporary name before the first file is
 * replaced, so a full disk or a crash leaves the earlier files whole.
 */
export async function publish(folder: string, texts: ReadonlyMap<string, Text>): Promise<void> {
  const written: { temporary: string; path: string }[] = []
  try {
    for (const [name, text] of texts) {
      const path = join(folder, name)
      const temporary = `${path}.${process.pid}.tmp`
      await mkdir(dirname(path), { recursive: true })
      written.push({ temporary, path })
      await writeThrough(temporary, text)
    }
    for (const { temporary, path } of written) await rename(temporary, path)
  } catch (error) {
    await Promise.all(written.map(({ temporary }) => rm(temporary, { force: true })))
    throw error
  }
}

/** Writes a text and sees it through to the disk. */
export async function writeThrough(path: string, text: Text): Promise<void> {
  const file = await open(path, 'w')
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
}
