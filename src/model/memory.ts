/** The status document: the report for machines and the monitor's memory between nights. Holds dates, never counters. */
import { z } from 'zod'
import { REASONS, type Reason, STATUSES, type Status, statusOf, WARNINGS } from './verdict.ts'

const date = z.iso.datetime().describe('UTC, ISO 8601')
const status = z.enum(STATUSES)
export const reason = z.enum(Object.keys(REASONS) as [Reason, ...Reason[]])

const Control = z.enum(['ok', 'failed', 'unanswered', 'none'])
/** What a host said about its controls tonight; `none` when it has none of this kind. */
export type ControlState = z.output<typeof Control>

export const HostRecord = z.strictObject({
  id: z.string(),
  title: z.string(),
  links: z.int().nonnegative(),
  trusted: z.boolean().describe('false when the host could not tell its controls apart tonight'),
  controls: z.strictObject({ present: Control, absent: Control }),
})
export type HostRecord = z.output<typeof HostRecord>

export const Facts = z.strictObject({
  title: z.string().exactOptional(),
  bytes: z.number().exactOptional(),
  files: z.number().exactOptional(),
  version: z.string().exactOptional(),
  licence: z.string().exactOptional(),
  updatedAt: z.string().exactOptional(),
})

export const Evidence = z.strictObject({
  method: z.string(),
  url: z.string(),
  status: z.int().exactOptional(),
  failure: z.string().exactOptional(),
})
/** One exchange, told without secrets: the answer's status, or why there was none. */
export type EvidenceLine = z.output<typeof Evidence>

export const Replacement = z.strictObject({ url: z.string(), certain: z.boolean(), why: z.string() })

const Incident = z.strictObject({
  state: z.enum(['suspected', 'open']),
  firstSeenAt: date,
  openedAt: date.nullable(),
  notifiedAt: date.nullable(),
  reason: reason.exactOptional().describe('what is suspected or believed; the link itself may be blocked or unknown by now'),
  nights: z.array(date).exactOptional().describe('the nights that count towards belief, while suspected'),
})
/** A problem with one link: seen (`suspected`) or believed (`open`). */
export type Incident = z.output<typeof Incident>

const Silence = z.strictObject({ since: date, notifiedAt: date.nullable() })

const DatasetRecord = z.strictObject({
  name: z.string(),
  group: z.string(),
  file: z.string(),
  line: z.int(),
  owner: z.string().nullable(),
})

export const LinkRecord = z
  .strictObject({
    url: z.string().describe('exactly as the catalogue has it: the identity of the link'),
    host: z.string().describe('checker id; "generic" when no checker claims the link'),
    status,
    reason,
    detail: z.string().exactOptional().describe("the host's own words or code"),
    since: date.describe('when this status began'),
    lastAlive: date.nullable().describe('last night it was vouched for; null while it is alive, or if it never was'),
    warnings: z.array(z.enum(WARNINGS)),
    facts: Facts,
    replacement: Replacement.nullable(),
    evidence: z.array(Evidence).describe('of the night the status began'),
    incident: Incident.nullable(),
    datasets: z.array(DatasetRecord),
    silence: Silence.exactOptional().describe('while nobody can judge the link: since when, and when that was told'),
    vantage: z.string().exactOptional().describe('where the present verdict was seen from, if not where the run looked from'),
  })
  .refine((link) => link.status === statusOf(link), { message: 'the status is not the one of the reason' })
export type LinkRecord = z.output<typeof LinkRecord>

export const StatusDocument = z.strictObject({
  schema: z.literal(1),
  run: z.strictObject({
    startedAt: date,
    finishedAt: date,
    tool: z.string(),
    vantage: z.string().describe('where the run looked from'),
    counts: z.record(status, z.int().nonnegative()),
    lastComplete: date
      .nullable()
      .exactOptional()
      .describe('the last run that asked every link that was due; absent when it is this one, null when there was none'),
  }),
  hosts: z.array(HostRecord),
  links: z.array(LinkRecord).describe('sorted by url'),
})
/** Key order of the parsed document is the order of this schema. */
export type StatusDocument = z.output<typeof StatusDocument>

/** A line of the history: what became of a link in one night. */
export type Event = {
  readonly kind: 'changed' | 'opened' | 'resolved'
  readonly link: LinkRecord
  /** What was said before, if anything was. */
  readonly before?: { readonly status: Status; readonly reason: Reason; readonly since: string }
  /** The incident that was opened, or the one that was resolved as it had been. */
  readonly incident?: Incident
}
