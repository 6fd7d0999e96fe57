/** What `explain` and `record` share: one link, its checker, and a network that tells whether anybody answers at all. */
import type { Asking } from '#core/ask-host.ts'
import { hearing, nobodyElse } from '#core/hearing.ts'
import { assign } from '#core/plan.ts'
import type { Said, World } from './commands.ts'
import { networkOf, type Setup, setup } from './setup.ts'

export type OneLink = Setup &
  ReturnType<typeof assign> & {
    readonly url: string
    readonly asking: Asking
    /** After the link was asked: neither its host nor anybody else answered. */
    readonly isOffline: () => Promise<boolean>
  }

/** Opens the network for the URL the command line names, and closes it when `tell` is done. @throws {InputError} */
export async function aboutOneLink(said: Said, world: World, tell: (link: OneLink) => Promise<number>): Promise<number> {
  const prepared = await setup({ ...said, arguments: [] }, world)
  const { config, checkers } = prepared
  const [url = ''] = said.arguments
  const assigned = assign({ url, access: 'open' }, checkers)
  const network = networkOf(prepared)
  const ear = hearing()
  const session = network.session()
  const asking = { converse: () => ear.listen(session.converse()), secrets: new Set(config.secrets.keys()), checkers }
  const isOffline = async () => ear.silent() && (await nobodyElse(checkers, new Set([assigned.host]), asking.converse, ear))
  try {
    return await tell({ ...prepared, ...assigned, url, asking, isOffline })
  } finally {
    await network.close()
  }
}
