/** How Kaggle is asked: it answers 404 for what is there to every HEAD, and to whoever is no browser. */
import { expect, it } from 'vitest'
import { askTarget } from '#core/ask-host.ts'
import { findCheckers } from '#hosts/index.ts'
import kaggle from '#hosts/kaggle/checker.ts'
import type { Request, Transport } from '#model/http.ts'
import { fixturesOf, replay } from '../support/fixture.ts'

const checkers = await findCheckers()
const match = (url: string) => kaggle.match(new URL(url), { url, access: 'open' })

it.each([...fixturesOf('kaggle')].filter(([, { exchanges }]) => exchanges.length > 0))(
  'asks as a browser does, without a HEAD or a login, for %s',
  async (_, fixture) => {
    const network = replay(fixture)
    const asked: Request[] = []
    const converse = (): Transport => (request) => {
      asked.push(request)
      return network(request)
    }
    const target = match(fixture.link.url) as object
    await askTarget(kaggle, target, [target], { converse, secrets: new Set(), checkers })
    expect(asked).not.toHaveLength(0)
    for (const { method, headers, credential } of asked) {
      expect(method).not.toBe('HEAD')
      expect(headers?.['user-agent']).toContain('Mozilla/')
      expect(headers).not.toHaveProperty('authorization')
      expect(credential).toBeUndefined()
    }
  },
)

it.each(['organizations', 'discussions', 'learn', 'docs', 'account', 'settings', 'search'])('/%s/… names no owner', (section) => {
  expect(match(`https://www.kaggle.com/${section}/titanic`)).toMatchObject({ invalid: 'not-a-dataset' })
})

it.each(['', '/data', '/overview', '/rules', '/leaderboard'])('/c/titanic%s is the competition', (tab) => {
  expect(match(`https://www.kaggle.com/c/titanic${tab}`)).toEqual({ kind: 'competition', slug: 'titanic' })
})
