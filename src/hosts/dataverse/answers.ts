/** What a Dataverse installation says: a description, that there is nothing, or that it is not for everybody. */
import { z } from 'zod'
import type { Response } from '#model/http.ts'
import { type Verdict, verdict } from '#model/verdict.ts'
import { Day } from '../day.ts'
import { json, Unrecognised } from '../kit.ts'

const Text = z.string().nullish().catch(undefined)
const Count = z.int().nonnegative().optional().catch(undefined)
const Embargo = z.object({ dateAvailable: z.string() }).optional()

const Row = z.object({ label: Text, restricted: z.boolean(), dataFile: z.object({ filesize: Count, embargo: Embargo, storageIdentifier: Text }) })
export type Row = z.output<typeof Row>

export const FileRecord = Row.extend({ dataFile: Row.shape.dataFile.extend({ id: z.int().transform(String), persistentId: Text }) })
export type FileRecord = z.output<typeof FileRecord>

/** Until 6.6 the note and the link of a withdrawn version had other names. */
export const Version = z.object({
  versionState: z.string(),
  versionNumber: Count,
  versionMinorNumber: Count,
  releaseTime: Day,
  license: z
    .union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)])
    .optional()
    .catch(undefined),
  termsOfUse: Text,
  fileAccessRequest: z.boolean().optional().catch(undefined),
  files: z.array(Row).optional(),
  metadataBlocks: z
    .object({ citation: z.object({ fields: z.array(z.object({ typeName: z.string(), value: z.unknown() })) }) })
    .optional()
    .catch(undefined),
  deaccessionNote: Text,
  versionNote: Text,
  deaccessionLink: Text,
  archiveNote: Text,
})
export type Version = z.output<typeof Version>

export const DatasetRecord = z
  .object({
    id: z.int().transform(String).optional(),
    persistentUrl: z.string().optional(),
    identifier: z.string().min(1).optional(),
    latestVersion: Version.nullish(),
  })
  .refine(({ persistentUrl, identifier }) => persistentUrl !== undefined || identifier !== undefined, { message: 'no identifier' })
export type DatasetRecord = z.output<typeof DatasetRecord>

export const CollectionRecord = z.object({ alias: z.string(), name: z.string() })

const Envelope = z.object({ status: z.enum(['OK', 'ERROR']), message: z.string().catch(''), data: z.unknown().optional() })

export type Denied = { readonly denied: string }

/** "… with Persistent ID doi:… not found.", "File with ID 7 not found.", "Can't find dataverse …": nothing else that says 404. */
const MISSING = /\bwith (?:persistent )?id\b.{0,300}\bnot found|^can't find dataverse\b/i

/**
 * Reads an answer of the interface.
 * @throws {Unrecognised} on a refusal that no public source explains, such as that of an installation without this call
 */
export function read<Shape extends z.ZodType>(response: Response, shape: Shape): { readonly found: z.output<Shape> } | Denied | Verdict {
  const { status } = response
  const { status: word, message, data } = json(response, Envelope)
  const detail = message.slice(0, 200)
  if (word === 'OK' && status === 200) return { found: shaped(shape, data) }
  if (word === 'ERROR' && status === 404 && MISSING.test(message)) return { denied: detail }
  if (word === 'ERROR' && status === 401 && /is not permitted/i.test(message)) return verdict('login-required', { detail })
  if (word === 'ERROR' && status === 400 && /bad dataset id/i.test(message)) return verdict('malformed-url', { detail })
  throw new Unrecognised(`${word} with HTTP ${status}: ${detail}`)
}

/** The words of a refusal. */
export const messageOf = (response: Response): string => json(response, Envelope).message.slice(0, 200)

function shaped<Shape extends z.ZodType>(shape: Shape, data: unknown): z.output<Shape> {
  const result = shape.safeParse(data)
  if (result.success) return result.data
  const [issue] = result.error.issues
  throw new Unrecognised(`unexpected data: ${issue?.path.join('.') || 'root'}: ${issue?.message}`)
}
