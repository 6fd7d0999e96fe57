/** The contract's exit codes, and what they mean. */

/** The command was asked to end. */
export const INTERRUPTED = 130

export const EXIT_CODES = {
  0: 'the run is complete',
  1: 'the --fail-on condition holds, or lint found errors',
  2: 'usage, configuration or registry is wrong: nothing was probed or written',
  3: 'inconclusive: this machine cannot reach the internet; nothing was written',
  4: 'everything was written, but a mail could not be delivered: it is sent first next time',
  [INTERRUPTED]: 'interrupted: all of the night is written, or nothing',
} as const

export type ExitCode = keyof typeof EXIT_CODES
