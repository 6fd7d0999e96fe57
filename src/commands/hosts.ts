/** `stillthere hosts`: who has a checker of its own. */
import type { Checkers } from '#model/checker.ts'
import { hostsTable } from '#report/terminal.ts'
import type { Run } from './commands.ts'
import { painter } from './paint.ts'
import { setup } from './setup.ts'

export const hosts: Run = async (said, world) => {
  const { config, checkers } = await setup(said, world)
  world.stdout.write(
    said.options.json === true ? `${JSON.stringify(listed(checkers), null, 2)}\n` : hostsTable(checkers, config.lang, painter(world.stdout)),
  )
  return 0
}

const listed = (checkers: Checkers) =>
  [...checkers].map(([id, { title, homepage, urls, pace, controls }]) => {
    const { concurrency, spacing } = pace
    const { present, absent } = controls
    return { id, title, homepage, urls: urls.map(({ form }) => form), pace: { concurrency, spacing }, controls: { present, absent } }
  })
