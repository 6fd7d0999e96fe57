/** `stillthere fleet enqueue`: puts the hosts of a night into the queue, waits for the workers, and concludes the night as `check` does. */
import { NIGHT } from '#core/incident.ts'
import { jobsOf } from '#core/jobs.ts'
import { merged } from '#core/merge.ts'
import { type Plan, plan } from '#core/plan.ts'
import { redisUrl } from '#environment.ts'
import { type Engine, engineAt } from '#io/fleet/engine.ts'
import { type Ended, offer } from '#io/fleet/offer.ts'
import { progressOn, silent } from '#io/progress.ts'
import type { Job } from '#model/job.ts'
import { NightRecord } from '#model/night.ts'
import { clockAt } from './clock.ts'
import type { Run, Said, World } from './commands.ts'
import { conclude, failOn } from './conclude.ts'
import { type Known, readKnown } from './known.ts'
import { owningReports } from './owning.ts'
import { textOf } from './parse.ts'
import { setup, toolName } from './setup.ts'

export const enqueue: Run = async (said, world) => {
  failOn(said)
  const now = clockAt(textOf(said, 'at'))
  const prepared = await setup(said, world)
  const { config, checkers } = prepared
  const engine = await engineAt(redisUrl(world.env))
  return owningReports(config, world, async () => {
    const known = await readKnown(prepared, world)
    const startedAt = now().toISOString()
    const planned = plan(known.datasets, checkers, { ignore: config.ignore })
    const jobs = jobsOf(planned, { ...known, at: startedAt, settings: settingsOf(known) })
    const parts = await asked(engine, jobs, said, world)
    if (jobs.length > 0 && parts.length === 0) {
      world.stderr.write('Nothing could be judged: no worker got an answer from anybody. Nothing was written. Check the connection of the workers.\n')
      return 3
    }
    const empty = { startedAt, finishedAt: startedAt, tool: toolName(), vantage: config.vantage }
    return conclude(whole(parts, planned, now().toISOString(), empty), said, world, known)
  })
}

const settingsOf = ({ config: { timeout, userAgent, hosts, confirm, recheck } }: Known): Job['settings'] => ({
  timeout,
  userAgent,
  paces: Object.fromEntries(hosts),
  confirm: { gone: confirm.gone, unreachable: confirm.unreachable },
  recheck,
})

/** What the workers found out about each host. A host that none could ask is told, and keeps what is known. */
async function asked(engine: Engine, jobs: readonly Job[], said: Said, { stderr }: World): Promise<NightRecord[]> {
  const parts: NightRecord[] = []
  const total = jobs.map(sizeOf).reduce((sum, size) => sum + size, 0)
  const progress = said.options.quiet === true ? silent : progressOn(stderr, Date.now)
  const left = new Map(jobs.map((job) => [job.host, sizeOf(job)]))
  const largest = () =>
    left
      .entries()
      .map(([name, size]) => ({ name, left: size }))
      .next().value
  let through = 0
  const isTonight = (at: string) => Math.abs(Date.parse(at) - Date.parse(jobs[0]?.at ?? at)) < NIGHT
  const tell = (text: string) => {
    progress.end()
    stderr.write(`${text}\n`)
  }
  try {
    await offer(engine, jobs, {
      isTonight,
      done(job, ended) {
        through += sizeOf(job)
        left.delete(job.host)
        progress.tell(through, total, largest)
        const part = partOf(ended)
        if (typeof part === 'string') tell(`${job.host} was not asked, and keeps what is known: ${part}`)
        else parts.push(part)
      },
      workers: (count) => count === 0 && tell('No worker is up. Start one on any machine: stillthere fleet work'),
      trouble: (trouble) => tell(`Redis is waited for: ${trouble}`),
    })
  } finally {
    progress.end()
  }
  return parts
}

const sizeOf = ({ datasets }: Job): number => new Set(datasets.flatMap(({ links }) => links.map(({ url }) => url))).size

function partOf(ended: Ended): NightRecord | string {
  if ('failure' in ended) return ended.failure
  const read = NightRecord.safeParse(ended.result)
  return read.success ? read.data : `the worker's answer cannot be read (${read.error.issues[0]?.message})`
}

/** The night as it would have been in one piece. Each part watches its own links only. */
function whole([first, ...others]: readonly NightRecord[], { links }: Plan, finishedAt: string, empty: NightRecord['run']): NightRecord {
  const night =
    first === undefined ? { schema: 1 as const, run: empty, hosts: [], outcomes: [], resting: [] } : merged([first, ...others], empty.vantage)
  return { ...night, run: { ...night.run, finishedAt }, watched: links.map(({ url }) => url) }
}
