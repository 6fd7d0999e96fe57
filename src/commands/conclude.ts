/** What follows a night: memory and reports on disk, the summary on the screen. The same for a night in one piece and a merged one. */
import { join, relative, resolve } from 'node:path'
import { fold } from '#core/history.ts'
import { publish } from '#io/files.ts'
import type { Event, StatusDocument } from '#model/memory.ts'
import type { NightRecord } from '#model/night.ts'
import type { Dataset } from '#model/registry.ts'
import { markdown } from '#report/markdown.ts'
import { night as summary } from '#report/terminal.ts'
import { view } from '#report/view.ts'
import type { Config } from '../config.ts'
import type { Said, World } from './commands.ts'
import { written } from './memory.ts'
import { painter } from './paint.ts'
import { oneOf } from './parse.ts'

export type Known = { readonly config: Config; readonly datasets: readonly Dataset[]; readonly memory: StatusDocument | undefined }

/** When problems make the command fail. */
export const failOn = (said: Said) => oneOf(said, 'fail-on', ['never', 'new', 'any']) ?? 'never'

/** Concludes the night and gives the exit code. `extra`: further files for the reports folder. */
export async function conclude(
  record: NightRecord,
  said: Said,
  world: World,
  { config, datasets, memory }: Known,
  extra: ReadonlyMap<string, string> = new Map(),
) {
  const { document, events } = fold(memory, { night: record, datasets, confirm: config.confirm })
  const seen = view(document, datasets, { title: config.title })
  const folder = resolve(world.cwd, config.reports)
  const dry = said.options['dry-run'] === true
  if (!dry) {
    const texts = new Map([['status.json', written(document)], ['README.md', markdown(seen, config.lang)], ...extra])
    await world.uninterrupted(() => publish(folder, texts))
  }
  const report = dry ? 'not written (--dry-run)' : join(relative(world.cwd, folder), 'README.md')
  if (said.options.json === true) world.stdout.write(`${JSON.stringify(withTimes(document, record), null, 2)}\n`)
  else if (said.options.quiet !== true) world.stdout.write(summary(seen, report, config.lang, painter(world.stdout)))
  return failed(failOn(said), document, events) ? 1 : 0
}

const failed = (when: 'never' | 'new' | 'any', { links }: StatusDocument, events: readonly Event[]): boolean =>
  (when === 'any' && links.some(({ incident }) => incident?.state === 'open')) || (when === 'new' && events.some(({ kind }) => kind === 'opened'))

/** The document with tonight's exchanges and their durations, which no file keeps. */
function withTimes(document: StatusDocument, { outcomes }: NightRecord): object {
  const evidence = new Map(outcomes.map((outcome) => [outcome.url, outcome.evidence]))
  return { ...document, links: document.links.map((link) => ({ ...link, evidence: evidence.get(link.url) ?? link.evidence })) }
}
