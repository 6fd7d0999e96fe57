/** What one night found out, before it is folded into the memory: what parts of a night that ran on several machines hand in. */
import { z } from 'zod'
import { Evidence, Facts, HostRecord, Replacement, reason } from './memory.ts'
import { WARNINGS } from './verdict.ts'

const date = z.iso.datetime()

/** One exchange, told without secrets, with its duration in milliseconds. */
export const TimedEvidence = Evidence.extend({ ms: z.number() })
export type TimedEvidence = z.output<typeof TimedEvidence>

const Verdict = z.strictObject({
  reason,
  detail: z.string().exactOptional(),
  warnings: z.array(z.enum(WARNINGS)).readonly(),
  facts: Facts.readonly(),
  replacement: Replacement.exactOptional(),
})

export const Outcome = z.strictObject({
  url: z.string().describe('as the catalogue has it'),
  host: z.string().describe('checker id; "generic" when no checker claims the link'),
  verdict: Verdict,
  evidence: z.array(TimedEvidence).readonly(),
  through: z.array(z.string()).readonly().exactOptional().describe('other hosts on whose word the verdict rests'),
  confirmed: z.boolean().exactOptional().describe('whether a second, fresh conversation came to the same verdict; absent when it was not asked'),
  vantage: z.string().exactOptional().describe('where it was seen from, in a night of several vantages, if not where the run looked from'),
})
/** What one night found out about one link. */
export type Outcome = z.output<typeof Outcome>

const HostNight = HostRecord.omit({ links: true })
/** What one night found out about one host. */
export type HostNight = z.output<typeof HostNight>

export const Run = z.strictObject({ startedAt: date, finishedAt: date, tool: z.string(), vantage: z.string() })
/** What the night itself was: when, with which tool, from where. */
export type Run = z.output<typeof Run>

const DAY = 24 * 60 * 60 * 1000

/** By the calendar of nights: a run some hours late or early is one night after the last one all the same. */
export const nightsBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY)

export const NightRecord = z.strictObject({
  schema: z.literal(1),
  run: Run,
  watched: z.array(z.string()).readonly().describe('URLs in the catalogue that are neither paused nor ignored'),
  hosts: z.array(HostNight).readonly(),
  outcomes: z.array(Outcome).readonly().describe('one for each link that was judged; the others keep what was known'),
  resting: z.array(z.string()).readonly().describe('URLs that were not asked because they were not due'),
})
export type NightRecord = z.output<typeof NightRecord>
