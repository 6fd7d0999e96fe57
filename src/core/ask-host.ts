/** One host's night: its controls first, then its links, a few at a time, until it is through or refuses us. */
import type { Checker, Checkers, Invalid } from '#model/checker.ts'
import type { Transport } from '#model/http.ts'
import type { EvidenceLine } from '#model/memory.ts'
import type { Outcome } from '#model/night.ts'
import { statusOf, type Verdict, verdict } from '#model/verdict.ts'
import { type Calibration, calibrate } from './calibration.ts'
import { elsewhereIn } from './elsewhere.ts'
import { timedLine } from './evidence.ts'
import { parseLink } from './malformed.ts'
import { type Assignment, fromInvalid, type Unit } from './plan.ts'
import { type Probed, probe } from './probe.ts'

/** How to ask: `converse` opens a conversation with cookies of its own; `secrets` are the names of those that are set. */
export type Asking = { readonly converse: () => Transport; readonly secrets: ReadonlySet<string>; readonly checkers: Checkers }

/** Links in a row that a host may refuse before its other links are left alone for tonight. */
const REFUSALS = 3

/** Asks one link's checker. Of its exchanges only what they come to is kept. */
export async function askLink(unit: Unit, { link, target }: Assignment, asking: Asking, peers = targetsOf(unit)): Promise<Outcome> {
  return outcomeOf(link.url, unit.host, await askTarget(unit.checker, target, peers, asking))
}

const targetsOf = ({ assignments }: Unit): readonly object[] => assignments.map(({ target }) => target)

/** What was found out about a link, as it is kept. */
export const outcomeOf = (url: string, host: string, { verdict: said, evidence, through }: Answered): Outcome => ({
  url,
  host,
  verdict: said,
  evidence: evidence.map(timedLine),
  ...(through.length > 0 && { through }),
})

/** What a host says about its controls. At the first that gets no answer the others of its kind are not asked. */
export async function askControls(checker: Checker, asking: Asking): Promise<Calibration> {
  const say = (url: string) => askUrl(url, checker, asking)
  const present = await until(checker.controls.present, say, ['alive', 'restricted'])
  const absent = await until(checker.controls.absent, say, ['gone', 'invalid'])
  return calibrate(present, absent)
}

/** Who is told of each outcome, and what ends the asking. */
export type Watching = { readonly tell: (outcome: Outcome) => void; readonly interrupted: AbortSignal }

/** Asks links of a unit, as many at once as its pace allows, and tells each outcome as it comes. */
export async function askLinks(unit: Unit, links: readonly Assignment[], asking: Asking, { tell, interrupted }: Watching): Promise<void> {
  const waiting = links.values()
  const peers = targetsOf(unit)
  let refused: Refused | undefined
  const worker = async () => {
    for (const assignment of waiting) {
      if (interrupted.aborted) return
      if (refused !== undefined && refused.times >= REFUSALS) {
        tell({ url: assignment.link.url, host: unit.host, verdict: notAsked(refused.said), evidence: [] })
        continue
      }
      const outcome = await askLink(unit, assignment, asking, peers)
      refused = refusedAgain(refused, outcome)
      tell(outcome)
    }
  }
  await Promise.all(Array.from({ length: unit.checker.pace.concurrency }, worker))
}

/** What was said about a target, and the other hosts on whose word that rests. */
export type Answered = Probed & { readonly through: readonly string[] }

/** Asks about one target; `peers` are all targets of the host tonight, this one among them. */
export async function askTarget(
  checker: Checker,
  target: object,
  peers: readonly object[],
  { converse, secrets, checkers }: Asking,
): Promise<Answered> {
  const through = new Set<string>()
  const elsewhere = elsewhereIn(checkers, secrets, (host) => through.add(host))
  const probed = await probe(checker.check(target, { peers, secrets, elsewhere }), converse())
  return { ...probed, through: [...through] }
}

async function askUrl(written: string, checker: Checker, asking: Asking): Promise<Verdict> {
  const url = parseLink(written)
  const target = url instanceof URL ? checker.match(url, { url: written, access: 'open' }) : url
  if (target === undefined) throw new Error(`the checker does not recognise its own control ${written}`)
  if ('invalid' in target) return fromInvalid(target as Invalid)
  return (await askTarget(checker, target, [target], asking)).verdict
}

async function until(urls: readonly string[], say: (url: string) => Promise<Verdict>, wanted: readonly string[]): Promise<Verdict[]> {
  const said: Verdict[] = []
  for (const url of urls) {
    const answer = await say(url)
    said.push(answer)
    const status = statusOf(answer)
    if (wanted.includes(status) || status === 'unreachable' || status === 'blocked') break
  }
  return said
}

/** Links that were refused one after the other; `by`: who has refused all of them, as far as anybody can tell. */
type Refused = { readonly by: ReadonlySet<string>; readonly times: number; readonly said: Verdict }

function refusedAgain(before: Refused | undefined, { verdict: said, evidence }: Outcome): Refused | undefined {
  if (said.reason !== 'rate-limited' && said.reason !== 'challenged') return undefined
  const refusing = new Set(hostsOf(evidence.filter(isRefusal)))
  // A wall with status 200 looks like an answer: then it is whoever was asked, all together.
  const by = refusing.size > 0 ? refusing : new Set([hostsOf(evidence).join(' ')])
  const again = before?.by.intersection(by)
  return before && again && again.size > 0 ? { ...before, by: again, times: before.times + 1 } : { by, times: 1, said }
}

const isRefusal = ({ status = 0 }: EvidenceLine) => status === 0 || status === 202 || (status >= 400 && status !== 404 && status !== 410)

const hostsOf = (evidence: readonly EvidenceLine[]) => [...new Set(evidence.flatMap(({ url }) => URL.parse(url)?.hostname ?? []))]

const notAsked = ({ reason, detail }: Verdict) =>
  verdict(reason, { detail: `not asked: the host refused ${REFUSALS} links in a row${detail === undefined ? '' : ` (${detail})`}` })
