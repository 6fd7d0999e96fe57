/** When a problem is believed: how one link's incident goes on after another night. */
import type { Incident } from '#model/memory.ts'
import { type Reason, type Status, statusOf } from '#model/verdict.ts'

/** Nights in a row before a problem is believed. */
export type Confirm = { readonly gone: number; readonly unreachable: number }

/** Two nights are two runs at least this far apart; a second run in the same night does not count. */
export const NIGHT = 12 * 60 * 60 * 1000

/** What the night says about one link, as far as incidents are concerned. */
export type Finding = {
  readonly reason: Reason
  /** Said twice tonight, by two conversations, on a host that passed its controls. */
  readonly confirmed: boolean
}

type Before = { readonly reason: Reason; readonly incident: Incident | null } | undefined

/** Somebody acted on purpose: believed the same night when confirmed. */
const DECLARED = new Set<Reason>(['removed', 'expired', 'taken-down'])

/**
 * The incident after tonight. `blocked` and `unknown` neither confirm nor clear; one `alive` or `restricted` night ends it.
 * Nights in a row are nights with the same status, not counting those in which nobody could judge.
 */
export function nextIncident(before: Before, finding: Finding, at: string, confirm: Confirm): Incident | null {
  const status = statusOf(finding)
  const incident = before?.incident ?? null
  if (status === 'alive' || status === 'restricted') return null
  if (status === 'blocked' || status === 'unknown' || incident?.state === 'open') return incident

  const firstSeenAt = incident?.firstSeenAt ?? at
  const nights = counted(before, status, at)
  const { reason } = finding
  if (nights.length >= needed(status, finding, confirm)) return { state: 'open', firstSeenAt, openedAt: at, notifiedAt: null, reason }
  return { state: 'suspected', firstSeenAt, openedAt: null, notifiedAt: null, reason, nights }
}

function needed(status: Exclude<Status, 'alive' | 'restricted' | 'blocked' | 'unknown'>, finding: Finding, confirm: Confirm): number {
  if (status === 'invalid') return 1
  if (status === 'unreachable') return confirm.unreachable
  return DECLARED.has(finding.reason) && finding.confirmed ? 1 : confirm.gone
}

/** True when this verdict, said twice, would be believed tonight. */
export const worthASecondProbe = (before: Before, said: { readonly reason: Reason }): boolean =>
  DECLARED.has(said.reason) && before?.incident?.state !== 'open'

/** The nights that count towards belief, tonight included. */
function counted(before: Before, status: Status, at: string): string[] {
  const incident = before?.incident
  if (before === undefined || !incident) return [at]
  if (statusOf({ reason: incident.reason ?? before.reason }) !== status) return [at]
  const nights = incident.nights ?? [incident.firstSeenAt]
  const last = nights.at(-1)
  return last === undefined || Date.parse(at) - Date.parse(last) >= NIGHT ? [...nights, at] : nights
}
