/** Which addresses of GitHub's name one repository, and what is noticed when a stranger takes the name of one. */
import { expect, it } from 'vitest'
import { probe } from '#core/probe.ts'
import github from '#hosts/github/checker.ts'
import type { Target } from '#hosts/github/target.ts'
import type { Verdict } from '#model/verdict.ts'
import { replay } from '../support/fixture.ts'
import { nightAt, nights, outcome } from '../support/night.ts'

const match = (url: string) => github.match(new URL(url), { url, access: 'open' })
const REPOSITORY = { kind: 'repository', owner: 'anjany', name: 'verse' }

it.each(['', '.git', '/', '?tab=readme-ov-file', '#readme', '/wiki', '/issues/3', '/pulls', '/releases', '/tree', '/blob'])(
  'anjany/verse%s is the repository',
  (rest) => {
    expect(match(`https://github.com/Anjany/verse${rest}`)).toEqual(REPOSITORY)
  },
)

const PAGES =
  'about apps collections events explore features issues login marketplace new notifications orgs pricing pulls search settings sponsors topics watching'

it.each(PAGES.split(' '))('/%s/… is no repository', (section) => {
  expect(match(`https://github.com/${section}/anjany`)).toMatchObject({ invalid: 'not-a-dataset' })
})

/** What the interface says of `anjany/verse` on one night. */
async function said(described: object): Promise<Verdict> {
  const json = { full_name: 'anjany/verse', private: false, archived: false, license: null, ...described }
  const request = { method: 'GET', url: 'https://api.github.com/repos/anjany/verse' } as const
  const network = replay({ exchanges: [{ request, response: { status: 200, hops: [], headers: {}, cookies: {}, truncated: false, json } }] })
  const night = { peers: [], secrets: new Set<string>(), elsewhere: () => expect.fail('nothing else is asked') }
  return (await probe(github.check(REPOSITORY as Target, night), network)).verdict
}

it("shows a stranger's repository under a name that was given up as changed, and another push as nothing", async () => {
  const url = 'https://github.com/anjany/verse'
  const before = { id: 1000, description: 'Everything about  the VerSe datasets', pushed_at: '2024-03-01T10:00:00Z' }
  const after = async (described: object) => {
    const one = await said(before)
    const other = await said(described)
    const tell = (at: number, { reason, ...findings }: Verdict) => ({ at: nightAt(at), outcomes: [outcome(url, reason, { findings })] })
    return nights(tell(0, one), tell(1, other)).links[0]?.warnings
  }
  expect(await after({ ...before, id: 2000, description: 'My first poems' })).toEqual(['changed'])
  expect(await after({ ...before, id: 2000, description: null })).toEqual(['changed'])
  expect(await after({ ...before, pushed_at: '2026-03-01T10:00:00Z' })).toEqual([])
})
