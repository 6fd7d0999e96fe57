/** Which links are asked tonight, of whom, and which are decided without asking anybody. */
import type { Checker, Checkers, Invalid, Pattern } from '#model/checker.ts'
import type { Outcome } from '#model/night.ts'
import type { Dataset, Link } from '#model/registry.ts'
import { verdict } from '#model/verdict.ts'
import { parseLink } from './malformed.ts'
import type { Rests } from './recheck.ts'
import { partOf, type Shard } from './shard.ts'

/** The checker of a link that no folder claims. */
export const GENERIC = 'generic'

/** One link and what its checker made of it. */
export type Assignment = { readonly link: Link; readonly target: object }

/** The links of one host, asked one after another at its pace; for the generic checker, one unit per host name. */
export type Unit = {
  readonly host: string
  readonly name: string
  readonly checker: Checker
  /** The links that are asked tonight. */
  readonly assignments: readonly Assignment[]
  /** Those that are not, unless the host needs them to prove itself. */
  readonly resting: readonly Assignment[]
}

/** A night's work. */
export type Plan = {
  /** All that are watched tonight, each URL once. */
  readonly links: readonly Link[]
  /** Those with links to ask, the largest first. */
  readonly units: readonly Unit[]
  /** Those whose links all rest. */
  readonly idle: readonly Unit[]
  readonly decided: readonly Outcome[]
}

export type Choice = {
  /** Forms of URLs that are not probed. */
  readonly ignore?: readonly Pattern[]
  /** Only these hosts. */
  readonly hosts?: readonly string[]
  /** Only this part of the hosts. */
  readonly shard?: Shard
  /** Default: no link does. */
  readonly rests?: Rests
}

/**
 * Assigns every URL of the catalogue to the checker that claims it. The URL is the identity: standing in two datasets it is
 * probed once, with the first passcode found, and as `open` if any of them promises so. Paused and ignored links are left out.
 */
export function plan(datasets: readonly Dataset[], checkers: Checkers, { ignore = [], hosts, shard, rests = () => false }: Choice = {}): Plan {
  const links = watched(datasets, ignore)
  const chosen = (host: string) => hosts === undefined || hosts.includes(host)
  const decided: Outcome[] = []
  const units = new Map<string, Unit & { readonly assignments: Assignment[]; readonly resting: Assignment[] }>()
  for (const link of links) {
    const { host, checker, parsed } = assign(link, checkers)
    if (!chosen(host)) continue
    if ('invalid' in parsed) {
      decided.push({ url: link.url, host, verdict: fromInvalid(parsed), evidence: [] })
      continue
    }
    const name = host === GENERIC ? new URL(link.url.trim()).hostname : host
    const unit = units.get(`${host} ${name}`) ?? { host, name, checker, assignments: [], resting: [] }
    const list = rests(link.url, host) ? unit.resting : unit.assignments
    list.push({ link, target: parsed.target })
    units.set(`${host} ${name}`, unit)
  }
  const all = [...units.values()].sort(bySize)
  if (shard === undefined) return { links, ...byWork(all), decided }
  const mine = partOf(all.map(sized), shard)
  const isMine = ({ host }: Outcome) => (units.has(`${host} ${host}`) ? mine.has(host) : shard.index === 1)
  return { links, ...byWork(all.filter(({ name }) => mine.has(name))), decided: decided.filter(isMine) }
}

/** By all its links: what rests tonight may depend on the minute a part begins, and what belongs to whom must not. */
const sized = ({ name, assignments, resting }: Unit) => ({ name, size: assignments.length + resting.length })

const byWork = (all: readonly Unit[]): Pick<Plan, 'units' | 'idle'> => ({
  units: all.filter(({ assignments }) => assignments.length > 0),
  idle: all.filter(({ assignments }) => assignments.length === 0),
})

/** The checker of one link and what it read in the URL. */
export function assign(
  link: Pick<Link, 'url' | 'passcode' | 'access'>,
  checkers: Checkers,
): { host: string; checker: Checker; parsed: Invalid | { target: object } } {
  const generic = checkers.get(GENERIC)
  if (generic === undefined) throw new Error('there is no generic checker')
  const url = parseLink(link.url)
  if (!(url instanceof URL)) return { host: GENERIC, checker: generic, parsed: url }
  for (const [host, checker] of checkers) {
    const target = host === GENERIC ? undefined : checker.match(url, link)
    if (target !== undefined) return { host, checker, parsed: 'invalid' in target ? (target as Invalid) : { target } }
  }
  return { host: GENERIC, checker: generic, parsed: { target: generic.match(url, link) ?? {} } }
}

/** The verdict on a link that its own text decides. */
export const fromInvalid = ({ invalid, ...findings }: Invalid) => verdict(invalid, findings)

function watched(datasets: readonly Dataset[], ignore: readonly Pattern[]): readonly Link[] {
  const ignored = (url: string) => URL.canParse(url) && ignore.some(({ match }) => match(new URL(url)) !== undefined)
  const links = new Map<string, Link>()
  for (const link of datasets.flatMap((dataset) => dataset.links)) {
    if (link.paused !== undefined || ignored(link.url)) continue
    const before = links.get(link.url)
    links.set(link.url, before === undefined ? link : joined(before, link))
  }
  return [...links.values()]
}

function joined(first: Link, second: Link): Link {
  const passcode = first.passcode ?? second.passcode
  const access = first.access === 'open' || second.access === 'open' ? 'open' : 'restricted'
  return { ...first, access, ...(passcode === undefined ? {} : { passcode }) }
}

const bySize = (a: Unit, b: Unit) => b.assignments.length - a.assignments.length || (a.name < b.name ? -1 : 1)
