/** The contract's exit codes that are given in more than one place. */

/** The command was asked to end. */
export const INTERRUPTED = 130
