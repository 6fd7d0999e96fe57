/** A command that has the reports folder to itself, whole: what another one had decided before it was killed is in place. */
import { resolve } from 'node:path'
import { recover } from '#io/journal.ts'
import { alone } from '#io/lock.ts'
import type { Config } from '../config.ts'
import type { World } from './commands.ts'

/** @throws {InputError} while another process has the folder */
export function owningReports(config: Config, { cwd }: World, task: () => Promise<number>): Promise<number> {
  const path = resolve(cwd, config.reports)
  return alone(path, config.reports, async () => {
    await recover(path)
    return task()
  })
}
