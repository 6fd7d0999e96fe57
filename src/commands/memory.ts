/** The monitor's memory on disk: `status.json` of the last night. */
import { join } from 'node:path'
import { pieces } from '#core/long-json.ts'
import { InputError } from '#model/errors.ts'
import { LinkRecord, StatusDocument } from '#model/memory.ts'
import { readLong } from './long-document.ts'

/** Reads the memory of a reports folder; undefined before the first night. `shown` is the folder as the user knows it. @throws {InputError} */
export function readMemory(folder: string, shown: string): Promise<StatusDocument | undefined> {
  const memory = { document: StatusDocument, list: 'links', item: LinkRecord } as const
  return readLong(join(folder, 'status.json'), memory, (why) => {
    return new InputError({
      message: `The memory of earlier nights cannot be read: ${why}.`,
      where: { file: `${shown}/status.json` },
      hint: 'Restore the file from version control, or remove it to begin afresh.',
    })
  })
}

/** The document as it is written: the same facts give the same bytes. */
export const written = (document: { readonly links: readonly object[] }): Iterable<string> => pieces(document, 'links')
