/** What is known before a night: the catalogue, the memory, the history, and mails that still wait. All of it is read before anything is asked. */
import { readFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { getHeapStatistics } from 'node:v8'
import { readFiles } from '#catalogue/read.ts'
import type { Skipped } from '#catalogue/skip.ts'
import { notified } from '#core/digest.ts'
import { ifThere, linesOf } from '#io/files.ts'
import { type Outbox, readOutbox } from '#io/outbox.ts'
import type { Pace } from '#model/checker.ts'
import { InputError } from '#model/errors.ts'
import type { HistoryLine } from '#model/history.ts'
import type { StatusDocument } from '#model/memory.ts'
import type { Dataset } from '#model/registry.ts'
import { readHistory } from '#report/history.ts'
import type { Config } from '../config.ts'
import type { World } from './commands.ts'
import { readMemory } from './memory.ts'
import type { Setup } from './setup.ts'

export type Known = {
  readonly config: Config
  /** How politely each host is asked, by id. */
  readonly paces: ReadonlyMap<string, Pace>
  readonly datasets: readonly Dataset[]
  /** The links of its files that are none of the catalogue. */
  readonly skipped: readonly Skipped[]
  readonly memory: StatusDocument | undefined
  /** `history.ndjson`, as it is and as read. */
  readonly history: { readonly bytes: Uint8Array; readonly lines: readonly HistoryLine[] }
  /** Messages that no server has taken yet, and those that one took without the memory's knowing: `memory` here knows. */
  readonly outbox: Outbox
  /** The reports folder: where it is, and as the user knows it. */
  readonly reports: { readonly path: string; readonly shown: string }
}

/** Bytes of memory for a link, in a night that knew it before: measured, and something for the collector. */
const LINK = 6 * 1024

/** `heap`: bytes that Node.js may use. @throws {InputError} before a night that would end for want of memory */
export function fitsIntoMemory(datasets: readonly Dataset[], heap: number): void {
  const links = datasets.reduce((sum, dataset) => sum + dataset.links.length, 0)
  if (links * LINK <= heap) return
  const needed = Math.ceil((links * LINK) / MIB)
  throw new InputError({
    message: `The catalogue has ${links} links, which take about ${needed} MiB of memory; Node.js may use ${Math.floor(heap / MIB)} MiB.`,
    hint: `Set NODE_OPTIONS=--max-old-space-size=${needed}, or split it into catalogues with a configuration and a reports folder each.`,
  })
}

const MIB = 1024 * 1024

/** @throws {InputError} for anything that cannot be read */
export async function readKnown({ config, checkers }: Setup, { cwd }: World): Promise<Known> {
  const path = resolve(cwd, config.reports)
  const shown = relative(cwd, path) || '.'
  const files = await readFiles(config.catalogue, cwd)
  const datasets = files.flatMap((file) => file.datasets)
  const skipped = files.flatMap((file) => file.skipped)
  fitsIntoMemory(datasets, getHeapStatistics().heap_size_limit)
  const remembered = await readMemory(path, shown)
  const bytes = (await ifThere(readFile(join(path, 'history.ndjson')))) ?? Buffer.alloc(0)
  const history = { bytes, lines: readHistory(linesOf(bytes), join(shown, 'history.ndjson')) }
  const outbox = await readOutbox(path, shown)
  const memory = remembered && notified(remembered, outbox.taken, remembered.run.startedAt)
  const paces = new Map([...checkers].map(([id, { pace }]) => [id, pace]))
  return { config, paces, datasets, skipped, memory, history, outbox, reports: { path, shown } }
}
