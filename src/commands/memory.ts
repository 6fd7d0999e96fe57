/** The monitor's memory on disk: `status.json` of the last night. */
import { join } from 'node:path'
import type { z } from 'zod'
import { itemwise, pieces } from '#core/long-json.ts'
import { chunksOf, ifThere, readIfThere } from '#io/files.ts'
import { InputError } from '#model/errors.ts'
import { LinkRecord, StatusDocument } from '#model/memory.ts'

/** Reads the memory of a reports folder; undefined before the first night. `shown` is the folder as the user knows it. @throws {InputError} */
export async function readMemory(folder: string, shown: string): Promise<StatusDocument | undefined> {
  const path = join(folder, 'status.json')
  const file = `${shown}/status.json`
  const read = await ifThere(itemwise(chunksOf(path), 'links', (link, i) => valid(LinkRecord, link, file, `links.${i}`)))
  if (read !== undefined) return { ...valid(StatusDocument, read.head, file), links: [...read.items] }
  const text = await readIfThere(path) // laid out by somebody else, damaged, or not there
  return text === undefined ? undefined : valid(StatusDocument, parsed(text, file), file)
}

function valid<Schema extends z.ZodType>(schema: Schema, value: unknown, file: string, where?: string): z.output<Schema> {
  const read = schema.safeParse(value)
  if (read.success) return read.data
  const [issue] = read.error.issues
  const path = [...(where === undefined ? [] : [where]), ...(issue?.path ?? [])].join('.')
  throw unusable(file, `${path || 'the document'}: ${issue?.message}`)
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
export const written = (document: { readonly links: readonly object[] }): Iterable<string> => pieces(document, 'links')
