/** The figures of a night as a line of a Markdown table. */
import type { Politeness } from './bound.ts'
import type { Measured } from './night.ts'

const COLUMNS = [
  'plan',
  'slots / per host / spacing',
  'links',
  'wall s',
  'bound s',
  'ratio',
  'CPU ms/link',
  'links/s',
  'peak MB',
  'requests/link',
  'KB/link',
  'connections',
  'wrong',
  'crowded / hurried / early',
]

export const heads = `| ${COLUMNS.join(' | ')} |\n|${COLUMNS.map(() => ' --- |').join('')}`

/** `least`: the bound, in seconds. */
export function row(plan: string, { all, concurrency, spacing }: Politeness, links: number, least: number, measured: Measured): string {
  const { wall, cpu, peak, requests, bytes, connections, wrong, crowded, hurried, early } = measured
  const cells = [
    plan,
    `${all} / ${concurrency} / ${spacing} s`,
    links,
    wall.toFixed(2),
    least.toFixed(2),
    (wall / least).toFixed(2),
    ((cpu * 1000) / links).toFixed(3),
    Math.round(links / wall),
    Math.round(peak),
    (requests / links).toFixed(3),
    (bytes / 1024 / links).toFixed(2),
    connections,
    wrong,
    `${crowded} / ${hurried} / ${early}`,
  ]
  return `| ${cells.join(' | ')} |`
}
