/** Reading and publishing the files of a folder: all of them or none, each atomically. */
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'

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

/**
 * Writes the texts by file name into a folder. Every text is on disk under a temporary name before the first file is
 * replaced, so a full disk or a crash leaves the earlier files whole.
 */
export async function publish(folder: string, texts: ReadonlyMap<string, string>): Promise<void> {
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
export async function writeThrough(path: string, text: string): Promise<void> {
  const file = await open(path, 'w')
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
}
