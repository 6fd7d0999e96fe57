/** The plans that are measured: which hosts, which links on them, how slow each is, and what is to be found out. */
import type { Reason } from '#model/verdict.ts'
import { lognormal, type Random, seeded, shuffled } from './random.ts'

/** What the server does when a link is asked; it reads that and the latency from the path, and needs no table. */
export type Kind = 'page' | 'file' | 'missing' | 'removed' | 'login' | 'moved' | 'mute-head'

export type PlannedLink = {
  /** An address of this machine, as a URL has it; a port of its own where nobody shall listen. */
  readonly host: string
  readonly path: string
  /** Milliseconds until the server answers. */
  readonly latency: number
  /** What the tool has to ask to be sure. */
  readonly requests: number
  /** Verdicts that are right. */
  readonly right: readonly Reason[]
}

/** What is wrong with a host: it never answers, or refuses its third request for some seconds, or everything for some seconds. */
export type Fault =
  | { readonly kind: 'silent' }
  | { readonly kind: 'busy'; readonly seconds: number }
  | { readonly kind: 'down'; readonly seconds: number }

export type Plan = { readonly links: readonly PlannedLink[]; readonly faults: Readonly<Record<string, Fault>> }

/** Stands for "nobody listens here" in a planned host. */
export const CLOSED = ':closed'

type HostPlan = { readonly host: string; readonly size: number; readonly latency: number }

const KINDS: Readonly<Record<Kind, { readonly requests: number; readonly right: readonly Reason[] }>> = {
  page: { requests: 1, right: ['served'] },
  file: { requests: 1, right: ['served'] },
  missing: { requests: 1, right: ['not-found'] },
  // believed the same night only when a second conversation hears it, too
  removed: { requests: 2, right: ['removed'] },
  login: { requests: 1, right: ['login-required'] },
  moved: { requests: 2, right: ['served'] },
  'mute-head': { requests: 2, right: ['served'] },
}

/** 1,439 links on 282 hosts, 166 of them with a single one: the shape of a real catalogue. */
const CATALOGUE = [371, 118, 115, 46, 45, ...middle(111, 578), ...Array<number>(166).fill(1)]

/** Sizes that fall from about thirty to two. */
function middle(hosts: number, links: number): number[] {
  const weights = Array.from({ length: hosts }, (_, i) => 1 / (i + 5))
  const sum = weights.reduce((total, weight) => total + weight, 0)
  const sizes = weights.map((weight) => 2 + Math.floor((weight / sum) * (links - 2 * hosts)))
  const rest = links - sizes.reduce((total, size) => total + size, 0)
  return sizes.map((size, i) => (i < rest ? size + 1 : size))
}

/** The plans by letter. The same letter always gives the same plan. */
export const PLANS: Readonly<Record<string, () => Plan>> = {
  a: () => catalogue(1, 'mixed'),
  b: () => catalogue(10, 'mixed'),
  c: () => healthy(links(hosts(Array<number>(500).fill(20), 3), 'mixed', 3)),
  d: () => catalogue(1, 'biggest last'),
  e: () => healthy(links(instant(200, 100), 'mixed', 5)),
  f: badNight,
  g: () => healthy(links(instant(10_000, 10), 'mixed', 7)),
  G: () => healthy(links(instant(100_000, 10), 'mixed', 7)),
}

const healthy = (all: readonly PlannedLink[]): Plan => ({ links: all, faults: {} })

function catalogue(times: number, order: Order): Plan {
  return healthy(
    links(
      hosts(
        CATALOGUE.map((size) => size * times),
        1,
      ),
      order,
      times,
    ),
  )
}

/** 5 % of the hosts dead, two that want to be left alone, one that is down for a minute, 1 % of the links without an answer to HEAD. */
function badNight(): Plan {
  const all = hosts(CATALOGUE, 1)
  const dead = new Set(all.filter((_, i) => i % 20 === 7).map(({ host }) => host))
  const faults: Record<string, Fault> = {}
  let silent = false
  for (const host of dead) {
    silent = !silent
    if (silent) faults[host] = { kind: 'silent' }
  }
  const [, second, third, fourth] = all
  if (second && third && fourth) {
    faults[second.host] = { kind: 'busy', seconds: 20 }
    faults[third.host] = { kind: 'busy', seconds: 10 }
    faults[fourth.host] = { kind: 'down', seconds: 60 }
  }
  const random = seeded(6)
  const troubled = links(all, 'mixed', 1).map((link): PlannedLink => {
    const fault = faults[link.host]
    if (fault?.kind === 'silent') return { ...link, right: ['timeout', 'host-down'] }
    if (dead.has(link.host)) return { ...link, host: link.host + CLOSED, right: ['connection-refused', 'host-down'] }
    if (fault?.kind === 'down') return { ...link, right: [...link.right, 'server-error'] }
    return random() < 0.01 ? { ...link, ...made('mute-head', link.latency, link.path) } : link
  })
  return { links: troubled, faults }
}

function hosts(sizes: readonly number[], seed: number): HostPlan[] {
  const random = seeded(seed)
  return sizes.map((size, i) => ({ host: address(i), size, latency: lognormal(random, 180, 0.8) }))
}

const instant = (count: number, size: number): HostPlan[] => Array.from({ length: count }, (_, i) => ({ host: address(i), size, latency: 0 }))

const address = (i: number) => `127.${1 + (i >> 16)}.${(i >> 8) & 255}.${i & 255}`

type Order = 'mixed' | 'biggest last'

function links(planned: readonly HostPlan[], order: Order, seed: number): readonly PlannedLink[] {
  const random = seeded(seed + 1000)
  const grouped = planned.toSorted((a, b) => a.size - b.size).map((host) => linksOf(host, random))
  return order === 'mixed' ? shuffled(random, grouped.flat()) : grouped.flat()
}

function linksOf({ host, size, latency: usual }: HostPlan, random: Random): PlannedLink[] {
  return Array.from({ length: size }, (_, i) => {
    const latency = Math.round(usual === 0 ? 0 : lognormal(random, usual, 0.35))
    return { host, latency, ...made(kindFor(random()), latency, String(i)) }
  })
}

function made(kind: Kind, latency: number, name: string) {
  const path = `/${kind}/${latency}/${name.replace(/.*\//, '').replace('.zip', '')}${kind === 'file' || kind === 'mute-head' ? '.zip' : ''}`
  return { path, ...KINDS[kind] }
}

function kindFor(draw: number): Kind {
  if (draw < 0.84) return 'page'
  if (draw < 0.92) return 'file'
  if (draw < 0.96) return 'missing'
  if (draw < 0.98) return 'login'
  return draw < 0.99 ? 'moved' : 'removed'
}
