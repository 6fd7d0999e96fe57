/**
 * The messages that no server has taken yet, one file each, in `.outbox/` of the reports folder. One that was taken is marked
 * so at once, and forgotten when the memory knows it.
 */
import { readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { InputError } from '#model/errors.ts'
import { Message } from '#model/mail.ts'
import { ifThere, readIfThere } from './files.ts'

const OUTBOX = '.outbox'

/** What a mail is called that waits, and one that was taken. */
const WAITS = '.json'
const TAKEN = '.taken'

export type Outbox = { readonly waiting: readonly Message[]; readonly taken: readonly Message[] }

/**
 * The messages that wait, and those that a run sent that was killed then; the oldest run first. `shown` is the reports folder as
 * the user knows it.
 * @throws {InputError} names every file that is no message: what it told would be lost or told twice
 */
export async function readOutbox(reports: string, shown = reports): Promise<Outbox> {
  const files = ((await ifThere(readdir(join(reports, OUTBOX)))) ?? []).filter((name) => name.endsWith(WAITS) || name.endsWith(TAKEN)).sort()
  const read = await Promise.all(files.map(async (name) => ({ name, message: parsed(await readIfThere(join(reports, OUTBOX, name))) })))
  const damaged = read.filter(({ message }) => message === undefined)
  if (damaged.length > 0) {
    throw new InputError(
      ...damaged.map(({ name }) => ({
        message: 'This mail, which waits to be sent, cannot be read.',
        where: { file: `${shown}/${OUTBOX}/${name}` },
        hint: 'Restore the file from version control, or remove it: what is still broken is told again then.',
      })),
    )
  }
  const named = (end: string) => read.filter(({ name }) => name.endsWith(end)).flatMap(({ message }) => message ?? [])
  return { waiting: named(WAITS), taken: named(TAKEN) }
}

/** The files with which messages wait in a reports folder, by path. */
export const outboxTexts = (messages: readonly Message[]): ReadonlyMap<string, string> =>
  new Map(messages.map((message) => [fileOf(message, WAITS), `${JSON.stringify(message, null, 2)}\n`]))

/** Marks a message that waits as taken: one step, as what happens between the server's word and this is sent again. */
export const markTaken = (reports: string, message: Message): Promise<void> =>
  rename(join(reports, fileOf(message, WAITS)), join(reports, fileOf(message, TAKEN)))

/** Forgets messages that were taken. */
export async function forgetTaken(reports: string, messages: readonly Message[]): Promise<void> {
  for (const message of messages) await rm(join(reports, fileOf(message, TAKEN)), { force: true })
}

/** The Message-ID as a file name; it begins with the time of the run. */
const fileOf = ({ id }: Message, end: string): string => join(OUTBOX, `${id.replace(/^<|>$/g, '').replace(/[^\w.@-]/g, '_')}${end}`)

function parsed(text: string | undefined): Message | undefined {
  try {
    return Message.safeParse(JSON.parse(text ?? '')).data
  } catch {
    return undefined
  }
}
