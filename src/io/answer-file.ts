/** An answer as a file: a checksum, the headers and the body. What was damaged, or belongs to another question, is none. */
import { createHash } from 'node:crypto'
import { z } from 'zod'

export type Answer = { readonly headers: Readonly<Record<string, string>>; readonly body: Uint8Array }

const Headers = z.record(z.string(), z.string())

/** The name says nothing of the question: URLs may hold what no listing of a folder should show. */
export const nameOf = (question: string): string => checksum(question)

/** Two lines of text, then the body as it is. */
export function written(question: string, { headers, body }: Answer): Buffer {
  const rest = Buffer.concat([Buffer.from(`${JSON.stringify(headers)}\n`), body])
  return Buffer.concat([Buffer.from(`${checksum(question, rest)}\n`), rest])
}

/** The answer to the question. @throws when it is not one */
export function read(question: string, bytes: Buffer): Answer {
  const rest = bytes.subarray(bytes.indexOf('\n') + 1)
  if (bytes.subarray(0, -rest.length).toString() !== `${checksum(question, rest)}\n`) throw new Error('damaged')
  const end = rest.indexOf('\n')
  return { headers: Headers.parse(JSON.parse(rest.subarray(0, end).toString())), body: new Uint8Array(rest.subarray(end + 1)) }
}

const checksum = (...parts: readonly (string | Uint8Array)[]): string => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('hex')
}
