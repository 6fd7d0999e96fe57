/** The real catalogue in the simulated internet: every link alive as its host shows living links, until something happens. */
import { askTarget } from '#core/ask-host.ts'
import { assign, GENERIC } from '#core/plan.ts'
import type { Checker, Checkers } from '#model/checker.ts'
import type { Dataset } from '#model/registry.ts'
import { type Status, statusOf } from '#model/verdict.ts'
import { type Fixture, fixturesOf, replay } from '../support/fixture.ts'
import { Internet } from './internet.ts'
import { transplanted } from './transplant.ts'

/** Something that happens to a link: from now on it answers as this fixture of its host tells. */
export type Happening = { readonly url: string; readonly fixture: string }

/** The internet as it is when all that happened so far has happened. */
export async function internetOf(datasets: readonly Dataset[], checkers: Checkers, happenings: readonly Happening[]): Promise<Internet> {
  const internet = new Internet()
  const titles = new Map(datasets.flatMap(({ name, links }) => links.map(({ url }) => [url, name] as const)))
  for (const [host, { controls }] of checkers) {
    for (const url of controls.present) await place(url, host, ALIVE)
    for (const url of controls.absent) await place(url, host, ['gone'])
  }
  for (const { name, links } of datasets) {
    for (const { url } of links) {
      const { host, parsed } = assign({ url, access: 'open' }, checkers)
      if (!('invalid' in parsed)) await place(url, host, ALIVE, name)
    }
  }
  for (const { url, fixture } of happenings) {
    const { host, checker } = assign({ url, access: 'open' }, checkers)
    const told = fixturesOf(host).get(fixture)
    if (told === undefined) throw new Error(`there is no fixture ${host}/${fixture}`)
    internet.tell(transplanted(told, checker, linkOf(url), titles.get(url)))
  }
  return internet

  async function place(url: string, host: string, wanted: readonly Status[], title?: string) {
    if (host === GENERIC) return internet.page(url, 200, `<!doctype html><title>${title}</title><h1>${title}</h1><p>Download the dataset here.</p>`)
    const checker = checkers.get(host)
    if (checker === undefined) throw new Error(`there is no host ${host}`)
    const fixtures = plainestFirst(host)
    for (const fixture of fixtures.filter(({ expect }) => wanted.includes(statusOf(expect)))) {
      const exchanges = await grafted(fixture, url, checker, title)
      if (exchanges !== undefined) return internet.tell(exchanges)
    }
    const own = fixtures.find(({ link }) => link.url === url) // a link that was cut off is what its own fixture tells
    if (own === undefined) throw new Error(`no fixture of ${host} fits ${url}`)
    internet.tell(own.exchanges)
  }

  /** The fixture's exchanges for this link, if the checker then says of it what it says of the fixture's own. */
  async function grafted(fixture: Fixture, url: string, checker: Checker, title?: string) {
    const target = checker.match(new URL(url), linkOf(url))
    if (target === undefined || 'invalid' in target) return undefined
    const exchanges = transplanted(fixture, checker, linkOf(url), title)
    const network = replay({ ...fixture, exchanges })
    const asking = { converse: () => network, secrets: new Set<string>(), checkers }
    const said = await askTarget(checker, target, [target], asking).catch(() => undefined) // asked what was not told
    return said?.verdict.reason === fixture.expect.reason && network.unasked() === 0 ? exchanges : undefined
  }
}

const ALIVE: readonly Status[] = ['alive', 'restricted']

const linkOf = (url: string) => ({ url, access: 'open' }) as const

/** `listed` before `listed.something`, and open links before restricted ones. */
const plainestFirst = (host: string): readonly Fixture[] =>
  [...fixturesOf(host)].sort(([a, one], [b, other]) => rank(a, one) - rank(b, other)).map(([, fixture]) => fixture)

const rank = (name: string, { expect }: Fixture) => name.split('.').length + (statusOf(expect) === 'restricted' ? 10 : 0)
