/** Which host names share one queue: all those of a checker, and otherwise each name for itself. */
import type { Checker, Checkers, Pace } from '#model/checker.ts'
import { GENERIC } from './plan.ts'

export type Lane = { readonly id: string; readonly pace: Pace }

/**
 * Finds the lane of a host name. A checker's lane holds the hosts of its URL forms and the names below them (`api.kaggle.com`
 * queues with `www.kaggle.com`), whichever checker asks; any other name is a lane of its own at the generic pace.
 */
export function lanesOf(checkers: Checkers): (hostname: string) => Lane {
  const lanes = new Map<string, Lane>()
  for (const [id, checker] of checkers) {
    for (const host of hostsOf(checker)) lanes.set(host, { id, pace: checker.pace })
  }
  const pace = checkers.get(GENERIC)?.pace ?? { concurrency: 1, spacing: 1 }
  return (hostname) => {
    const labels = hostname.toLowerCase().replace(/\.$/, '').split('.')
    for (let from = 0; from < labels.length - 1; from += 1) {
      const lane = lanes.get(labels.slice(from).join('.'))
      if (lane !== undefined) return lane
    }
    return { id: hostname, pace }
  }
}

/** The fixed part of each form's host: `github.io` of `https://:owner.github.io/*`; nothing of `https://:host/*`. */
function hostsOf({ urls }: Checker): string[] {
  return urls.flatMap(({ form }) => {
    const host = /^https?:\/\/([^/?#]+)/.exec(form)?.[1] ?? ''
    const fixed = host.toLowerCase().replace(/^(?:[^.]*:[^.]*\.)+|^www\./, '')
    return fixed.includes('.') && !fixed.includes(':') ? [fixed] : []
  })
}
