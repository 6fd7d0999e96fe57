/** `stillthere explain URL`: one link's verdict, and everything it rests on. */
import { askControls, askTarget, outcomeOf } from '#core/ask-host.ts'
import { believedAlone } from '#core/calibration.ts'
import { timedLine } from '#core/evidence.ts'
import { fromInvalid } from '#core/plan.ts'
import { repairs } from '#core/repair.ts'
import type { Exchange } from '#model/http.ts'
import type { TimedEvidence } from '#model/night.ts'
import { statusOf, type Verdict } from '#model/verdict.ts'
import { explained } from '#report/terminal.ts'
import type { Run } from './commands.ts'
import { aboutOneLink, type OneLink } from './one-link.ts'
import { painter } from './paint.ts'

export const explain: Run = (said, world) =>
  aboutOneLink(said, world, async (link) => {
    const { url, host, checker, parsed, config } = link
    const { verdict, evidence } = 'invalid' in parsed ? { verdict: fromInvalid(parsed), evidence: [] } : await judged(link, parsed.target)
    const offline = await link.isOffline()
    const shown = linkObject(url, host, verdict, evidence.map(timedLine))
    if (said.options.json === true) world.stdout.write(`${JSON.stringify(shown, null, 2)}\n`)
    else world.stdout.write(explained({ ...shown, hostTitle: checker.title, exchanges: evidence.map(told) }, config.lang, painter(world.stdout)))
    if (offline) world.stderr.write('Nobody else answered either: this machine seems to have no internet, so this says nothing about the link.\n')
    return offline ? 3 : 0
  })

async function judged({ url, host, checker, asking }: OneLink, target: object) {
  const calibration = await askControls(checker, asking)
  const answered = await askTarget(checker, target, [target], asking)
  const verdict = believedAlone(outcomeOf(url, host, answered), calibration)
  const replacement = await repairs({ url, access: 'open' }, verdict, { name: '' }, asking)
  return { ...answered, verdict: replacement === undefined ? verdict : { ...verdict, replacement } }
}

/** The link as the status document has it, without what only a night knows, and with durations. */
function linkObject(url: string, host: string, verdict: Verdict, evidence: readonly TimedEvidence[]) {
  const { reason, detail, warnings, facts, replacement = null } = verdict
  return {
    url,
    host,
    status: statusOf(verdict),
    reason,
    ...(detail !== undefined && { detail }),
    warnings: [...warnings],
    facts,
    replacement,
    evidence,
  }
}

const told = (exchange: Exchange) => ({
  ...timedLine(exchange),
  redirects: ('response' in exchange ? exchange.response.hops : (exchange.hops ?? [])).length,
})
