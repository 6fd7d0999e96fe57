/** `stillthere check`: one night from the catalogue to the reports. */
import { join, relative, resolve } from 'node:path'
import { readCatalogue } from '#catalogue/read.ts'
import { timedLine } from '#core/evidence.ts'
import { publish } from '#io/files.ts'
import { progressOn, silent } from '#io/progress.ts'
import { InputError } from '#model/errors.ts'
import type { Event, StatusDocument } from '#model/memory.ts'
import type { Outcome } from '#model/outcome.ts'
import type { Dataset } from '#model/registry.ts'
import { markdown } from '#report/markdown.ts'
import { night as summary } from '#report/terminal.ts'
import { view } from '#report/view.ts'
import { type Night, night } from '../run.ts'
import { clockAt } from './clock.ts'
import type { Run, Said, World } from './commands.ts'
import { readMemory, written } from './memory.ts'
import { painter } from './paint.ts'
import { oneOf, textOf } from './parse.ts'
import { chosenHosts, networkOf, type Setup, setup, toolName } from './setup.ts'

export const check: Run = async (said, world) => {
  const failOn = oneOf(said, 'fail-on', ['never', 'new', 'any']) ?? 'never'
  const now = clockAt(textOf(said, 'at'))
  if (said.options.shard !== undefined) throw new InputError({ message: '--shard is not there yet.' })
  const prepared = await setup(said, world)
  const { config } = prepared
  const datasets = await readCatalogue(config.catalogue, world.cwd)
  const reports = resolve(world.cwd, config.reports)
  const memory = await readMemory(reports, config.reports)

  const result = await probeAll(said, world, prepared, { datasets, memory, now })
  if (result.blind) {
    world.stderr.write(offline(result.unheard))
    return 3
  }
  const { document, events, outcomes } = result
  const seen = view(document, datasets, { title: config.title })
  const dry = said.options['dry-run'] === true
  if (!dry) {
    const texts = new Map([
      ['status.json', written(document)],
      ['README.md', markdown(seen, config.lang)],
    ])
    await world.uninterrupted(() => publish(reports, texts))
  }
  const report = dry ? 'not written (--dry-run)' : join(relative(world.cwd, reports), 'README.md')
  if (said.options.json === true) world.stdout.write(`${JSON.stringify(withTimes(document, outcomes), null, 2)}\n`)
  else if (said.options.quiet !== true) world.stdout.write(summary(seen, report, config.lang, painter(world.stdout)))
  return failed(failOn, document, events) ? 1 : 0
}

async function probeAll(
  said: Said,
  world: World,
  prepared: Setup,
  { datasets, memory, now }: { datasets: readonly Dataset[]; memory: StatusDocument | undefined; now: () => Date },
): Promise<Night> {
  const { config, checkers } = prepared
  const hosts = chosenHosts(said, checkers)
  const { confirm, ignore, vantage } = config
  const progress = said.options.quiet === true ? silent : progressOn(world.stderr, Date.now)
  const network = networkOf(prepared)
  try {
    const choice = { ignore, ...(hosts !== undefined && { hosts }) }
    const secrets = new Set(config.secrets.keys())
    return await night(
      { datasets, checkers, memory, choice, confirm, secrets, tool: toolName(), vantage },
      { session: network.session, now, progress: progress.tell },
    )
  } finally {
    progress.end()
    await network.close()
  }
}

function offline(unheard: ReadonlyMap<string, string>): string {
  const hosts = [...unheard].slice(0, 3).map(([host, failure]) => `${host}: ${failure}`)
  return `Nothing could be judged: nobody answered, so this machine seems to have no internet (${hosts.join(', ')}).
Nothing was written. Check the connection, or HTTPS_PROXY if there is a proxy, and try again.
`
}

const failed = (failOn: 'never' | 'new' | 'any', { links }: StatusDocument, events: readonly Event[]): boolean =>
  (failOn === 'any' && links.some(({ incident }) => incident?.state === 'open')) || (failOn === 'new' && events.some(({ kind }) => kind === 'opened'))

/** The document with tonight's exchanges and their durations, which no file keeps. */
function withTimes(document: StatusDocument, outcomes: readonly Outcome[]): object {
  const evidence = new Map(outcomes.map((outcome) => [outcome.link.url, outcome.evidence.map(timedLine)]))
  return { ...document, links: document.links.map((link) => ({ ...link, evidence: evidence.get(link.url) ?? link.evidence })) }
}
