/** A catalogue of any size after many nights, the same every time: links come, break, are walled off and recover. */
import type { HistoryLine } from '#model/history.ts'
import type { LinkRecord } from '#model/memory.ts'
import { type Reason, type Status, statusOf } from '#model/verdict.ts'
import { dataset, documentOf, host, open, record, suspected } from '../support/document.ts'

const HOSTS = ['baidu-pan', 'kaggle', 'zenodo', 'huggingface', 'tcia', 'figshare', 'physionet', 'github']
const TITLES = ['Baidu Netdisk', 'Kaggle', 'Zenodo', 'Hugging Face', 'The Cancer Imaging Archive', 'figshare', 'PhysioNet', 'GitHub']
const GROUPS = ['CT', 'MRI', '超声', '内窥镜', '病理', '多模态', 'PET', 'OCT', '皮肤镜']
const TASKS = ['分割', '分类', '检测', '配准']
const FATES: readonly Reason[] = ['not-found', 'removed', 'timeout', 'challenged', 'rate-limited', 'login-required', 'incomplete-url', 'unrecognised']

/** The time of the n-th of `count` nights; the last is 2026-11-23. */
const at = (n: number, count: number) => new Date(Date.UTC(2026, 10, 23 - (count - 1 - n), 19, 17)).toISOString()

/** Numbers between 0 and 1, the same ones for every season. */
function numbers(): () => number {
  let seed = 42
  return () => {
    seed = (seed * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return seed / 4_294_967_296
  }
}

export type Season = {
  readonly datasets: ReturnType<typeof dataset>[]
  readonly document: ReturnType<typeof documentOf>
  readonly history: readonly HistoryLine[]
}

/** `flips`: the chance that a link changes in one night. Nights in `missed` had no run. */
export function season({ links = 90, nights = 120, flips = 0.002, missed = [40, 41, 75] } = {}): Season {
  const next = numbers()
  const history: HistoryLine[] = []
  const records = Array.from({ length: links }, (_, i) => {
    const one = life(next, i, nights, flips, missed)
    history.push(...one.lines)
    return one.link
  })
  history.push(
    ...missed
      .filter((n) => !missed.includes(n - 1))
      .map((n) => ({ at: at(missed.includes(n + 1) ? n + 2 : n + 1, nights), missedSince: at(n - 1, nights) })),
  )
  history.sort((a, b) => a.at.localeCompare(b.at))
  const datasets = records.map(({ url }, i) =>
    dataset(`Dataset ${i + 1}${i % 7 === 0 ? '（医学图像）' : ''}`, GROUPS[i % GROUPS.length] ?? '', [url], {
      task: [TASKS[i % TASKS.length] ?? ''],
      position: { file: `registry/group-${i % GROUPS.length}.yaml`, line: 4 + 6 * Math.floor(i / GROUPS.length), column: 5 },
    }),
  )
  const hosts = HOSTS.map((id, i) =>
    host(id, TITLES[i] ?? id, id === 'kaggle' ? { trusted: false, controls: { present: 'unanswered', absent: 'ok' } } : {}),
  )
  return {
    datasets,
    history,
    document: documentOf(datasets, records, { hosts, run: { startedAt: at(nights - 1, nights), finishedAt: at(nights - 1, nights) } }),
  }
}

/** One link from its first night to the last. */
function life(
  next: () => number,
  i: number,
  nights: number,
  flips: number,
  missed: readonly number[],
): { link: LinkRecord; lines: readonly HistoryLine[] } {
  const hostId = HOSTS[i % HOSTS.length] ?? ''
  const url = `https://www.${hostId}.example/datasets/${(i * 7_919).toString(36).padStart(8, 'k')}/medical-images-${i + 1}`
  const lines: { at: string; url: string; status: Status; reason: Reason }[] = []
  let reason: Reason = 'listed'
  let vouched = 0
  for (let n = i % 11 === 0 ? 50 : 0; n < nights; n++) {
    const before = lines.at(-1)?.reason
    if (before !== undefined && next() < flips * (before === 'listed' ? 1 : 20))
      reason = before === 'listed' ? (FATES[Math.floor(next() * FATES.length)] ?? 'listed') : 'listed'
    if (missed.includes(n)) continue
    if (before !== reason) lines.push({ at: at(n, nights), url, reason, status: statusOf({ reason }) })
    if (reason === 'listed') vouched = n
  }
  const since = lines.at(-1)?.at ?? at(0, nights)
  const broken = ['gone', 'invalid', 'unreachable'].includes(statusOf({ reason }))
  const incident = !broken ? null : since === at(nights - 1, nights) ? suspected(since) : open(since)
  const evidence = [
    { method: 'GET', url: `https://www.${hostId}.example/api/v1/datasets/${(i * 7_919).toString(36)}`, status: broken ? 404 : 200 },
    { method: 'GET', url: `https://www.${hostId}.example/api/v1/datasets/${(i * 7_919).toString(36)}/files?page=1`, status: broken ? 404 : 200 },
  ]
  const facts = { title: `Medical images, collection ${i + 1}`, bytes: 1_234_567 * (i + 1), licence: 'CC-BY-4.0' }
  return {
    lines,
    link: record(url, reason, { host: hostId, since, facts, evidence, incident, lastAlive: reason === 'listed' ? null : at(vouched, nights) }),
  }
}
