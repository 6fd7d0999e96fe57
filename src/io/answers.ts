/** Answers that are kept from night to night, a file for each in one folder, so that a host can say that they still hold. */
import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Answer, nameOf, read, written } from './answer-file.ts'
import { ifThere } from './files.ts'

/** Nothing here ever fails: an answer that cannot be read or kept is one that is not there. */
export type Answers = {
  find(question: string): Promise<Answer | undefined>
  keep(question: string, answer: Answer): Promise<void>
  /** What was found was of use tonight. */
  used(question: string): Promise<void>
  forget(question: string): Promise<void>
}

/** Bytes on disk of all answers, and of the smallest. */
const ROOM = 64 * 1024 * 1024
const BLOCK = 4096

const DAY = 24 * 60 * 60 * 1000

/** An answer that was of no use for so long is dropped: twice as long as a link may rest. */
const UNUSED = 14 * DAY

/** A file of ours, or one on its way to become one. Nothing else in the folder is ever touched. */
const OURS = /^[0-9a-f]{64}(?:\.[0-9a-f-]{36}\.tmp)?$/

/** Sizes by file name, and their sum. */
type Room = { readonly sizes: Map<string, number>; taken: number }

/** What is in the folder is looked at with the first answer that is kept or of use. `trouble`: told once, when no answer can be kept there. */
export function answersIn(folder: string, trouble: (why: string) => void): Answers {
  let opened: Promise<Room> | undefined
  let told = false
  const room = () => {
    opened ??= opening(folder)
    return opened
  }
  const attempt = async (task: () => Promise<void>) => {
    try {
      await task()
    } catch (error) {
      if (!told) trouble(error instanceof Error ? error.message : String(error))
      told = true
    }
  }
  const forget = (question: string) =>
    attempt(async () => {
      const name = nameOf(question)
      resize(await room(), name, 0)
      await rm(join(folder, name), { force: true })
    })

  return {
    async find(question) {
      try {
        return read(question, await readFile(join(folder, nameOf(question))))
      } catch {
        return undefined
      }
    },
    keep: (question, answer) =>
      attempt(async () => {
        const name = nameOf(question)
        const bytes = written(question, answer)
        if (!resize(await room(), name, onDisk(bytes.length))) return forget(question)
        await replace(join(folder, name), bytes)
      }),
    used: (question) =>
      attempt(async () => {
        await room()
        const now = new Date()
        await ifThere(utimes(join(folder, nameOf(question)), now, now))
      }),
    forget,
  }
}

/** The same answers for a night that writes nothing. */
export const readOnly = ({ find }: Answers): Answers => ({ find, keep: nothing, used: nothing, forget: nothing })

const nothing = async () => {}

/** Makes the folder when it is not there, as one that is not committed, and else drops what nobody asked for and what is too much. */
async function opening(folder: string): Promise<Room> {
  const made = await mkdir(folder, { recursive: true, mode: 0o700 })
  if (made !== undefined) await writeFile(join(folder, '.gitignore'), '*\n')
  const room: Room = { sizes: new Map(), taken: 0 }
  const names = (await readdir(folder)).filter((name) => OURS.test(name))
  const found = await Promise.all(names.map(async (name) => ({ name, ...(await seen(join(folder, name))) })))
  const now = Date.now()
  for (const { name, size, at } of found.sort((a, b) => b.at - a.at)) {
    const lasts = name.endsWith('.tmp') ? DAY : UNUSED
    if (now - at > lasts || !resize(room, name, onDisk(size))) await rm(join(folder, name), { force: true })
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

/** False when there is no room for so many bytes. What is there is never dropped for what is new, or a long list would find nothing in the end. */
function resize(room: Room, name: string, size: number): boolean {
  const taken = room.taken - (room.sizes.get(name) ?? 0) + size
  if (taken > ROOM) return false
  room.taken = taken
  if (size === 0) room.sizes.delete(name)
  else room.sizes.set(name, size)
  return true
}

const onDisk = (bytes: number) => Math.ceil(bytes / BLOCK) * BLOCK

async function replace(path: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${path}.${randomUUID()}.tmp`
  try {
    await writeFile(temporary, bytes, { mode: 0o600 })
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}
