/** How much a folder of kept answers holds, and what of it is dropped. Counted in files of ours; nothing else in the folder is ever touched. */
import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Bytes on disk of all answers, and of the smallest. */
const MOST = 64 * 1024 * 1024
const BLOCK = 4096

const DAY = 24 * 60 * 60 * 1000

/** An answer that was of no use for so long is dropped: twice as long as a link may rest. */
const UNUSED = 14 * DAY

/** An answer, or a file on its way to become one. */
const OURS = /^[0-9a-f]{64}(?:\.[0-9a-f-]{36}\.tmp)?$/

export type Room = {
  /**
   * Counts a file of this name as so many bytes long, 0 when it is no more. False when it does not fit: what is there is never dropped
   * for what is new, or a list that is longer than the room would find nothing in the end.
   */
  take(name: string, bytes: number): boolean
}

/** Looks into the folder, and drops what was of no use and what is too much. Makes it when it is not there, as one that is not committed. */
export async function roomIn(folder: string): Promise<Room> {
  const made = await mkdir(folder, { recursive: true, mode: 0o700 })
  if (made !== undefined) await writeFile(join(folder, '.gitignore'), '*\n')
  const room = counting()
  const names = (await readdir(folder)).filter((name) => OURS.test(name))
  const found = await Promise.all(names.map(async (name) => ({ name, ...(await seen(join(folder, name))) })))
  const now = Date.now()
  for (const { name, size, at } of found.sort((a, b) => b.at - a.at)) {
    const lasts = name.endsWith('.tmp') ? DAY : UNUSED
    if (now - at > lasts || !room.take(name, size)) await rm(join(folder, name), { force: true })
  }
  return room
}

/** A file that another process dropped meanwhile takes no room. */
async function seen(path: string): Promise<{ readonly size: number; readonly at: number }> {
  try {
    const { size, mtimeMs } = await stat(path)
    return { size, at: mtimeMs }
  } catch {
    return { size: 0, at: 0 }
  }
}

function counting(): Room {
  const sizes = new Map<string, number>()
  let taken = 0
  return {
    take(name, bytes) {
      const size = Math.ceil(bytes / BLOCK) * BLOCK
      const after = taken - (sizes.get(name) ?? 0) + size
      if (after > MOST) return false
      taken = after
      if (size === 0) sizes.delete(name)
      else sizes.set(name, size)
      return true
    },
  }
}
