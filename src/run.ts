/** One night, top to bottom: plan, controls, links, trust, second probes, replacements. Read this first. */
import { type Asking, askControls, askLink, askLinks } from '#core/ask-host.ts'
import { believed, type Calibration, declaresControls, trusted, withLivingLinks } from '#core/calibration.ts'
import { counting, type Progress } from '#core/counting.ts'
import { hearing, nobodyElse } from '#core/hearing.ts'
import { type Confirm, worthASecondProbe } from '#core/incident.ts'
import { type Assignment, type Choice, plan, type Unit } from '#core/plan.ts'
import { type Recheck, resting } from '#core/recheck.ts'
import { withReplacements } from '#core/replacements.ts'
import type { Checkers } from '#model/checker.ts'
import type { Failure, Transport } from '#model/http.ts'
import type { StatusDocument } from '#model/memory.ts'
import type { HostNight, NightRecord, Outcome } from '#model/night.ts'
import type { Dataset } from '#model/registry.ts'

/** What a night is about: data. */
export type Input = {
  readonly datasets: readonly Dataset[]
  readonly checkers: Checkers
  readonly memory: StatusDocument | undefined
  readonly choice: Choice
  /** When problems are believed: replacements are searched for then. */
  readonly confirm: Confirm
  readonly recheck: Recheck
  /** The names of the secrets that are set. */
  readonly secrets: ReadonlySet<string>
  readonly tool: string
  readonly vantage: string
}

/** What a night needs from the world: effects. */
export type Effects = {
  /**
   * A host's conversations: identical requests are asked once among them, and each has cookies of its own. `links`: how many there
   * will be in this lane, so that the longest is never kept waiting by the others.
   */
  readonly session: (lane: string, links: number) => { converse(): Transport }
  readonly now: () => Date
  /** Ends the night early, with what was found out so far. */
  readonly interrupted: AbortSignal
  /** Told what will be asked, before anybody is. */
  readonly planned: (units: readonly Unit[]) => void
  readonly progress: Progress
}

/** `blind` when nobody at all answered: nothing was learnt about any link, and nothing is to be written. */
export type Night = { readonly blind: true; readonly unheard: ReadonlyMap<string, Failure> } | { readonly blind: false; readonly record: NightRecord }

/**
 * Units under way at once: enough to fill every slot with hosts that are asked once a second, and few enough that a night of
 * a million hosts holds no million conversations.
 */
const AT_ONCE = 1024

export async function night(input: Input, effects: Effects): Promise<Night> {
  const startedAt = effects.now().toISOString()
  const { datasets, checkers, memory, confirm, recheck, secrets, tool, vantage } = input
  const { links, units, idle, decided } = plan(datasets, checkers, { ...input.choice, rests: resting(memory, startedAt, recheck) })
  const ear = hearing()
  const session = (lane: string, links = 1): Asking => {
    const { converse } = effects.session(lane, links)
    return { converse: () => ear.listen(converse()), secrets, checkers }
  }
  effects.planned(units)
  const count = counting(units, effects.progress)

  const opening = (unit: Unit) => {
    count.begin(unit)
    return open(unit, session(unit.name, unit.assignments.length), count.told)
  }
  const first = units.slice(0, AT_ONCE).map(opening)
  const later = units.slice(AT_ONCE).values()
  const interrupted = new Promise<void>((resolve) => effects.interrupted.addEventListener('abort', () => resolve(), { once: true }))
  const blind = Promise.race([
    ear.heard.then(() => false),
    interrupted.then(() => !ear.anybody()),
    Promise.all(first).then(() => ear.silent() && nobodyElse(checkers, new Set(units.map(({ host }) => host)), session('').converse, ear)),
  ])
  const begun: Asked[] = []
  const through = async (opened: Promise<Opened>) => {
    const { unit, asking, calibration, outcomes, rest } = await opened
    begun.push({ unit: awake(unit), calibration, outcomes })
    const watching = { tell: (outcome: Outcome) => outcomes.push(count.told(unit, outcome)), interrupted: effects.interrupted }
    if (await blind) return
    await askLinks(unit, rest, asking, watching)
    if (unit.resting.length === 0 || trusted(withLivingLinks(calibration, outcomes))) return
    count.more(unit)
    await askLinks(awake(unit), unit.resting, asking, watching)
  }
  const worker = async (opened: Promise<Opened>) => {
    await through(opened)
    for (const unit of later) {
      if (effects.interrupted.aborted || (await blind)) return
      await through(opening(unit))
    }
  }
  await Promise.race([interrupted, Promise.all(first.map(worker))])
  if (await blind) return { blind: true, unheard: ear.unheard() }

  const asked = begun.map(({ unit, calibration, outcomes }): Asked => {
    const found = [...outcomes] // an answer that was waited for when the night was interrupted may still come
    return { unit, calibration: withLivingLinks(calibration, found), outcomes: found }
  })
  const trustworthy = await trust(asked, checkers, session)
  const judged = effects.interrupted.aborted ? trustworthy.flatMap((host) => host.outcomes) : await confirmed(trustworthy, session, memory)
  const searching = { datasets, links, memory, at: startedAt, confirm, interrupted: effects.interrupted }
  const outcomes = await withReplacements([...decided, ...judged], searching, session(''))
  const run = { startedAt, finishedAt: effects.now().toISOString(), tool, vantage }
  const watched = links.map(({ url }) => url)
  const all = [...units, ...idle]
  const hosts = hostNights(all, asked, outcomes, checkers)
  return { blind: false, record: { schema: 1, run, watched, hosts, outcomes, resting: rested(all, outcomes) } }
}

/** The unit with all its links: those that rest are needed when the host has not proved itself by the others. */
const awake = (unit: Unit): Unit => ({ ...unit, assignments: [...unit.assignments, ...unit.resting], resting: [] })

function rested(units: readonly Unit[], outcomes: readonly Outcome[]): string[] {
  const judged = new Set(outcomes.map(({ url }) => url))
  return units.flatMap((unit) => unit.resting.map(({ link }) => link.url)).filter((url) => !judged.has(url))
}

/** A unit that was asked, how its host's controls came out, and its outcomes: as they were said, or as far as they may be believed. */
type Asked = { readonly unit: Unit; readonly calibration: Calibration; readonly outcomes: readonly Outcome[] }

type Told = (unit: Unit, outcome: Outcome) => Outcome

/** A unit whose host has said its first words, and the links that are left. */
type Opened = {
  readonly unit: Unit
  readonly asking: Asking
  readonly calibration: Calibration
  readonly outcomes: Outcome[]
  readonly rest: readonly Assignment[]
}

/** The first words with a host: its controls, or where it declares none, its first link. */
async function open(unit: Unit, asking: Asking, told: Told): Promise<Opened> {
  if (declaresControls(unit.checker)) {
    const calibration = await askControls(unit.checker, asking)
    return { unit, asking, calibration, outcomes: [], rest: unit.assignments }
  }
  const [first, ...rest] = unit.assignments
  const outcomes = first === undefined ? [] : [told(unit, await askLink(unit, first, asking))]
  return { unit, asking, calibration: { present: 'none', absent: 'none' }, outcomes, rest }
}

/** What may be believed of all that was said. A host that only points elsewhere must be believed there, too. */
async function trust(asked: readonly Asked[], checkers: Checkers, session: (lane: string) => Asking): Promise<Asked[]> {
  const calibrations = new Map<string, Calibration>(asked.map(({ unit, calibration }) => [unit.host, calibration]))
  for (const host of new Set(asked.flatMap(({ outcomes }) => outcomes.flatMap(({ through = [] }) => through)))) {
    const checker = checkers.get(host)
    if (checker !== undefined && !calibrations.has(host)) calibrations.set(host, await askControls(checker, session(host)))
  }
  return asked.map(({ unit, calibration, outcomes }) => {
    const others = ({ through = [] }: Outcome) => through.flatMap((host) => calibrations.get(host) ?? [])
    return { unit, calibration, outcomes: outcomes.map((outcome) => ({ ...outcome, verdict: believed(outcome, calibration, ...others(outcome)) })) }
  })
}

/** Late in the night, what would be believed at once is asked again by a fresh conversation. */
async function confirmed(
  asked: readonly Asked[],
  session: (lane: string, links: number) => Asking,
  memory: StatusDocument | undefined,
): Promise<Outcome[]> {
  const known = new Map(memory?.links.map((link) => [link.url, link]))
  const outcomes = asked.map(async ({ unit, calibration, outcomes: said }) => {
    const doubtful = new Set(trusted(calibration) ? said.filter(({ url, verdict }) => worthASecondProbe(known.get(url), verdict)) : [])
    if (doubtful.size === 0) return said
    const asking = session(unit.name, doubtful.size)
    const assignments = new Map(unit.assignments.map((assignment) => [assignment.link.url, assignment]))
    const confirming = said.map(async (outcome) => {
      const assignment = doubtful.has(outcome) ? assignments.get(outcome.url) : undefined
      if (assignment === undefined) return outcome
      const again = await askLink(unit, assignment, asking)
      return { ...outcome, confirmed: again.verdict.reason === outcome.verdict.reason }
    })
    return Promise.all(confirming)
  })
  return (await Promise.all(outcomes)).flat()
}

/** What was found out about hosts. One that has links and was not asked is left out: nothing was. */
function hostNights(units: readonly Unit[], asked: readonly Asked[], outcomes: readonly Outcome[], checkers: Checkers): HostNight[] {
  const calibrations = new Map(asked.map(({ unit, calibration }) => [unit.host, calibration]))
  const askable = new Set(units.map(({ host }) => host))
  const ids = [...new Set(outcomes.map(({ host }) => host))].filter((id) => calibrations.has(id) || !askable.has(id))
  return ids.map((id) => {
    const calibration = calibrations.get(id) ?? { present: 'none', absent: 'none' }
    return { id, title: checkers.get(id)?.title ?? id, trusted: trusted(calibration), controls: { ...calibration } }
  })
}
