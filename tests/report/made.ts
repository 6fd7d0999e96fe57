/** Pages as the command line makes them, from small catalogues and from large ones. */
import type { HistoryLine } from '#model/history.ts'
import type { StatusDocument } from '#model/memory.ts'
import type { Dataset } from '#model/registry.ts'
import { nights } from '#report/nights.ts'
import { page } from '#report/page/page.ts'
import { view } from '#report/view.ts'
import type { Lang } from '#report/words.ts'
import { pageAssets, sha256 } from '../../src/commands/assets.ts'
import { dataset, documentOf, host, NIGHT, open, record, suspected } from '../support/document.ts'

const assets = await pageAssets()
const paces = new Map([['kaggle', { concurrency: 2, spacing: 1 }]])

export type Told = {
  readonly datasets: readonly Dataset[]
  readonly document: StatusDocument
  readonly history?: readonly HistoryLine[]
  readonly recheck?: number
}

export const pageOf = ({ datasets, document, history = [], recheck = 1 }: Told, lang: Lang = 'en', title = '医学图像开源数据集'): string =>
  page(view(document, datasets, { title }), nights(history, document.run.startedAt), { lang, paces, recheck, assets, sha256 })

/** Everything a report can be made of, said by a stranger. */
export function saidBy(words: string): Required<Omit<Told, 'recheck'>> {
  const url = `https://example.org/${words}`
  const found = {
    detail: words,
    facts: { title: words, version: words, licence: words, updatedAt: words },
    warnings: ['moved'],
    replacement: { url, certain: true, why: words },
    evidence: [{ method: 'GET', url, failure: words }],
    host: words,
    vantage: words,
  } satisfies Partial<StatusDocument['links'][number]>
  const datasets = [
    dataset(words, words, [url, `${url}-s`, `${url}-b`, { url: `no url ${words}`, paused: words }], {
      task: [words],
      position: { file: words, line: 1, column: 1 },
    }),
    dataset(words, words, []),
  ]
  const records = [
    record(url, 'removed', { ...found, incident: open(NIGHT) }),
    record(`${url}-s`, 'timeout', { ...found, incident: suspected(NIGHT) }),
    record(`${url}-b`, 'unrecognised', found),
  ]
  const document = documentOf(datasets, records, { hosts: [host(words, words, { trusted: false })], run: { vantage: words, tool: words } })
  const history: readonly HistoryLine[] = [
    { at: '2026-11-20T19:17:00.000Z', url, status: 'alive', reason: 'listed' },
    { at: NIGHT, url, status: 'gone', reason: 'removed', incident: 'opened' },
  ]
  return { datasets, document, history }
}
