import { describe, expect, it } from 'vitest'
import type { Asking } from '#core/ask-host.ts'
import { repairs } from '#core/repair.ts'
import { isDue, type Searching, withReplacements } from '#core/replacements.ts'
import { type Candidate, type Checker, NoAnswer, type Sought } from '#model/checker.ts'
import type { Exchange, Request } from '#model/http.ts'
import type { Incident } from '#model/memory.ts'
import { type Reason, verdict } from '#model/verdict.ts'
import { answer, anyChecker, dataset, link, nightAt, nights, outcome, wordChecker } from '../support/night.ts'

const BROKEN = 'https://words.example/old'
const gone = verdict('not-found')
const to = (url: string, certain = false): Candidate => ({ url, certain, why: 'found by name' })

/** Proposes these places, after one question to the host. */
const proposing = (host: string, ...candidates: readonly Candidate[]): Checker => ({
  ...wordChecker(host),
  *suggest() {
    yield { method: 'GET', url: `https://${host}/search` }
    return candidates
  },
})

/** An archive that has this capture of whatever it is asked for. */
const archive = (capture: string): Checker => ({
  ...proposing('web.archive.org', to(capture, true)),
  match: (url) => (url.hostname === 'web.archive.org' ? { url: url.href } : undefined),
})

/** A network in which each URL answers with a reason; those that are not named are `not-found`. */
function network(answers: Readonly<Record<string, Reason>>, ...checkers: readonly Checker[]) {
  const asked: string[] = []
  const transport = async (request: Request): Promise<Exchange> => {
    asked.push(request.url)
    return { ...answer(request.url, 200, answers[request.url] ?? 'not-found'), request }
  }
  const named = checkers.map((checker) => [checker.title, checker] as const)
  const asking: Asking = { converse: () => transport, secrets: new Set(), checkers: new Map([['generic', anyChecker], ...named]) }
  return { asked, asking }
}

const found = (said = gone, url = BROKEN) => [link(url), said, { name: 'MSD Lung' } satisfies Sought] as const

describe('a replacement', () => {
  it('is shown only when a probe vouches for it, and the likeliest first', async () => {
    const places = ['https://words.example/a', 'https://other.example/b', 'https://words.example/c'].map((url) => to(url))
    const { asking, asked } = network(
      { 'https://other.example/b': 'login-required', 'https://words.example/c': 'listed' },
      proposing('words.example', ...places),
    )
    expect(await repairs(...found(), asking)).toEqual(places[1])
    expect(asked).toEqual(['https://words.example/search', 'https://words.example/a', 'https://other.example/b'])
  })

  it("has the host name whole that was cut off in copying, the catalogue's own first", async () => {
    const cut = 'http://preprocessed-conn/abide#data'
    const hosts = ['preprocessed-conn', 'other.example', 'preprocessed-connectomes.example']
    const broken = [link(cut), verdict('malformed-url'), { name: 'ABIDE', hosts }] as const
    const { asking, asked } = network({ 'http://preprocessed-conn-project.org/abide#data': 'served' })
    expect(await repairs(...broken, asking)).toEqual({
      url: 'http://preprocessed-conn-project.org/abide#data',
      certain: false,
      why: 'the host name with "-project.org", which may have been cut off',
    })
    expect(asked).toEqual(['http://preprocessed-connectomes.example/abide#data', 'http://preprocessed-conn-project.org/abide#data'])
  })

  it.each([
    'https;//a.example/',
    'http://a/',
    'ftp://preprocessed-conn/',
    'https://www.example.org/...',
    'https://https://zenodo.org/records/1234',
    'http://localhost:8080/x\ty',
    'https://alice:word@preprocessed-conn/',
    'http://preprocessed-conn/data?token=abcdef',
  ])('is not guessed for %s', async (url) => {
    const { asking, asked } = network({})
    expect(await repairs(link(url), verdict('malformed-url'), { name: '' }, asking)).toBeUndefined()
    expect(asked).toEqual([])
  })

  it('is as certain as the host says', async () => {
    const place = to('https://words.example/new', true)
    const { asking } = network({ 'https://words.example/new': 'listed' }, proposing('words.example', place))
    expect(await repairs(...found(), asking)).toEqual(place)
  })

  it.each(['timeout', 'challenged', 'unrecognised', 'not-found', 'passcode-missing'] as const)(
    'is none when its probe ends in %s',
    async (reason) => {
      const { asking } = network({ 'https://words.example/new': reason }, proposing('words.example', to('https://words.example/new', true)))
      expect(await repairs(...found(), asking)).toBeUndefined()
    },
  )

  it('is never the link itself', async () => {
    const { asking, asked } = network({ [BROKEN]: 'listed' }, proposing('words.example', to(BROKEN)))
    expect(await repairs(...found(), asking)).toBeUndefined()
    expect(asked).toEqual(['https://words.example/search'])
  })

  it('is not looked for among more candidates than a few', async () => {
    const many = Array.from({ length: 9 }, (_, i) => to(`https://words.example/${i}`))
    const { asking, asked } = network({}, proposing('words.example', ...many))
    expect(await repairs(...found(), asking)).toBeUndefined()
    expect(asked).toHaveLength(1 + 3)
  })

  it.each([
    ['alive', verdict('listed')],
    ['unreachable', verdict('timeout')],
    ['blocked', verdict('challenged')],
    ['taken down', verdict('taken-down')],
    ['known', verdict('not-found', { replacement: to('https://words.example/told') })],
  ])('is not searched for when the link is %s', async (_, said) => {
    const { asking, asked } = network({}, proposing('words.example', to('https://words.example/new')), archive('https://web.archive.org/c'))
    expect(await repairs(...found(said), asking)).toBeUndefined()
    expect(asked).toEqual([])
  })

  it('is none when the search gets no answer, or the checker cannot search', async () => {
    const silent: Checker = {
      ...wordChecker('words.example'),
      // biome-ignore lint/correctness/useYield: what it throws is the point
      *suggest() {
        throw new NoAnswer(verdict('timeout'))
      },
    }
    expect(await repairs(...found(), network({}, silent).asking)).toBeUndefined()
    expect(await repairs(...found(), network({}, wordChecker('words.example')).asking)).toBeUndefined()
    expect(await repairs(...found(verdict('malformed-url'), 'https;//words.example'), network({}).asking)).toBeUndefined()
  })
})

describe('a capture in an archive', () => {
  const CAPTURE = 'https://web.archive.org/web/20240102030405/https://words.example/old'

  it('is proposed for a link that is gone when nothing better is found, and never certain', async () => {
    const { asking } = network({ [CAPTURE]: 'served' }, wordChecker('words.example'), archive(CAPTURE))
    expect(await repairs(...found(), asking)).toEqual({ ...to(CAPTURE), certain: false })
  })

  it('is not asked for when the host knows a better place', async () => {
    const { asking, asked } = network(
      { 'https://words.example/new': 'listed', [CAPTURE]: 'served' },
      proposing('words.example', to('https://words.example/new')),
      archive(CAPTURE),
    )
    expect((await repairs(...found(), asking))?.url).toBe('https://words.example/new')
    expect(asked.some((url) => url.includes('archive'))).toBe(false)
  })

  it.each([
    ['a link that is only written wrongly', verdict('passcode-rejected'), BROKEN],
    ['a link with a code', gone, `${BROKEN}?pwd=abcd`],
    ['a link with a key in its fragment', gone, `${BROKEN}#1cqJVzo4p_wESv9P_pc8uA`],
  ])('is not asked for in place of %s', async (_, said, url) => {
    const { asking, asked } = network({ [CAPTURE]: 'served' }, wordChecker('words.example'), archive(CAPTURE))
    expect(await repairs(...found(said, url), asking)).toBeUndefined()
    expect(asked).toEqual([])
  })
})

describe('a search', () => {
  const open = (openedAt: string): Incident => ({ state: 'open', firstSeenAt: openedAt, openedAt, notifiedAt: null })

  it('is due in the night the problem is believed, and every three weeks from then on', () => {
    const due = Array.from({ length: 60 }, (_, n) => n).filter((n) => isDue(open(nightAt(2)), nightAt(n), n === 0 ? undefined : nightAt(n - 1)))
    expect(due.filter((n) => n >= 2)).toEqual([2, 23, 44])
  })

  it('is made up for when the night it was due in was missed, and is not made twice in a night', () => {
    expect(isDue(open(nightAt(0)), nightAt(25), nightAt(20))).toBe(true)
    expect(isDue(open(nightAt(0)), nightAt(25, 3), nightAt(25))).toBe(false)
    expect(isDue(open(nightAt(0)), nightAt(0, 3), nightAt(0))).toBe(false)
  })

  it('is not due while the problem is only suspected', () => {
    expect(isDue({ state: 'suspected', firstSeenAt: nightAt(0), openedAt: null, notifiedAt: null }, nightAt(0), undefined)).toBe(false)
    expect(isDue(null, nightAt(0), undefined)).toBe(false)
  })
})

describe('a night with searches', () => {
  const NEW = 'https://words.example/new'
  const memory = nights(
    { at: nightAt(0), outcomes: [outcome(BROKEN, 'listed', { findings: { facts: { title: 'Lung' } } })] },
    { at: nightAt(1), outcomes: [outcome(BROKEN, 'not-found')] },
  )
  const searching: Searching = {
    datasets: [dataset('MSD Lung', link(BROKEN))],
    links: [link(BROKEN)],
    memory,
    at: nightAt(2),
    confirm: { gone: 2, unreachable: 3 },
    interrupted: new AbortController().signal,
  }

  it('finds replacements for the problems it comes to believe, by name, former title and the hosts of the catalogue', async () => {
    const sought: Sought[] = []
    const checker: Checker = {
      ...wordChecker('words.example'),
      *suggest(_, dataset) {
        sought.push(dataset)
        yield { method: 'GET', url: 'https://words.example/search' }
        return [to(NEW)]
      },
    }
    const { asking } = network({ [NEW]: 'listed' }, checker)
    const outcomes = [outcome(BROKEN, 'not-found'), outcome('https://words.example/fine', 'listed')]
    const searched = await withReplacements(outcomes, searching, asking)
    expect(searched[0]?.verdict).toEqual({ ...outcomes[0]?.verdict, replacement: to(NEW) })
    expect(searched[1]).toEqual(outcomes[1])
    expect(sought).toEqual([{ name: 'MSD Lung', title: 'Lung', hosts: ['words.example'] }])
  })

  it('does not search before a problem is believed', async () => {
    const { asking, asked } = network({ [NEW]: 'listed' }, proposing('words.example', to(NEW)))
    const outcomes = [outcome(BROKEN, 'not-found')]
    expect(await withReplacements(outcomes, { ...searching, memory: undefined }, asking)).toEqual(outcomes)
    expect(asked).toEqual([])
  })

  it('leaves an archive alone that refuses', async () => {
    const refusing: Checker = {
      ...archive(''),
      *suggest() {
        yield { method: 'GET', url: 'https://web.archive.org/index' }
        throw new NoAnswer(verdict('rate-limited'))
      },
    }
    const urls = ['a', 'b', 'c'].map((name) => `https://words.example/${name}`)
    const { asking, asked } = network({}, wordChecker('words.example'), refusing)
    const removed = urls.map((url) => outcome(url, 'removed', { confirmed: true }))
    expect(await withReplacements(removed, { ...searching, links: urls.map((url) => link(url)) }, asking)).toEqual(removed)
    expect(asked).toEqual(['https://web.archive.org/index'])
  })
})
