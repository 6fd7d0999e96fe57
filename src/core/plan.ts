/** Which links are asked tonight, of whom, and which are decided without asking anybody. */
import type { Checker, Checkers, Invalid, Pattern } from '#model/checker.ts'
import type { Outcome } from '#model/night.ts'
import type { Dataset, Link } from '#model/registry.ts'
import { verdict } from '#model/verdict.ts'
import { parseLink } from './malformed.ts'
import { partOf, type Shard } from './shard.ts'

/** The checker of a link that no folder claims. */
export const GENERIC = 'generic'

/** One link and what its checker made of it. */
export type Assignment = { readonly link: Link; readonly target: object }

/** The links of one host, asked one after another at its pace; for the generic checker, one unit per host name. */
export type Unit = { readonly host: string; readonly name: string; readonly checker: Checker; readonly assignments: readonly Assignment[] }

/** A night's work. `links` are all that are watched tonight, each URL once; `units` begin with the largest. */
export type Plan = { readonly links: readonly Link[]; readonly units: readonly Unit[]; readonly decided: readonly Outcome[] }

export type Choice = {
  /** Forms of URLs that are not probed. */
  readonly ignore?: readonly Pattern[]
  /** Only these hosts. */
  readonly hosts?: readonly string[]
  /** Only this part of the hosts. */
  readonly shard?: Shard
}

/**
 * Assigns every URL of the catalogue to the checker that claims it. The URL is the identity: standing in two datasets it is
 * probed once, with the first passcode found, and as `open` if any of them promises so. Paused and ignored links are left out.
 */
export function plan(datasets: readonly Dataset[], checkers: Checkers, { ignore = [], hosts, shard }: Choice = {}): Plan {
  const links = watched(datasets, ignore)
  const chosen = (host: string) => hosts === undefined || hosts.includes(host)
  const decided: Outcome[] = []
  const units = new Map<string, { host: string; name: string; checker: Checker; assignments: Assignment[] }>()
  for (const link of links) {
    const { host, checker, parsed } = assign(link, checkers)
    if (!chosen(host)) continue
    if ('invalid' in parsed) {
      decided.push({ url: link.url, host, verdict: fromInvalid(parsed), evidence: [] })
      continue
    }
    const name = host === GENERIC ? new URL(link.url.trim()).hostname : host
    const unit = units.get(`${host} ${name}`) ?? { host, name, checker, assignments: [] }
    unit.assignments.push({ link, target: parsed.target })
    units.set(`${host} ${name}`, unit)
  }
  const all = [...units.values()].sort(bySize)
  if (shard === undefined) return { links, units: all, decided }
  const mine = partOf(
    all.map(({ name, assignments }) => ({ name, size: assignments.length })),
    shard,
  )
  const isMine = ({ host }: Outcome) => (units.has(`${host} ${host}`) ? mine.has(host) : shard.index === 1)
  return { links, units: all.filter(({ name }) => mine.has(name)), decided: decided.filter(isMine) }
}

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
