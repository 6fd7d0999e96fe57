/** `stillthere explain URL`: one link's verdict, and everything it rests on. */
import { askControls, askTarget } from '#core/ask-host.ts'
import { believedAlone, declaresControls } from '#core/calibration.ts'
import { timedLine } from '#core/evidence.ts'
import { hearing, nobodyElse } from '#core/hearing.ts'
import { assign, fromInvalid } from '#core/plan.ts'
import type { Exchange } from '#model/http.ts'
import type { Outcome } from '#model/outcome.ts'
import type { Link } from '#model/registry.ts'
import { statusOf } from '#model/verdict.ts'
import { explained } from '#report/terminal.ts'
import type { Run } from './commands.ts'
import { painter } from './paint.ts'
import { networkOf, setup } from './setup.ts'

export const explain: Run = async (said, world) => {
  const prepared = await setup({ ...said, arguments: [] }, world)
  const { config, checkers } = prepared
  const [url = ''] = said.arguments
  const link: Link = { url, access: 'open', position: { file: 'command line', line: 1, column: 1 } }
  const { host, checker, parsed } = assign(link, checkers)

  const network = networkOf(prepared)
  const ear = hearing()
  const secrets = new Set(config.secrets.keys())
  const session = network.session()
  const converse = () => ear.listen(session.converse())
  const asking = { converse, secrets, checkers }
  try {
    const outcome = 'invalid' in parsed ? { link, host, verdict: fromInvalid(parsed), evidence: [] } : await judged(parsed.target)
    const offline = ear.silent() && (await nobodyElse(checkers, new Set([host]), converse, ear))
    const shown = linkObject(outcome)
    if (said.options.json === true) world.stdout.write(`${JSON.stringify(shown, null, 2)}\n`)
    else
      world.stdout.write(explained({ ...shown, hostTitle: checker.title, exchanges: outcome.evidence.map(told) }, config.lang, painter(world.stdout)))
    if (offline) world.stderr.write('Nobody else answered either: this machine seems to have no internet, so this says nothing about the link.\n')
    return offline ? 3 : 0
  } finally {
    await network.close()
  }

  async function judged(target: object): Promise<Outcome> {
    const calibration = declaresControls(checker) ? await askControls(checker, asking) : ({ present: 'none', absent: 'none' } as const)
    const { verdict, evidence } = await askTarget(checker, target, [target], asking)
    const outcome = { link, host, verdict, evidence }
    return { ...outcome, verdict: believedAlone(outcome, calibration) }
  }
}

/** The link as the status document has it, without what only a night knows, and with durations. */
function linkObject({ link, host, verdict, evidence }: Outcome) {
  const { reason, detail, warnings, facts, replacement = null } = verdict
  return {
    url: link.url,
    host,
    status: statusOf(verdict),
    reason,
    ...(detail !== undefined && { detail }),
    warnings: [...warnings],
    facts,
    replacement,
    evidence: evidence.map(timedLine),
  }
}

const told = (exchange: Exchange) => ({
  ...timedLine(exchange),
  redirects: ('response' in exchange ? exchange.response.hops : (exchange.hops ?? [])).length,
})
