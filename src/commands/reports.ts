/** The files of the reports folder, and what is written for machines beside it. */
import { appendFile } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import { joined } from '#core/long-json.ts'
import { publish, type Text } from '#io/files.ts'
import type { Event, StatusDocument } from '#model/memory.ts'
import { badge } from '#report/badge.ts'
import { feed } from '#report/feed.ts'
import { historyLines, historyTexts } from '#report/history.ts'
import { junit } from '#report/junit.ts'
import { markdown } from '#report/markdown.ts'
import { nights } from '#report/nights.ts'
import { page } from '#report/page/page.ts'
import { sarif } from '#report/sarif.ts'
import { stepSummary } from '#report/summary.ts'
import type { View } from '#report/view.ts'
import { statusSchema } from '../schemas.ts'
import { pageAssets, sha256 } from './assets.ts'
import type { Said, World } from './commands.ts'
import type { Known } from './known.ts'
import { written } from './memory.ts'
import { textOf } from './parse.ts'

/** The texts of the reports folder, by file name. */
export async function reportTexts(document: StatusDocument, events: readonly Event[], seen: View, known: Known): Promise<ReadonlyMap<string, Text>> {
  const { config, memory, history, paces } = known
  const { lang, reportUrl } = config
  const recheck = config.recheck.alive
  const news = historyLines(memory, document, events)
  const lines = [...history.lines, ...news]
  const assets = await pageAssets()
  return new Map<string, Text>([
    ['status.json', written(document)],
    ['README.md', markdown(seen, lang, recheck)],
    ['index.html', page(seen, nights(lines, document.run.startedAt), { lang, paces, recheck, assets, sha256 })],
    ['history.ndjson', [history.bytes, ...joined(historyTexts(news))]],
    ['badge.json', badge(seen, lang)],
    ['feed.xml', feed(seen, lines, { lang, reportUrl })],
    ['schema.json', statusSchema()],
  ])
}

/** What the command line or the workflow asks for besides: `--sarif`, `--junit`, and the summary of a workflow run. */
export async function writeOutputs(seen: View, said: Said, { cwd }: World, { config }: Known): Promise<void> {
  const outputs = [
    [textOf(said, 'sarif'), sarif],
    [textOf(said, 'junit'), junit],
  ] as const
  for (const [file, render] of outputs) {
    if (file === undefined) continue
    const path = resolve(cwd, file)
    await publish(dirname(path), new Map([[basename(path), render(seen, config.lang)]]))
  }
  if (config.stepSummary !== undefined) await appendFile(config.stepSummary, stepSummary(seen, config.lang))
}
