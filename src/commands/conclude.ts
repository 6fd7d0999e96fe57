/** What follows a night: memory and reports on disk, the summary on the screen. The same for a night in one piece and a merged one. */
import { join } from 'node:path'
import { fold } from '#core/history.ts'
import type { Text } from '#io/files.ts'
import { commit } from '#io/journal.ts'
import { forgetTaken, outboxTexts } from '#io/outbox.ts'
import type { Event, StatusDocument } from '#model/memory.ts'
import type { NightRecord } from '#model/night.ts'
import { night as summary } from '#report/terminal.ts'
import { view } from '#report/view.ts'
import type { Said, World } from './commands.ts'
import type { Known } from './known.ts'
import { written } from './memory.ts'
import { painter } from './paint.ts'
import { oneOf } from './parse.ts'
import { mailHint, messagesOf, post, sendsMail } from './post.ts'
import { reportTexts, writeOutputs } from './reports.ts'

/** When problems make the command fail. */
export const failOn = (said: Said) => oneOf(said, 'fail-on', ['never', 'new', 'any']) ?? 'never'

/** Concludes the night and gives the exit code. `extra`: further files for the reports folder. */
export async function conclude(record: NightRecord, said: Said, world: World, known: Known, extra: ReadonlyMap<string, Text> = new Map()) {
  const { config, datasets, memory, outbox, reports } = known
  const { document, events } = fold(memory, { night: record, datasets, confirm: config.confirm, recheck: config.recheck })
  const seen = view(document, datasets, { title: config.title })
  const dry = said.options['dry-run'] === true
  let kept = 0
  if (!dry) {
    await world.uninterrupted(async () => {
      const messages = messagesOf(document, events, said, known)
      await commit(reports.path, new Map<string, Text>([...(await reportTexts(document, events, seen, known)), ...outboxTexts(messages), ...extra]))
      await forgetTaken(reports.path, outbox.taken)
      if (extra.size === 0) await writeOutputs(seen, said, world, known)
      if (sendsMail(said, config)) kept = await post(document, [...outbox.waiting, ...messages], world, known)
    })
    world.stderr.write(mailHint(said, known))
  }
  if (said.options.json === true) for (const piece of written(withTimes(document, record))) world.stdout.write(piece)
  else if (said.options.quiet !== true) {
    const report = dry ? 'not written (--dry-run)' : join(reports.shown, 'README.md')
    world.stdout.write(summary(seen, report, config.lang, painter(world.stdout)))
  }
  if (kept > 0) return 4
  return failed(failOn(said), document, events) ? 1 : 0
}

const failed = (when: 'never' | 'new' | 'any', { links }: StatusDocument, events: readonly Event[]): boolean =>
  (when === 'any' && links.some(({ incident }) => incident?.state === 'open')) || (when === 'new' && events.some(({ kind }) => kind === 'opened'))

/** The document with tonight's exchanges and their durations, which no file keeps. */
function withTimes(document: StatusDocument, { outcomes }: NightRecord): { readonly links: readonly object[] } {
  const evidence = new Map(outcomes.map((outcome) => [outcome.url, outcome.evidence]))
  return { ...document, links: document.links.map((link) => ({ ...link, evidence: evidence.get(link.url) ?? link.evidence })) }
}
