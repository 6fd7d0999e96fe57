/** Whether a host's word counts tonight: it must tell what is known to exist from what is known not to. */
import type { Checker } from '#model/checker.ts'
import type { ControlState } from '#model/memory.ts'
import type { Outcome } from '#model/night.ts'
import { statusOf, type Verdict, verdict, vouchesFor } from '#model/verdict.ts'

/** What a host said about its two kinds of control. */
export type Calibration = { readonly present: ControlState; readonly absent: ControlState }

const denied = (said: Verdict) => statusOf(said) === 'gone' || statusOf(said) === 'invalid'
const silent = (said: Verdict) => statusOf(said) === 'unreachable' || statusOf(said) === 'blocked'

/** Reads the verdicts on a host's controls. One living control of several is enough: one of them may die, too. */
export function calibrate(present: readonly Verdict[], absent: readonly Verdict[]): Calibration {
  return { present: state(present, vouchesFor), absent: absent.some(vouchesFor) ? 'failed' : state(absent, denied) }
}

function state(verdicts: readonly Verdict[], right: (said: Verdict) => boolean): ControlState {
  if (verdicts.length === 0) return 'none'
  if (verdicts.some(right)) return 'ok'
  return verdicts.every(silent) ? 'unanswered' : 'failed'
}

/**
 * The calibration after the night: where no control is known to live, a link of the catalogue that the host vouched for is
 * one, for it shows that the host tells the living from the dead.
 */
export function withLivingLinks(calibration: Calibration, outcomes: readonly Outcome[]): Calibration {
  if (calibration.present === 'ok' || calibration.absent === 'failed') return calibration
  if (calibration.present === 'none' && calibration.absent === 'none') return calibration
  return outcomes.some(({ verdict: said, evidence }) => vouchesFor(said) && evidence.length > 0) ? { ...calibration, present: 'ok' } : calibration
}

export const declaresControls = ({ controls }: Checker): boolean => controls.present.length + controls.absent.length > 0

/** A host that declares no control at all (a plain web page) cannot fail one. */
const exempt = ({ present, absent }: Calibration) => present === 'none' && absent === 'none'

export const trusted = (calibration: Calibration): boolean =>
  exempt(calibration) || (calibration.present === 'ok' && (calibration.absent === 'ok' || calibration.absent === 'none'))

/**
 * The verdict as far as tonight's calibrations (of all hosts it rests on) let it be believed: without a living control nothing
 * is denied, without a denied one nothing is vouched for. What the link's own text decides, walls and failures stand as they are.
 */
export function believed(outcome: Outcome, ...calibrations: readonly Calibration[]): Verdict {
  const said = outcome.verdict
  const tested = calibrations.filter((calibration) => !exempt(calibration))
  if (outcome.evidence.length === 0) return said
  if (denied(said) && tested.some(({ present }) => present !== 'ok')) return uncalibrated(said, 'nothing known to exist was vouched for tonight')
  if (vouchesFor(said) && tested.some(({ absent }) => absent !== 'ok' && absent !== 'none'))
    return uncalibrated(said, 'something known not to exist was not denied tonight')
  return said
}

/** As `believed`, for a single question outside a night: only a control that went wrong takes the word back. */
export function believedAlone(outcome: Outcome, { present, absent }: Calibration): Verdict {
  return believed(outcome, { present: present === 'failed' ? 'failed' : 'ok', absent: absent === 'failed' ? 'failed' : 'ok' })
}

const uncalibrated = (said: Verdict, why: string) => verdict('uncalibrated', { detail: `the host said "${said.reason}", but ${why}` })
