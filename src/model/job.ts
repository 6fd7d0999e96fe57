/** One host's part of a night as it travels to another machine: all that asking the host takes, and no secret. */
import { z } from 'zod'
import { StatusDocument } from './memory.ts'

const Position = z.strictObject({ file: z.string(), line: z.int(), column: z.int() })

const Link = z.strictObject({
  url: z.string(),
  access: z.enum(['open', 'restricted']),
  passcode: z.string().exactOptional(),
  position: Position,
})

const Dataset = z.strictObject({ name: z.string(), group: z.string(), task: z.array(z.string()), links: z.array(Link), position: Position })

const Settings = z.strictObject({
  timeout: z.number().positive().describe('milliseconds for one request'),
  userAgent: z.string(),
  paces: z.record(z.string(), z.strictObject({ concurrency: z.int().min(1).exactOptional(), spacing: z.number().min(0).exactOptional() })),
  confirm: z.strictObject({ gone: z.int(), unreachable: z.int() }),
  recheck: z.strictObject({ alive: z.int().min(1) }),
})
/** What the configuration of the catalogue says about asking, whichever machine asks. */
export type JobSettings = z.output<typeof Settings>

export const Job = z.strictObject({
  schema: z.literal(1),
  at: z.iso.datetime().describe('the time of the night'),
  host: z.string().describe('who is asked: a checker id, or a host name that no checker claims'),
  datasets: z.array(Dataset).describe('the links of this host that are asked, where the catalogue has them'),
  memory: StatusDocument.exactOptional().describe('what is known of these links and of the host'),
  settings: Settings,
})
export type Job = z.output<typeof Job>
