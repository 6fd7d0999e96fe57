/** The networks of a worker: one for all jobs that are asked in the same way, so that a host to which two of them lead is asked at its pace. */
import type { Config } from '#config.ts'
import { findCheckers } from '#hosts/index.ts'
import type { Network, NetworkOptions } from '#io/network.ts'
import type { Checkers } from '#model/checker.ts'
import type { JobSettings } from '#model/job.ts'
import { networkOf, pacedBy } from './setup.ts'

/** A network, and the checkers at its pace. */
export type Open = { readonly network: Network; readonly checkers: Checkers }

/** Opens a network with the first task that needs it, and closes it with the last. `keeping`: the answers of earlier nights. */
export async function networks(own: Config, keeping: () => Pick<NetworkOptions, 'keeping'>) {
  const declared = await findCheckers()
  const open = new Map<string, Open & { users: number }>()
  return async <Result>(settings: JobSettings, task: (network: Open) => Promise<Result>): Promise<Result> => {
    const key = JSON.stringify(settings)
    const shared = open.get(key) ?? { ...opened(settings, own, declared, keeping()), users: 0 }
    open.set(key, shared)
    shared.users += 1
    try {
      return await task(shared)
    } finally {
      shared.users -= 1
      if (shared.users === 0) {
        open.delete(key)
        await shared.network.close()
      }
    }
  }
}

/** What the catalogue says about asking, with this machine's own secrets, proxy, slots, and private addresses that may be contacted. */
function opened({ timeout, userAgent, paces }: JobSettings, own: Config, declared: Checkers, keeping: Pick<NetworkOptions, 'keeping'>): Open {
  const checkers = pacedBy(declared, new Map(Object.entries(paces)))
  return { checkers, network: networkOf({ config: { ...own, timeout, userAgent }, checkers }, keeping) }
}
