/** The record of a dataset, as the index and the description give it: who may have it, and what it is. */
import { z } from 'zod'
import { type Facts, type Verdict, verdict } from '#model/verdict.ts'
import { Day } from '../day.ts'
import { Unrecognised } from '../kit.ts'

const Text = z.string().nullish().catch(undefined)
const Flag = z.boolean().nullish().catch(undefined)

export const DatasetRecord = z.object({
  _id: z.string(),
  Title: Text,
  License: z
    .union([z.string(), z.object({ Name: z.string() }).transform(({ Name }) => Name)])
    .nullish()
    .catch(undefined),
  /** Bytes. */
  DatasetUsage: z.number().nullish().catch(undefined),
  UpdateDate: Day,
  EnableDownload: Flag,
  Private: Flag,
  Visible: Flag,
})
export type DatasetRecord = z.output<typeof DatasetRecord>

/** What a record says. An `alive` one still asks for a login before the download. */
export function judged(record: DatasetRecord): Verdict {
  const facts = factsOf(record)
  const bar =
    record.Private === true
      ? 'Private'
      : record.Visible === false
        ? 'not Visible'
        : record.EnableDownload === false
          ? 'not EnableDownload'
          : undefined
  if (bar !== undefined) return verdict('approval-required', { detail: bar, facts })
  if (record.EnableDownload !== true) throw new Unrecognised('a record without EnableDownload')
  return verdict('listed', { facts })
}

function factsOf({ Title, License, DatasetUsage, UpdateDate }: DatasetRecord): Facts {
  const title = Title?.trim()
  return {
    ...(title && { title }),
    ...(License && { licence: License }),
    ...(UpdateDate && { updatedAt: UpdateDate }),
    ...(DatasetUsage && DatasetUsage > 0 && { bytes: DatasetUsage }),
  }
}
