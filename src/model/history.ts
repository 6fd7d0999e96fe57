/** The history on disk: one line per change, appended, never rewritten. What is not written stayed as it was. */
import { z } from 'zod'
import { REASONS, type Reason, STATUSES, statusOf } from './verdict.ts'

const at = z.iso.datetime().describe('the run that found it, UTC, ISO 8601')
const url = z.string()

const Changed = z
  .strictObject({
    at,
    url,
    status: z.enum(STATUSES),
    reason: z.enum(Object.keys(REASONS) as [Reason, ...Reason[]]),
    incident: z.enum(['opened', 'resolved']).optional().describe('what this night made of the problem, if anything'),
  })
  .refine((line) => line.status === statusOf(line), { message: 'the status is not the one of the reason' })
/** From this night on a link had this status and reason; or the same ones as before, and its incident was opened or resolved. */
export type Changed = z.output<typeof Changed>

const Left = z.strictObject({ at, url, left: z.literal(true) })
/** From this night on a link was not watched any more: taken out of the catalogue, paused or ignored. */
export type Left = z.output<typeof Left>

const Missed = z.strictObject({ at, missedSince: z.iso.datetime().describe('the run before') })
/** Between two runs there was at least one night without any. Nights with a run are the rule and leave no line. */
export type Missed = z.output<typeof Missed>

export const HistoryLine = z.union([Changed, Left, Missed])
export type HistoryLine = z.output<typeof HistoryLine>
