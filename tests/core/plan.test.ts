import { describe, expect, it } from 'vitest'
import { lanesOf } from '#core/lanes.ts'
import { plan } from '#core/plan.ts'
import { pattern } from '#hosts/pattern.ts'
import { anyChecker, dataset, link, wordChecker } from '../support/night.ts'

const checkers = new Map([
  ['generic', anyChecker],
  ['words', wordChecker('words.example')],
])

describe('the plan of a night', () => {
  it('asks a URL once, wherever it stands, as open if any place promises so, with the passcode of any', () => {
    const url = 'https://words.example/a'
    const { links, units } = plan([dataset('one', link(url, { access: 'restricted' })), dataset('two', link(url, { passcode: 'ab12' }))], checkers)
    expect(links).toMatchObject([{ url, access: 'open', passcode: 'ab12' }])
    expect(units.map(({ assignments }) => assignments.length)).toEqual([1])
  })

  it('gives a link to the checker that claims it, and others to the generic one, a unit per host name', () => {
    const urls = ['https://words.example/a', 'https://a.example/1', 'https://a.example/2', 'https://b.example/1']
    const { units } = plan([dataset('all', ...urls.map((url) => link(url)))], checkers)
    expect(units.map(({ host, name, assignments }) => [host, name, assignments.length])).toEqual([
      ['generic', 'a.example', 2],
      ['generic', 'b.example', 1],
      ['words', 'words', 1],
    ])
  })

  it('decides broken links without asking anybody', () => {
    const { units, decided } = plan([dataset('broken', link('https;//a.example'), link('ftp://a.example/x'))], checkers)
    expect(units).toEqual([])
    expect(decided.map(({ verdict: { reason } }) => reason)).toEqual(['malformed-url', 'unsupported-scheme'])
  })

  it('leaves paused links, ignored links and hosts that were not chosen alone', () => {
    const catalogue = [
      dataset(
        'all',
        link('https://words.example/paused', { paused: 'mirror is being rebuilt' }),
        link('https://a.example/ignored/x'),
        link('https://a.example/asked'),
        link('https://words.example/asked'),
      ),
    ]
    const { links, units } = plan(catalogue, checkers, { ignore: [pattern('https://a.example/ignored/*')], hosts: ['words'] })
    expect(links.map(({ url }) => url)).toEqual(['https://a.example/asked', 'https://words.example/asked'])
    expect(units.map(({ host }) => host)).toEqual(['words'])
  })

  it('probes a link that is paused in one dataset and not in another', () => {
    const url = 'https://words.example/a'
    const { units } = plan([dataset('one', link(url, { paused: 'later' })), dataset('two', link(url))], checkers)
    expect(units).toHaveLength(1)
  })
})

describe('politeness lanes', () => {
  const laneOf = lanesOf(
    new Map([
      ['generic', { ...anyChecker, urls: [pattern('https://:host/*')] }],
      ['kaggle', { ...anyChecker, urls: [pattern('https://www.kaggle.com/datasets/:owner/:slug')] }],
      ['pages', { ...anyChecker, urls: [pattern('https://:owner.github.io/*')] }],
    ]),
  )

  it.each([
    ['www.kaggle.com', 'kaggle'],
    ['api.kaggle.com', 'kaggle'],
    ['KAGGLE.com', 'kaggle'],
    ['bmirds.github.io', 'pages'],
    ['example.org', 'example.org'],
    ['notkaggle.com', 'notkaggle.com'],
  ])('%s queues in %s', (hostname, lane) => {
    expect(laneOf(hostname).id).toBe(lane)
  })
})
