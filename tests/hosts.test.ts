/** The contract of every host folder: what a checker and its fixtures must be before the folder is complete. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { askTarget } from '#core/ask-host.ts'
import { timedLine } from '#core/evidence.ts'
import { proposed } from '#core/repair.ts'
import { findCheckers } from '#hosts/index.ts'
import type { Checker } from '#model/checker.ts'
import { type REASONS, statusOf, verdict } from '#model/verdict.ts'
import { type Fixture, fixturesOf, HOSTS, replay } from './support/fixture.ts'

const checkers = await findCheckers()

const linkOf = (url: string): Fixture['link'] => ({ url, access: 'open' })
const matched = (checker: Checker, link: Fixture['link']) =>
  URL.canParse(link.url) ? checker.match(new URL(link.url), { ...link } as never) : undefined

/** Takes every link that no other checker claims, so it is nobody's rival and has no controls. */
const FALLBACK = 'generic'
const claimants = (link: Fixture['link']) =>
  [...checkers].filter(([id, checker]) => id !== FALLBACK && matched(checker, link) !== undefined).map(([id]) => id)

/** The verdict a checker reaches when the network answers as the fixture tells. */
async function judged(checker: Checker, fixture: Fixture) {
  const target = matched(checker, fixture.link)
  if (target === undefined) throw new Error(`${fixture.link.url} is not recognised`)
  if ('invalid' in target) {
    const { invalid, ...findings } = target as { invalid: keyof typeof REASONS }
    return { verdict: verdict(invalid, findings), evidence: [], unasked: fixture.exchanges.length }
  }
  const peers = fixture.peers.map((url) => matched(checker, linkOf(url)) as object)
  const network = replay(fixture)
  const asking = { converse: () => network, secrets: new Set(fixture.secrets), checkers }
  const { verdict: said, evidence } = await askTarget(checker, target, [target, ...peers], asking)
  return { verdict: said, evidence: evidence.map(timedLine), unasked: network.unasked() }
}

/** What opens the link: its code, wherever the catalogue has it, and a key behind its `#`. */
function codesOf({ url, passcode }: Fixture['link']): string[] {
  const parsed = URL.parse(url)
  const codes = ['pwd', 'password', 'passcode', 'rlkey', 'authkey', 'resourcekey', 'view_only', 'private_link'].map((name) =>
    parsed?.searchParams.get(name),
  )
  const key = /[!#]([\w-]{22,43})$/.exec(parsed?.hash ?? '')?.[1]
  return [passcode, key, ...codes].filter((code) => code !== undefined && code !== null).filter(({ length }) => length >= 4)
}

describe.each([...checkers])('hosts/%s', (id, checker) => {
  const folder = join(HOSTS, id)
  const fixtures = existsSync(join(folder, 'fixtures')) ? fixturesOf(id) : new Map<string, Fixture>()
  const sources = readdirSync(folder).filter((name) => name.endsWith('.ts'))
  const source = sources.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n')

  it('holds a checker and its fixtures, and nothing else', () => {
    expect(readdirSync(folder).filter((name) => !/^[a-z0-9-]+\.ts$|^fixtures$/.test(name))).toEqual([])
    expect(fixtures.size).toBeGreaterThanOrEqual(12)
  })

  if (id === FALLBACK) {
    it('takes what no other host claims, and has no controls', () => {
      const url = 'https://dataset.example.org/download.html'
      expect(claimants(linkOf(url))).toEqual([])
      expect(matched(checker, linkOf(url))).not.toHaveProperty('invalid')
      expect(checker.controls).toEqual({ present: [], absent: [] })
    })
  } else {
    it('recognises its own controls, and no other host does', () => {
      for (const url of [...checker.controls.present, ...checker.controls.absent]) {
        expect(matched(checker, linkOf(url)), url).not.toHaveProperty('invalid')
        expect(claimants(linkOf(url)), url).toEqual([id])
      }
    })
  }

  it('lists the URL forms it parses: each is met by a fixture or a control, and each of those has one', () => {
    const links = [...[...fixtures.values()].map(({ link }) => link.url), ...checker.controls.present, ...checker.controls.absent]
    for (const { form, match } of checker.urls) {
      expect(
        links.filter((link) => URL.canParse(link) && match(new URL(link))),
        form,
      ).not.toHaveLength(0)
    }
  })

  it.each([...fixtures])('replays %s request for request to its verdict', async (name, fixture) => {
    const { verdict: said, evidence, unasked } = await judged(checker, fixture)
    const { reason, detail, warnings, facts, replacement } = fixture.expect
    expect(said).toMatchObject({ reason, warnings, facts, ...(detail === undefined ? {} : { detail }) })
    expect(said.facts).toEqual(facts)
    expect(said.replacement).toEqual(replacement)
    expect(unasked).toBe(0)
    expect(name.split('.')[0]).toBe(reason)
    for (const code of codesOf(fixture.link))
      expect(JSON.stringify([evidence, said.detail, said.facts])).not.toMatch(new RegExp(`\\b${RegExp.escape(code)}\\b`))
  })

  const searches = [...fixtures].filter(([, { suggest }]) => suggest !== undefined)

  it.each(searches)('searches %s request for request, and proposes what is told', async (_, { link, suggest }) => {
    const { dataset, exchanges, candidates } = suggest as NonNullable<Fixture['suggest']>
    const network = replay({ exchanges })
    expect((await proposed(checker, matched(checker, link) as object, dataset, network)).candidates).toEqual(candidates)
    expect(network.unasked()).toBe(0)
  })

  it('shows a search that finds something, if it can search', () => {
    expect(searches.some(([, { suggest }]) => suggest !== undefined && suggest.candidates.length > 0)).toBe(checker.suggest !== undefined)
  })

  it('has a fixture for every reason it names, and for gone, vouched for and unknown', () => {
    const shown = new Set([...fixtures.values()].map(({ expect: { reason } }) => reason))
    const named = [...source.matchAll(/\b(?:verdict|invalid)\(\s*'([a-z0-9-]+)'/g)].map(([, reason]) => reason as keyof typeof REASONS)
    expect(named.filter((reason) => !shown.has(reason))).toEqual([])
    const statuses = new Set([...shown].map((reason) => statusOf({ reason })))
    expect(statuses.has('gone')).toBe(true)
    expect(statuses.has('alive') || statuses.has('restricted')).toBe(true)
    expect(statuses.has('unknown')).toBe(true)
  })
})
