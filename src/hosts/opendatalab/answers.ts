/** Reads what the OpenDataLab interface says: a refusal, a denial, a record, a list of files. */
import { z } from 'zod'
import type { Response } from '#model/http.ts'
import { type Facts, type Verdict, verdict } from '#model/verdict.ts'
import { Day } from '../day.ts'
import { json, Unrecognised } from '../kit.ts'

const Text = z.string().optional().catch(undefined)
const Count = z.int().nonnegative().optional().catch(undefined)
const Code = z.union([z.string().min(1), z.number()]).transform(String)

/** Words come plain or in two languages. */
const Words = z.union([z.string(), z.object({ en: Text, zh: Text }).transform(({ en, zh }) => en || zh || '')])
const Named = z.object({ name: Words }).transform(({ name }) => name)

/** `code` repeats the HTTP status or comes alone with HTTP 200; a 401 was seen with `msg` alone (OmniObject3D issue 42). */
const Envelope = z
  .object({ code: Code.optional(), msg: Words.optional().catch(undefined), data: z.unknown().optional() })
  .refine(({ code, msg }) => code !== undefined || msg !== undefined, { message: 'neither code nor msg' })

const Licences = z
  .array(Named)
  .transform((names) => names.filter(Boolean).join(', '))
  .optional()
  .catch(undefined)

const DatasetRecord = z.object({
  /** 0 in a record without a dataset: the official client's test for "No dataset". */
  id: Code,
  /** `owner/name`. */
  name: z.string().catch(''),
  displayName: Text,
  fileNum: Count,
  lastUpdateTime: Day,
  updatedAt: Day,
  publicTime: Day,
  createdAt: Day,
  attrs: z.object({ license: Licences, licenses: Licences }).optional().catch(undefined),
})
export type DatasetRecord = z.output<typeof DatasetRecord>

const FileList = z.object({
  list: z
    .array(z.object({ path: z.string(), size: Count }))
    .nullish()
    .transform((rows) => rows ?? []),
  total: Count,
  hasNext: z.boolean().optional().catch(undefined),
  /** Whether there is more than the read-me and the metadata. */
  hasMediaFile: z.boolean().optional().catch(undefined),
  toast: Words.optional().catch(undefined),
})
export type FileList = z.output<typeof FileList>

/** An entry without a name might be the dataset that is looked for. */
const SearchResult = z.object({
  list: z
    .array(DatasetRecord.extend({ name: z.string() }))
    .nullable()
    .transform((records) => records ?? []),
})

type Refused = { readonly refused: Verdict }
type Denied = { readonly denied: string }
export type Described = { readonly record: DatasetRecord } | Refused | Denied

/** The 403 of a visitor who has not filled in the site's form, as quoted in the issues of SimChart9K and MatrixCity. */
const FORM = /information collection form|fill (?:out|in)|填写/i

/**
 * What an answer says before what it describes.
 * @throws {Unrecognised} on a code that no public source explains
 */
function said(response: Response): { readonly data: unknown } | Refused | Denied {
  const { status } = response
  const { code, msg = '', data } = json(response, Envelope)
  const detail = `${code === undefined ? `HTTP ${status}` : `code ${code}`}${msg && `: ${msg}`}`
  switch (code ?? String(status)) {
    case '0':
      if (status !== 200) throw new Unrecognised(`code 0 with HTTP ${status}`)
      return { data }
    case '401':
    case '601': // the form with the visitor's particulars is not filled in
    case '602': // nor the application for access
      return { refused: verdict('login-required', { detail }) }
    case '403':
      return { refused: verdict(FORM.test(msg) ? 'login-required' : 'approval-required', { detail }) }
    case '404':
      return { denied: detail }
    default:
      throw new Unrecognised(detail)
  }
}

/** The record of a dataset; denied also when the interface answers an empty one. */
export function readDataset(response: Response): Described {
  const answer = said(response)
  if (!('data' in answer)) return answer
  if (answer.data === null) return { denied: 'no data' }
  const record = shaped(DatasetRecord, answer.data)
  return record.id === '0' ? { denied: 'id 0' } : { record }
}

export function readFiles(response: Response): { readonly files: FileList } | Refused | Denied {
  const answer = said(response)
  return 'data' in answer ? { files: shaped(FileList, answer.data) } : answer
}

/** @throws {Unrecognised} also when the search is refused or denied: that says nothing about any dataset */
export function readSearch(response: Response): readonly DatasetRecord[] {
  const answer = said(response)
  if ('data' in answer) return shaped(SearchResult, answer.data).list
  throw new Unrecognised(`the search answers ${'denied' in answer ? answer.denied : answer.refused.detail}`)
}

/** `fileSize` is no fact: its unit is not documented, and another field of the same record contradicts it. */
export const factsOf = (record: DatasetRecord): Facts => {
  const { displayName, name, fileNum = 0, attrs } = record
  const title = displayName || name
  const licence = attrs?.license || attrs?.licenses
  const day = record.lastUpdateTime ?? record.updatedAt ?? record.publicTime ?? record.createdAt
  return { ...(title && { title }), ...(licence && { licence }), ...(day && { updatedAt: day }), ...(fileNum > 0 && { files: fileNum }) }
}

function shaped<Shape extends z.ZodType>(shape: Shape, data: unknown): z.output<Shape> {
  const read = shape.safeParse(data)
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw new Unrecognised(`unexpected data: ${issue?.path.join('.') || 'root'}: ${issue?.message}`)
}
