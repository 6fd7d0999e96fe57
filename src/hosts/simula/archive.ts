/** Whether the site holds an archive, by its first byte: the archives are large, the server is small. */
import type { Question } from '#model/checker.ts'
import type { Response } from '#model/http.ts'
import { attempt, get, isHtml, NoAnswer, Unrecognised } from '../kit.ts'
import { SITE } from './link.ts'

/** Bytes of the archive, or why there is no number to give. */
export type Held = number | 'missing' | NoAnswer | Unrecognised

/** Asks for one byte of a file. */
export function* held(path: string): Question<Held> {
  const response = yield* attempt(get(SITE + path, { headers: { range: 'bytes=0-0' }, limit: 1 }), [404])
  if (response instanceof NoAnswer) return response
  if (response.status === 404) return 'missing'
  const bytes = isHtml(response) ? 0 : sizeOf(response)
  return bytes > 0 ? bytes : new Unrecognised(`no file (HTTP ${response.status})`)
}

/** The size of the whole file, by either way a server tells it. */
function sizeOf({ status, headers }: Response): number {
  if (status === 206) return Number(/^bytes 0-0\/(\d{1,15})$/.exec(headers['content-range'] ?? '')?.[1] ?? 0)
  return status === 200 ? Number(/^\d{1,15}$/.exec(headers['content-length'] ?? '')?.[0] ?? 0) : 0
}
