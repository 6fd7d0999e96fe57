/** `stillthere merge`: the parts of a night, checked in several places, as the one night they were. */
import { join, relative, resolve } from 'node:path'
import { NIGHT } from '#core/incident.ts'
import { merged } from '#core/merge.ts'
import { InputError } from '#model/errors.ts'
import { NightRecord, Outcome } from '#model/night.ts'
import { NIGHT_FILE } from './check.ts'
import type { Run, World } from './commands.ts'
import { conclude } from './conclude.ts'
import { readKnown } from './known.ts'
import { readLong } from './long-document.ts'
import { owningReports } from './owning.ts'
import { setup } from './setup.ts'

export const merge: Run = async (said, world) => {
  const prepared = await setup({ ...said, arguments: [] }, world)
  const { config } = prepared
  const [first, ...others] = await Promise.all(said.arguments.map((folder) => readPart(folder, world)))
  if (first === undefined) throw new InputError({ message: 'merge needs the folders of the parts.', hint: 'See stillthere merge --help.' })
  for (const [i, part] of others.entries()) sameNight(first, part, said.arguments[i + 1] ?? '')
  const night = merged([first, ...others], config.vantage)
  return owningReports(config, world, async () => conclude(night, said, world, await readKnown(prepared, world)))
}

async function readPart(folder: string, { cwd }: World): Promise<NightRecord> {
  const path = join(resolve(cwd, folder), NIGHT_FILE)
  const where = { file: relative(cwd, path) }
  const part = { document: NightRecord, list: 'outcomes', item: Outcome } as const
  const read = await readLong(path, part, (why) => new InputError({ message: `This is no part of a night: ${why}.`, where }))
  if (read !== undefined) return read
  throw new InputError({ message: 'There is no part of a night here.', where, hint: 'check --shard I/N --reports DIR leaves one.' })
}

/** Parts of an earlier night would be told as tonight's: a workflow that is started again finds the parts it left then. */
function sameNight(first: NightRecord, other: NightRecord, folder: string): void {
  if (Math.abs(Date.parse(other.run.startedAt) - Date.parse(first.run.startedAt)) < NIGHT) return
  throw new InputError({
    message: `This part is of another night: it began ${other.run.startedAt}, the first one ${first.run.startedAt}.`,
    where: { file: join(folder, NIGHT_FILE) },
    hint: 'Merge the parts of each night by themselves.',
  })
}
