/** Answers that are kept from night to night, a file for each in one folder, so that a host can say that they still hold. */
import { randomUUID } from 'node:crypto'
import { readFile, rename, rm, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Answer, nameOf, read, written } from './answer-file.ts'
import { ifThere } from './files.ts'
import { type Room, roomIn } from './room.ts'

/** Nothing here ever fails: an answer that cannot be read or kept is one that is not there. */
export type Answers = {
  find(question: string): Promise<Answer | undefined>
  keep(question: string, answer: Answer): Promise<void>
  /** What was found was of use tonight. */
  used(question: string): Promise<void>
  forget(question: string): Promise<void>
}

/** What is in the folder is looked at with the first answer that is kept or of use. `trouble`: told once, when no answer can be kept there. */
export function answersIn(folder: string, trouble: (why: string) => void): Answers {
  let opened: Promise<Room> | undefined
  let told = false
  const room = () => {
    opened ??= roomIn(folder)
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
      const held = await room()
      held.take(name, 0)
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
        const held = await room()
        if (!held.take(name, bytes.length)) return forget(question)
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
