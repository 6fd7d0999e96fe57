/** `stillthere record URL`: what a host answers today, as a fixture for the tests of its checker. */
import { basename, dirname, resolve } from 'node:path'
import { askTarget } from '#core/ask-host.ts'
import { compact } from '#core/compact.ts'
import { fromInvalid } from '#core/plan.ts'
import { recording } from '#core/recording.ts'
import { publish } from '#io/files.ts'
import { count } from '#report/words.en.ts'
import type { Run } from './commands.ts'
import { aboutOneLink } from './one-link.ts'
import { textOf } from './parse.ts'

export const record: Run = (said, world) =>
  aboutOneLink(said, world, async ({ url, host, checker, parsed, config, checkers, asking, isOffline }) => {
    const out = textOf(said, 'out')
    const { verdict, evidence } =
      'invalid' in parsed ? { verdict: fromInvalid(parsed), evidence: [] } : await askTarget(checker, parsed.target, [parsed.target], asking)
    if (await isOffline()) {
      world.stderr.write('Nobody else answered either: this machine seems to have no internet. Nothing was recorded.\n')
      return 3
    }
    const day = new Date().toISOString().slice(0, 10)
    const { fixture, faithful } = await recording({ url, verdict, exchanges: evidence, secrets: config.secrets, day }, checkers)
    const text = compact(fixture)
    if (out === undefined) world.stdout.write(text)
    else await world.uninterrupted(() => publish(resolve(world.cwd, dirname(out)), new Map([[basename(out), text]])))
    world.stderr.write(`${host}: ${verdict.reason}, ${count(evidence.length, 'exchange')}. ${faithful ? LOOK : UNFAITHFUL}\n`)
    return 0
  })

const LOOK = 'Codes, cookies and tokens that are known as such have stand-ins: look it through before you publish it.'
const UNFAITHFUL = 'Without its secrets the recording does not give this verdict any more: it has to be finished by hand.'
