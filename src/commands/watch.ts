/** `stillthere watch`: stays up, does a night whenever the schedule says so, and makes up the one that was missed. */
import { once } from 'node:events'
import { resolve } from 'node:path'
import { createTask, type ScheduledTask, validateDetailed } from 'node-cron'
import type { Config } from '#config.ts'
import { InputError } from '#model/errors.ts'
import { check } from './check.ts'
import type { Run, Said, World } from './commands.ts'
import { INTERRUPTED } from './exit-codes.ts'
import { readMemory } from './memory.ts'
import { textOf } from './parse.ts'
import { CONFIG_FILE, setup } from './setup.ts'

const MINUTE = 60_000

/** The fields of a cron expression as the configuration's own comment calls them. */
const FIELDS: Readonly<Record<string, string>> = {
  second: 'second',
  minute: 'minute',
  hour: 'hour',
  dayOfMonth: 'day of the month',
  month: 'month',
  dayOfWeek: 'weekday',
}

/** Comes back when interrupted; a night that is under way then is concluded with what was probed. */
export const watch: Run = async (said, world) => {
  const { config } = await setup(said, world)
  checkCron(config.schedule.cron, textOf(said, 'config') ?? CONFIG_FILE)
  const memory = await readMemory(resolve(world.cwd, config.reports), config.reports)

  world.endsItself()
  let underWay: Promise<void> = Promise.resolve()
  const task = nightly(config, world, async () => {
    underWay = oneNight(said, world)
    await underWay
    if (!world.interrupted.aborted) tellNext(task, config, world)
  })
  if (memory === undefined || wasMissed(task, new Date(memory.run.startedAt))) {
    world.stderr.write(memory === undefined ? 'There was no night yet: here is the first.\n' : 'A night was missed: it is made up now.\n')
    await oneNight(said, world)
  }
  if (!world.interrupted.aborted) {
    await task.start()
    tellNext(task, config, world)
    await once(world.interrupted, 'abort')
    await task.stop()
  }
  await underWay
  world.stderr.write('Interrupted.\n')
  return INTERRUPTED
}

/** A night on schedule; started by nobody yet. */
function nightly({ schedule: { cron, timezone } }: Config, { stderr }: World, night: () => Promise<void>): ScheduledTask {
  const task = createTask(cron, night, {
    timezone,
    noOverlap: true,
    // A machine that slept through the hour does its night when it wakes up, and only one however long it slept.
    missedExecutionTolerance: Number.POSITIVE_INFINITY,
    suppressMissedWarning: true,
    logger: { info() {}, debug() {}, warn() {}, error: (message) => void stderr.write(`${message}\n`) },
  })
  task.on('execution:overlap', () => void stderr.write('It is time for a night, and the one before is still running: this one is left out.\n'))
  return task
}

/** One `check`. Whatever becomes of it, there is another night. */
async function oneNight(said: Said, world: World): Promise<void> {
  try {
    const code = await check(said, world)
    if (code !== 0) world.stderr.write(`The night ended with exit code ${code}.\n`)
  } catch (error) {
    const told = error instanceof InputError ? `${error.message}\nThe night ended with exit code 2.` : `The night failed: ${stackOf(error)}`
    world.stderr.write(`${told}\n`)
  }
}

const stackOf = (error: unknown) => (error instanceof Error ? error.stack : String(error))

/** Whether the schedule had a time since the last night. Looks back minute by minute, as cron expressions are made. */
function wasMissed(task: ScheduledTask, last: Date): boolean {
  const now = Date.now()
  for (let at = now - (now % MINUTE); at > last.getTime(); at -= MINUTE) if (task.match(new Date(at))) return true
  return false
}

function tellNext(task: ScheduledTask, { schedule: { timezone } }: Config, { stderr }: World): void {
  const [next] = task.getNextRuns(1)
  if (next === undefined) return
  const time = next.toLocaleString('sv-SE', { timeZone: timezone, dateStyle: 'short', timeStyle: 'short' })
  stderr.write(`Next night: ${time} ${timezone}.\n`)
}

/** @throws {InputError} names the file, the key and the field that cannot be */
function checkCron(cron: string, file: string): void {
  const [error] = validateDetailed(cron).errors
  if (error === undefined) return
  throw new InputError({
    message: `schedule.cron: "${error.value ?? cron}" is no possible ${FIELDS[error.field] ?? error.field}.`,
    where: { file },
    hint: 'A schedule is minute, hour, day of the month, month and weekday, for example "17 19 * * *".',
  })
}
