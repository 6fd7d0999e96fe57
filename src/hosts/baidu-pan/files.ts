/** The entries of a share, and the facts in them. */
import { z } from 'zod'
import type { Facts } from '#model/verdict.ts'

/** Numbers are strings in `share/list` and numbers elsewhere. */
const Count = z
  .union([z.number(), z.string().regex(/^\d+$/).transform(Number)])
  .optional()
  .catch(undefined)

/** Names are missing where the host shows them as pictures; the number of the file never is. */
export const Entry = z.object({
  fs_id: z.union([z.number(), z.string().regex(/^\d+$/)]),
  server_filename: z.string().optional().catch(undefined),
  isdir: Count,
  size: Count,
  server_mtime: Count,
})
export type Entry = z.output<typeof Entry>

/** A number that names something; 0 names nothing. */
export const Id = z
  .union([z.number(), z.string()])
  .transform(String)
  .transform((id) => (id === '0' || id === '' ? undefined : id))
  .optional()
  .catch(undefined)

/**
 * What the entries tell. Sizes and numbers only when nothing is a folder (a folder's size is 0) and the listing is `whole`.
 * `path` is the host's title of the share, for shares of several entries.
 */
export function factsOf(entries: readonly Entry[], whole: boolean, path = ''): Facts {
  const [only, ...others] = entries
  const title = named(others.length === 0 ? only?.server_filename : path.split('/').at(-1))
  const updatedAt = dateOf(Math.max(...entries.map(({ server_mtime }) => server_mtime ?? 0)))
  const flat = whole && entries.every(({ isdir }) => isdir === 0)
  const bytes = entries.reduce((sum, { size }) => sum + (size ?? 0), 0)
  return {
    ...(title !== undefined && { title }),
    ...(flat && { files: entries.length }),
    ...(flat && bytes > 0 && { bytes }),
    ...(updatedAt !== undefined && { updatedAt }),
  }
}

/** A name that is nothing but an extension is one the host hides. */
const named = (name: string | undefined) => (name === undefined || name === '' || /^\.\w+$/.test(name) ? undefined : name)

/** The year 2100, in seconds: later times are mistakes. */
const LATEST = 4_102_444_800

const dateOf = (seconds: number) => (seconds > 0 && seconds < LATEST ? new Date(seconds * 1000).toISOString().slice(0, 10) : undefined)
