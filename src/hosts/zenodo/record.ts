/** What Zenodo's interface says about a record: a description, a tombstone, a refusal. */
import { z } from 'zod'
import type { Response } from '#model/http.ts'
import { type Facts, type Verdict, verdict } from '#model/verdict.ts'
import { Day } from '../day.ts'
import { json, Unrecognised } from '../kit.ts'

const Text = z.string().optional().catch(undefined)
const Id = z.union([z.int().nonnegative().transform(String), z.string().regex(/^\d+$/)])

const File = z.object({ key: z.string(), size: z.int().nonnegative().optional().catch(undefined) })

/** The default format. It calls a record of metadata alone `open`, and has no list of files where they are not for everybody. */
const Described = z.object({
  id: Id,
  conceptrecid: Id.optional().catch(undefined),
  updated: Day,
  metadata: z.object({
    title: z.string(),
    access_right: z.string(),
    embargo_date: Text,
    version: Text,
    license: z.object({ id: z.string() }).optional().catch(undefined),
  }),
  files: z.array(File).optional(),
})
export type Described = z.output<typeof Described>

const Refusal = z.object({ message: z.string() })

const Tombstone = Refusal.extend({
  tombstone: z
    .object({ removal_reason: z.object({ id: z.string() }).optional().catch(undefined), note: Text })
    .optional()
    .catch(undefined),
})

/** Reasons of the host or a third party in the vocabulary of invenio-rdm-records; the others are the owner's own. */
const TAKEN_DOWN = new Set(['spam', 'copyright', 'personal-data', 'take-down-request', 'disputed-authorship', 'misconduct', 'fraud', 'out-of-scope'])

/** The description of a record, or the verdict when there is none for the public. */
export function readRecord(response: Response): Described | Verdict {
  switch (response.status) {
    case 403:
      return closed(response)
    case 404:
      return denial(response)
    case 410:
      return removal(response)
    default:
      return json(response, Described)
  }
}

function closed(response: Response): Verdict {
  const detail = json(response, Refusal).message.slice(0, 200)
  if (/permission denied/i.test(detail)) return verdict('login-required', { detail })
  throw new Unrecognised(`HTTP 403: ${detail}`)
}

/** A number that is taken but not registered is a draft: its owner may see it. */
function denial(response: Response): Verdict {
  const detail = json(response, Refusal).message.slice(0, 200)
  if (/is not registered/i.test(detail)) return verdict('not-public', { detail })
  if (/does not exist|record not found/i.test(detail)) return verdict('not-found', { detail })
  throw new Unrecognised(`HTTP 404: ${detail}`)
}

function removal(response: Response): Verdict {
  const { message, tombstone } = json(response, Tombstone)
  const why = tombstone?.removal_reason?.id
  if (why === undefined && !/deleted/i.test(message)) throw new Unrecognised(`HTTP 410: ${message.slice(0, 200)}`)
  const detail = [message, why, tombstone?.note].filter(Boolean).join(': ').slice(0, 200)
  return why !== undefined && TAKEN_DOWN.has(why) ? verdict('taken-down', { detail }) : verdict('removed', { detail })
}

/** What stays the same until the record itself changes. */
export function factsOf({ updated, metadata: { title, version, license }, files = [] }: Described): Facts {
  const bytes = files.reduce((sum, { size }) => sum + (size ?? Number.NaN), 0)
  return {
    title,
    ...(bytes > 0 && { bytes }),
    ...(files.length > 0 && { files: files.length }),
    ...(version && { version }),
    ...(license && { licence: license.id }),
    ...(updated && { updatedAt: updated }),
  }
}
