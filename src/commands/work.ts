/** `stillthere fleet work`: asks the hosts that are in the queue until it is interrupted. Needs no catalogue and writes nothing but its own cache. */
import { once } from 'node:events'
import type { Config } from '#config.ts'
import { redisUrl } from '#environment.ts'
import { engineAt } from '#io/fleet/engine.ts'
import { type Came, serve } from '#io/fleet/serve.ts'
import { InputError } from '#model/errors.ts'
import { Job } from '#model/job.ts'
import { night } from '../run.ts'
import { clockAt } from './clock.ts'
import type { Run, World } from './commands.ts'
import { INTERRUPTED } from './exit-codes.ts'
import { networks, type Open } from './networks.ts'
import { textOf } from './parse.ts'
import { keepingOf, setup, toolName } from './setup.ts'

/** Seconds without a sign of life after which a worker's hosts are given to another. */
const PATIENCE = 30

export const work: Run = async (said, world) => {
  if (said.arguments.length > 0) throw new InputError({ message: 'fleet work takes no PATH: what to ask comes with the queue.' })
  const { config } = await setup(said, world)
  const patience = patienceOf(textOf(said, 'patience')) * 1000
  const engine = await engineAt(redisUrl(world.env))
  world.endsItself()
  const tell = (text: string) => void world.stderr.write(`${text}\n`)
  const during = await networks(config, () => keepingOf(config, world, { tell }))
  await serve(engine, {
    concurrency: config.concurrency,
    patience,
    interrupted: world.interrupted,
    async work(data) {
      const job = jobIn(data)
      return during(job.settings, (open) => Promise.race([oneHost(job, open, config, world), interruptionOf(world)]))
    },
    ready: () => tell('Waiting for hosts to ask.'),
    done: (host) => tell(`${host} was asked.`),
    failed: (host, why) => tell(`${host} was not asked: ${why}`),
    trouble: (trouble) => tell(`Redis is waited for: ${trouble}`),
  })
  tell('Interrupted.')
  return INTERRUPTED
}

function patienceOf(written: string | undefined): number {
  const seconds = Number(written ?? PATIENCE)
  if (seconds >= 1) return seconds
  throw new InputError({ message: `--patience must be a number of seconds such as ${PATIENCE}, not "${written}".` })
}

/** A job of another version fails here, and is tried by the next worker. */
function jobIn(data: unknown): Job {
  const read = Job.safeParse(data)
  if (read.success) return read.data
  throw new Error(`this worker (${toolName()}) cannot read the job: ${read.error.issues[0]?.message}`)
}

async function interruptionOf({ interrupted }: World): Promise<Came> {
  if (!interrupted.aborted) await once(interrupted, 'abort')
  return 'interrupted'
}

/** One host's part of the night, at the time of the night. */
async function oneHost({ at, datasets, memory, settings }: Job, { network, checkers }: Open, config: Config, world: World): Promise<Came> {
  const secrets = new Set(config.secrets.keys())
  const { confirm, recheck } = settings
  const result = await night(
    { datasets, checkers, memory, choice: {}, confirm, recheck, secrets, tool: toolName(), vantage: config.vantage },
    { session: network.session, now: clockAt(at), planned: () => {}, progress: () => {}, interrupted: world.interrupted },
  )
  if (!result.blind) return { result: result.record }
  const [[name, failure] = []] = result.unheard
  return { unheard: `nobody answered, so this worker seems to have no internet (${name}: ${failure})` }
}
