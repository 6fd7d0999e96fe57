/** The shape of `stillthere.yaml` and its defaults. */
import { isIP } from 'node:net'
import { z } from 'zod'
import { Address } from '#catalogue/address.ts'
import { pattern } from '#hosts/pattern.ts'

const Line = z
  .string()
  .min(1)
  .regex(/^\P{Cc}*$/u, 'must be one line of text')
const Nights = z.int().min(1)
const PaceEntry = z.strictObject({ concurrency: z.int().min(1).exactOptional(), spacing: z.number().min(0).exactOptional() })

/** Only the number of fields is judged here: what they mean is the business of the library that `watch` runs on. */
const Cron = z.string().regex(/^\s*\S+(\s+\S+){4,5}\s*$/, 'must be five fields: minute, hour, day of the month, month, weekday')

const TimeZone = z.string().refine(isTimeZone, 'must be a time zone such as UTC or Asia/Shanghai')
const Range = z.string().refine(isRange, 'must be a CIDR range such as 10.0.0.0/8 or fd00::/8')
const UserAgent = z.string().regex(/^[\x21-\x7e]+( [\x21-\x7e]+)*$/, 'must be one line of ASCII text: it is sent as an HTTP header')

const Form = z.string().transform((form, context) => {
  try {
    return pattern(form)
  } catch {
    context.addIssue({ code: 'custom', message: 'must be a URL form such as https://example.org/mirror/* or https://example.org/:name' })
    return z.NEVER
  }
})

/** @param hosts the checker ids that may be named in `hosts`; `*` always may */
export function settingsFile(hosts: Iterable<string>) {
  const settings = z.strictObject({
    title: Line.default('Dataset catalogue'),
    catalogue: z.array(z.string().min(1)).min(1).default(['registry']),
    reports: z.string().min(1).default('reports'),
    cache: z.string().min(1).exactOptional(),
    lang: z.enum(['en', 'zh-CN']).default('en'),
    schedule: z.strictObject({ cron: Cron.default('17 19 * * *'), timezone: TimeZone.default('UTC') }).prefault({}),
    confirm: z.strictObject({ gone: Nights.default(2), unreachable: Nights.default(3), silence: Nights.default(7) }).prefault({}),
    recheck: z.strictObject({ alive: Nights.max(7).default(1) }).prefault({}),
    mail: z.strictObject({ from: Address.exactOptional(), to: z.array(Address).default([]), remindDays: z.int().min(1).default(14) }).prefault({}),
    concurrency: z.int().min(1).max(1000).default(32),
    timeout: z.number().min(0.1).max(600).default(20),
    userAgent: UserAgent.default('stillthere/1.0 (link monitor for dataset catalogues)'),
    network: z.strictObject({ allow: z.array(Range).default([]) }).prefault({}),
    hosts: z.partialRecord(z.enum(['*', ...hosts]), PaceEntry).default({}),
    ignore: z.array(Form).default([]),
  })
  // A file in which every line is a comment says nothing, and that is fine.
  return z.preprocess((value) => value ?? {}, settings)
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

function isRange(range: string): boolean {
  const [, address = '', bits = ''] = /^([^/]+)\/(\d{1,3})$/.exec(range) ?? []
  const family = isIP(address)
  return family !== 0 && Number(bits) <= (family === 4 ? 32 : 128)
}
