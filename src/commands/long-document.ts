/** A JSON document on disk that ends in a long list: read an item at a time, or whole where somebody else has laid it out. */
import type { z } from 'zod'
import { itemwise } from '#core/long-json.ts'
import { chunksOf, ifThere, readIfThere } from '#io/files.ts'
import type { InputError } from '#model/errors.ts'

/** The document's schema, its list, and the schema of the list's items. */
type Long<Document extends z.ZodType> = { readonly document: Document; readonly list: keyof z.output<Document> & string; readonly item: z.ZodType }

/** Reads the file; undefined when there is none. @throws what `unreadable` makes of the reason */
export async function readLong<Document extends z.ZodType<object>>(
  path: string,
  { document, list, item }: Long<Document>,
  unreadable: (why: string) => InputError,
): Promise<z.output<Document> | undefined> {
  const valid = <Schema extends z.ZodType>(schema: Schema, value: unknown, where: readonly (string | number)[] = []): z.output<Schema> => {
    const read = schema.safeParse(value)
    if (read.success) return read.data
    const [issue] = read.error.issues
    throw unreadable(`${[...where, ...(issue?.path ?? [])].join('.') || 'the document'}: ${issue?.message}`)
  }
  const read = await ifThere(itemwise(chunksOf(path), list, (value, i) => valid(item, value, [list, i])))
  if (read !== undefined) return { ...valid(document, read.head), [list]: read.items }
  const text = await readIfThere(path)
  return text === undefined ? undefined : valid(document, parsed(text, unreadable))
}

function parsed(text: string, unreadable: (why: string) => InputError): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw unreadable((error as Error).message)
  }
}
