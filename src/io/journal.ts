/** Changes a folder as a whole: whenever the process is killed, all files of a change are in place after the next `recover`, or none. */
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { ifThere, type Text, writeThrough } from './files.ts'

/** The files of a change that is decided, until they are in place. */
const DECIDED = '.next'

/** The same while they are being written: of no consequence. */
const DRAFT = '.next.draft'

/**
 * Puts the texts by path into the folder. All of them are on disk before the one rename that decides; what is left to do then, anybody
 * can do. A change that was decided before must have been recovered.
 */
export async function commit(folder: string, texts: ReadonlyMap<string, Text>): Promise<void> {
  const draft = join(folder, DRAFT)
  try {
    for (const [name, text] of texts) {
      const path = join(draft, name)
      await mkdir(dirname(path), { recursive: true })
      await writeThrough(path, text)
    }
    await rename(draft, join(folder, DECIDED))
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    throw error
  }
  await recover(folder)
}

/** Brings to its end what a process had decided that was killed, and clears away what it had not. Only for whom nobody else writes there. */
export async function recover(folder: string): Promise<void> {
  await rm(join(folder, DRAFT), { recursive: true, force: true })
  const decided = join(folder, DECIDED)
  const files = await filesIn(decided)
  for (const file of files) {
    const path = join(folder, relative(decided, file))
    await mkdir(dirname(path), { recursive: true })
    await rename(file, path)
  }
  await rm(decided, { recursive: true, force: true })
}

async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = (await ifThere(readdir(folder, { recursive: true, withFileTypes: true }))) ?? []
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name))
}
