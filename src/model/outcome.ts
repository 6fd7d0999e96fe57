/** What one night found out about one link. */
import type { Exchange } from './http.ts'
import type { Link } from './registry.ts'
import type { Verdict } from './verdict.ts'

export type Outcome = {
  readonly link: Link
  /** Checker id; `generic` when no checker claims the link. */
  readonly host: string
  readonly verdict: Verdict
  readonly evidence: readonly Exchange[]
  /** Ids of other hosts on whose word the verdict rests, for a host that only points elsewhere. */
  readonly through?: readonly string[]
  /** Whether a second, fresh conversation the same night came to the same verdict; undefined when it was not asked. */
  readonly confirmed?: boolean
}
