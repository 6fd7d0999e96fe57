/** The figures of a night as a line of a Markdown table. */
import type { Politeness } from './bound.ts'
import type { Measured } from './night.ts'

const COLUMNS = [
  'plan',
  'program',
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

export type Raced = { readonly plan: string; readonly program: string; readonly politeness: Politeness; readonly links: number }

/** `least`: the bound, in seconds. */
export function row({ plan, program, politeness: { all, concurrency, spacing }, links }: Raced, least: number, measured: Measured): string {
  const { wall, cpu, peak, requests, bytes, connections, wrong = '', crowded, hurried, shortest, early } = measured
  const cells = [
    plan,
    program,
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
    `${crowded} / ${hurried}${hurried > 0 ? ` (${shortest} ms)` : ''} / ${early}`,
  ]
  return `| ${cells.join(' | ')} |`
}
