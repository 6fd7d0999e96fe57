/** Secrets are bound to their host: who is sent the token, and who is not, whatever redirects say. */
import { HttpResponse, http } from 'msw'
import { describe, expect, it } from 'vitest'
import { askTarget } from '#core/ask-host.ts'
import { findCheckers } from '#hosts/index.ts'
import { createNetwork } from '#io/network.ts'
import { mockedHosts } from './support/mocked.ts'

const checkers = await findCheckers()
const TOKEN = 'ghp_example'

const repository = { full_name: 'anjany/verse', private: false, archived: false, license: { spdx_id: 'MIT' } }
const node = { nameWithOwner: 'anjany/verse', isArchived: false, isDisabled: false, isPrivate: false, isEmpty: false, licenseInfo: { spdxId: 'MIT' } }

/** Checks a repository with or without the token; gives the verdict and the authorization that each host was sent. */
async function checked(secrets: ReadonlyMap<string, string>, moveTo?: string) {
  const sent: [string, string | null][] = []
  const note = (request: Request) => sent.push([new URL(request.url).host, request.headers.get('authorization')])
  await using _ = await mockedHosts(
    http.post('https://api.github.com/graphql', ({ request }) => {
      note(request)
      if (moveTo !== undefined) return HttpResponse.redirect(moveTo, 307)
      return HttpResponse.json({ data: { r0: node } })
    }),
    http.all('https://elsewhere.example/*', ({ request }) => {
      note(request)
      return HttpResponse.json({ data: { r0: node } })
    }),
    http.get('https://api.github.com/*', ({ request }) => {
      note(request)
      return HttpResponse.json(repository)
    }),
  )
  const network = createNetwork({
    userAgent: 'stillthere/test',
    timeout: 5000,
    concurrency: 4,
    allow: [],
    secrets,
    proxy: {},
    laneOf: (id) => ({ id, pace: { concurrency: 1, spacing: 0 } }),
    resolve: async () => [{ address: '93.184.216.34', family: 4 }],
  })
  const checker = checkers.get('github')
  const url = 'https://github.com/anjany/verse'
  const target = checker?.match(new URL(url), { url, access: 'open' })
  if (checker === undefined || target === undefined || 'invalid' in target) throw new Error('not a repository')
  const asking = { converse: network.session().converse, secrets: new Set(secrets.keys()), checkers }
  const { verdict, evidence } = await askTarget(checker, target, [target], asking)
  await network.close()
  return { verdict, evidence, sent }
}

describe('a token', () => {
  it('is sent to the interface it belongs to', async () => {
    const { verdict, sent } = await checked(new Map([['GITHUB_TOKEN', TOKEN]]))
    expect(verdict.reason).toBe('listed')
    expect(sent.length).toBeGreaterThan(0)
    expect(sent.filter(([host, authorization]) => host !== 'api.github.com' || authorization !== `Bearer ${TOKEN}`)).toEqual([])
  })

  it('is not needed', async () => {
    const { verdict, sent } = await checked(new Map())
    expect(verdict.reason).toBe('listed')
    expect(sent).toEqual([['api.github.com', null]])
  })

  it('follows no redirect to another host', async () => {
    const { sent } = await checked(new Map([['GITHUB_TOKEN', TOKEN]]), 'https://elsewhere.example/graphql')
    expect(sent.filter(([host, authorization]) => host !== 'api.github.com' && authorization !== null)).toEqual([])
    expect(sent.length).toBeGreaterThan(0)
  })

  it('stands in no evidence', async () => {
    const { evidence, verdict } = await checked(new Map([['GITHUB_TOKEN', TOKEN]]))
    expect(JSON.stringify([verdict, evidence.map(({ request }) => request)])).not.toContain(TOKEN)
  })
})
