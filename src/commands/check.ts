/** `stillthere check`: one night from the catalogue to the reports. */
import { counted } from '#catalogue/skip.ts'
import { pieces } from '#core/long-json.ts'
import { planned } from '#core/planned.ts'
import type { Shard } from '#core/shard.ts'
import { progressOn, silent } from '#io/progress.ts'
import { InputError } from '#model/errors.ts'
import { type Night, night } from '../run.ts'
import { clockAt } from './clock.ts'
import type { Run, Said, World } from './commands.ts'
import { conclude, failOn } from './conclude.ts'
import { type Known, readKnown } from './known.ts'
import { owningReports } from './owning.ts'
import { textOf } from './parse.ts'
import { chosenHosts, keepingOf, networkOf, type Setup, setup, toolName } from './setup.ts'
import { offline, pauseLine, planLine } from './underway.ts'

/** What a part of a night leaves in its reports folder for `merge`. */
export const NIGHT_FILE = 'night.json'

export const check: Run = async (said, world) => {
  failOn(said)
  const shard = shardOf(said)
  const now = clockAt(textOf(said, 'at'))
  const prepared = await setup(said, world)
  const tonight = () => oneNight(said, world, prepared, { shard, now })
  return said.options['dry-run'] === true ? tonight() : owningReports(prepared.config, world, tonight)
}

async function oneNight(said: Said, world: World, prepared: Setup, { shard, now }: Pick<Given, 'shard' | 'now'>): Promise<number> {
  const known = await readKnown(prepared, world)
  if (known.skipped.length > 0 && said.options.quiet !== true) world.stderr.write(leftOutOf(known.skipped))
  const result = await probeAll(said, world, prepared, { ...known, shard, now })
  if (result.blind) {
    world.stderr.write(offline(result.unheard))
    return 3
  }
  const { record } = result
  return conclude(record, said, world, known, shard && new Map([[NIGHT_FILE, pieces(record, 'outcomes')]]))
}

type Given = Known & { readonly shard: Shard | undefined; readonly now: () => Date }

async function probeAll(said: Said, world: World, prepared: Setup, { datasets, memory, shard, now }: Given): Promise<Night> {
  const { config, checkers } = prepared
  const hosts = chosenHosts(said, checkers)
  const { confirm, recheck, ignore, vantage } = config
  const progress = said.options.quiet === true ? silent : progressOn(world.stderr, Date.now)
  const keeping = keepingOf(config, world, { dry: said.options['dry-run'] === true, tell: progress.say })
  const network = networkOf(prepared, { paused: (host, pause) => progress.say(pauseLine(host, pause)), ...keeping })
  try {
    const choice = { ignore, ...(hosts !== undefined && { hosts }), ...(shard !== undefined && { shard }) }
    const secrets = new Set(config.secrets.keys())
    return await night(
      { datasets, checkers, memory, choice, confirm, recheck, secrets, tool: toolName(), vantage },
      {
        session: network.session,
        now,
        planned: (units) => progress.say(planLine(planned(units, memory, config.concurrency))),
        progress: progress.tell,
        interrupted: world.interrupted,
      },
    )
  } finally {
    progress.end()
    await network.close()
  }
}

function shardOf(said: Said): Shard | undefined {
  const written = textOf(said, 'shard')
  if (written === undefined) return undefined
  const [, index = '', of = ''] = /^(\d{1,4})\/(\d{1,4})$/.exec(written) ?? []
  const shard = { index: Number(index), of: Number(of) }
  if (shard.index < 1 || shard.index > shard.of) {
    throw new InputError({ message: `--shard must be a part of a whole such as 2/4, not "${written}".` })
  }
  return shard
}

const leftOutOf = (skipped: Known['skipped']) =>
  `${skipped.length} other ${skipped.length === 1 ? 'link is' : 'links are'} left out: ${counted(skipped)}. stillthere lint lists them.\n`
