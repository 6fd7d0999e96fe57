/** The monitor's memory on disk: `status.json` of the last night. */
import { join } from 'node:path'
import { readIfThere } from '#io/files.ts'
import { InputError } from '#model/errors.ts'
import { StatusDocument } from '#model/memory.ts'

/** Reads the memory of a reports folder; undefined before the first night. `shown` is the folder as the user knows it. @throws {InputError} */
export async function readMemory(folder: string, shown: string): Promise<StatusDocument | undefined> {
  const text = await readIfThere(join(folder, 'status.json'))
  if (text === undefined) return undefined
  const file = `${shown}/status.json`
  const read = StatusDocument.safeParse(parsed(text, file))
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw unusable(file, `${issue?.path.join('.') || 'the document'}: ${issue?.message}`)
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw unusable(file, (error as Error).message)
  }
}

const unusable = (file: string, why: string) =>
  new InputError({
    message: `The memory of earlier nights cannot be read: ${why}.`,
    where: { file },
    hint: 'Restore the file from version control, or remove it to begin afresh.',
  })

/** The document as it is written: the same facts give the same bytes. */
export const written = (document: StatusDocument): string => `${JSON.stringify(document, null, 2)}\n`
