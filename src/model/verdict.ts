/** What can be said about a link: the one table of reasons, and the verdicts made from it. */

/** Every reason and the status it means. A pair outside this table cannot be written down. */
export const REASONS = {
  served: 'alive',
  listed: 'alive',
  'login-required': 'restricted',
  'approval-required': 'restricted',
  'agreement-required': 'restricted',
  'payment-required': 'restricted',
  embargoed: 'restricted',
  'not-found': 'gone',
  removed: 'gone',
  expired: 'gone',
  'taken-down': 'gone',
  'not-public': 'gone',
  empty: 'gone',
  'soft-404': 'gone',
  parked: 'gone',
  'malformed-url': 'invalid',
  'incomplete-url': 'invalid',
  'not-a-dataset': 'invalid',
  'passcode-missing': 'invalid',
  'passcode-rejected': 'invalid',
  'dns-not-found': 'unreachable',
  'dns-failure': 'unreachable',
  'connection-refused': 'unreachable',
  'connection-reset': 'unreachable',
  timeout: 'unreachable',
  'tls-error': 'unreachable',
  'redirect-loop': 'unreachable',
  'server-error': 'unreachable',
  'bad-response': 'unreachable',
  'host-down': 'unreachable',
  'rate-limited': 'blocked',
  challenged: 'blocked',
  refused: 'blocked',
  unrecognised: 'unknown',
  uncalibrated: 'unknown',
  'forbidden-address': 'unknown',
  'unsupported-scheme': 'unknown',
  'checker-error': 'unknown',
} as const

export type Reason = keyof typeof REASONS
export type Status = (typeof REASONS)[Reason]

/** The statuses in the order of the contract's table. */
export const STATUSES = ['alive', 'restricted', 'gone', 'invalid', 'unreachable', 'blocked', 'unknown'] as const satisfies readonly Status[]

/** Findings beside the status; they never change it. */
export const WARNINGS = [
  'tls-chain-incomplete',
  'moved',
  'insecure-http',
  'archived',
  'no-seeders',
  'empty',
  'truncated-download',
  'wrong-type',
  'fragment-missing',
  'changed',
  'catalogue-only',
] as const

export type Warning = (typeof WARNINGS)[number]

/** What a host says about a dataset. Only what stays the same until the dataset itself changes: no counters. */
export type Facts = {
  readonly title?: string
  readonly bytes?: number
  readonly files?: number
  readonly version?: string
  readonly licence?: string
  /** As the host writes it, at least `YYYY-MM-DD`. */
  readonly updatedAt?: string
}

/** Where the dataset is now. `certain` only where the host itself says that it is the same thing. */
export type Replacement = { readonly url: string; readonly certain: boolean; readonly why: string }

export type Verdict = {
  readonly reason: Reason
  /** The host's own words or code. */
  readonly detail?: string
  readonly warnings: readonly Warning[]
  readonly facts: Facts
  readonly replacement?: Replacement
}

type Findings = Partial<Omit<Verdict, 'reason'>>

/** A verdict. Its status is looked up from the reason, so the two cannot contradict each other. */
export function verdict(reason: Reason, findings: Findings = {}): Verdict {
  return { warnings: [], facts: {}, ...findings, reason }
}

export const statusOf = (judged: { readonly reason: Reason }): Status => REASONS[judged.reason]

/** Whether the thing is there, for whoever may have it. */
export const vouchesFor = (judged: { readonly reason: Reason }): boolean => statusOf(judged) === 'alive' || statusOf(judged) === 'restricted'
