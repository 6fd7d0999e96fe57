/** What rules may know of the hosts: a link as its checker reads it, without anybody being asked. */
import type { Invalid } from '#model/checker.ts'
import type { Link } from '#model/registry.ts'

export type Judged = {
  /** Checker id. */
  readonly host: string
  /** What keeps the link from working as it is written. */
  readonly invalid?: Invalid
  /** What the link means: two spellings of one thing have the same. Undefined for links of no special host. */
  readonly meaning?: string
  /** True when the host is known to answer over https. */
  readonly https: boolean
}

export type Judge = (link: Pick<Link, 'url' | 'passcode' | 'access'>) => Judged
