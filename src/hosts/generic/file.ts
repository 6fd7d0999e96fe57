/** What an answer says of a file: how large, how old, and whether its bytes are what its name promises. */
import { BODY_MARK, type Response } from '#model/http.ts'
import type { Facts, Warning } from '#model/verdict.ts'
import { fileNameIn } from '../disposition.ts'
import { contradicts, formatOf, typeFits } from './formats.ts'
import { looksLikeFile } from './spelling.ts'

/** The headers announce no bytes either: an answer to HEAD has no body, and is judged only when it states a length. */
export const nothingCame = (response: Response): boolean => response.body.length === 0 && (response.truncated || (statedBytes(response) ?? 0) === 0)

/** True when a name says that a file is due: the link's, that of the place that answered, or that of the answer itself. */
export const promisesFile = (asked: URL, { url, headers }: Response): boolean =>
  [asked, URL.parse(url) ?? asked].some(looksLikeFile) || fileNameIn(headers['content-disposition']) !== undefined

export function fileFacts(response: Response): Facts {
  const bytes = statedBytes(response)
  const updatedAt = lastModified(response)
  return { ...(bytes !== undefined && { bytes }), ...(updatedAt !== undefined && { updatedAt }) }
}

export function fileWarnings(asked: URL, response: Response): readonly Warning[] {
  const { body, headers } = response
  const warnings: Warning[] = []
  // a body packed on the way is not the file as it lies on the server
  const isJudged = body.length > 0 && !isPacked(response)
  if (isJudged && contradicts(nameOf(asked, response), headers['content-type'] ?? '', body)) warnings.push('wrong-type')
  // set by our own transport, which asked again before it said so
  if (headers[BODY_MARK] === 'cut-off') warnings.push('truncated-download')
  return warnings
}

/** True for a page that calls itself a file, where the link promises one. */
export const isPageInDisguise = (asked: URL, response: Response): boolean =>
  looksLikeFile(asked) && !/\.(?:xml|txt)$/i.test(asked.pathname) && !isPacked(response) && formatOf(response.body) === 'html'

/** A file beyond this is not worth beginning when the server may insist on sending all of it. */
const SMALL = 4 * 1024 * 1024

/**
 * True when the headers alone prove a file: they say what the name says, and its first bytes, which would prove more, cannot
 * be had cheaply.
 */
export function headSuffices(asked: URL, response: Response): boolean {
  const { status, headers } = response
  const bytes = statedBytes(response) ?? 0
  return status === 200 && bytes > SMALL && headers['accept-ranges'] !== 'bytes' && typeFits(nameOf(asked, response), headers['content-type'] ?? '')
}

/** The size of the whole file by its headers; undefined when they do not say, or say the size of a compressed copy. */
export function statedBytes(response: Response): number | undefined {
  const { status, headers } = response
  if (isPacked(response)) return undefined
  const partial = status === 206 || status === 416
  const stated = partial ? /\/(\d{1,15})$/.exec(headers['content-range'] ?? '')?.[1] : status === 200 ? headers['content-length'] : undefined
  return stated !== undefined && /^\d{1,15}$/.test(stated) ? Number(stated) : undefined
}

const isPacked = ({ headers }: Response) => headers['content-encoding'] !== undefined && headers['content-encoding'] !== 'identity'

/** The name under which the file would be saved. */
const nameOf = ({ pathname }: URL, { headers }: Response): string => fileNameIn(headers['content-disposition']) ?? pathname

/** A file that changed this very minute, every night, is made for each asker: its date says nothing. */
function lastModified({ headers }: Response): string | undefined {
  const stamp = headers['last-modified'] ?? ''
  if (!stamp.endsWith(' GMT')) return undefined
  const changed = Date.parse(stamp)
  if (Number.isNaN(changed) || Math.abs(Date.parse(headers.date ?? '') - changed) < 60_000) return undefined
  return new Date(changed).toISOString().slice(0, 10)
}
