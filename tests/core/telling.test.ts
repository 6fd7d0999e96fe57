/** What must hold for every sequence of nights, whatever hosts and mail servers do. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { digests, notified, onlyTonight, tellingOf } from '#core/digest.ts'
import type { Message } from '#model/mail.ts'
import type { StatusDocument } from '#model/memory.ts'
import { REASONS, type Reason, statusOf } from '#model/verdict.ts'
import { dataset, foldNight, link, nightAt, outcome } from '../support/night.ts'

const URLS = ['https://a.example/', 'https://b.example/', 'https://c.example/']
const ALL = 'all@example.org'
const OWNER = 'owner@example.org'
const reasons = Object.keys(REASONS) as Reason[]
const unjudged = reasons.filter((reason) => ['blocked', 'unknown'].includes(statusOf({ reason })))

const night = fc.record({
  said: fc.array(fc.constantFrom(...reasons), { minLength: URLS.length, maxLength: URLS.length }),
  confirmed: fc.boolean(),
  /** Hours after the usual time; two runs may fall into one night. */
  late: fc.integer({ min: 0, max: 20 }),
  /** Whether the server takes the mails of this night. */
  delivers: fc.boolean(),
})
const nights = fc.array(night, { maxLength: 25 })

type Night = typeof night extends fc.Arbitrary<infer Value> ? Value : never

const outcomesOf = ({ said, confirmed }: Night) => URLS.map((url, i) => outcome(url, said[i] ?? 'served', { confirmed }))

const fold = (memory: StatusDocument | undefined, n: number, one: Night) => foldNight(memory, { at: nightAt(n, one.late), outcomes: outcomesOf(one) })

describe('the memory', () => {
  it('does not change when the same night is folded again', () => {
    fc.assert(
      fc.property(nights, (sequence) => {
        let memory: StatusDocument | undefined
        for (const [n, one] of sequence.entries()) {
          const { document } = fold(memory, n, one)
          const again = fold(document, n, one)
          expect(again.events).toEqual([])
          expect(again.document).toEqual({
            ...document,
            links: document.links.map((link, i) => ({ ...link, warnings: again.document.links[i]?.warnings })),
          })
          memory = document
        }
      }),
    )
  })

  it('comes to believe nothing sooner or later when every night is done twice', () => {
    fc.assert(
      fc.property(nights, fc.integer({ min: 1, max: 11 }), (sequence, later) => {
        let once: StatusDocument | undefined
        let twice: StatusDocument | undefined
        for (const [n, night] of sequence.entries()) {
          const one = { ...night, late: 0 }
          once = fold(once, n, one).document
          const repeated = fold(fold(twice, n, one).document, n, { ...one, late: later })
          expect(repeated.events).toEqual([])
          twice = repeated.document
          expect(twice.links.map(({ incident }) => incident)).toEqual(once.links.map(({ incident }) => incident))
        }
      }),
    )
  })

  it('is the same whatever the order of the links', () => {
    fc.assert(
      fc.property(night, fc.shuffledSubarray(URLS, { minLength: URLS.length }), (one, order) => {
        const outcomes = outcomesOf(one)
        const shuffled = order.flatMap((url) => outcomes.filter((each) => each.url === url))
        const [straight, mixed] = [outcomes, shuffled].map((list) =>
          foldNight(undefined, { at: nightAt(0), outcomes: list, watched: URLS, datasets: [] }),
        )
        expect(mixed).toEqual(straight)
      }),
    )
  })

  it('opens and ends nothing however often nobody can judge', () => {
    fc.assert(
      fc.property(nights, fc.array(fc.constantFrom(...unjudged), { minLength: 1, maxLength: 20 }), (sequence, silence) => {
        let memory: StatusDocument | undefined
        for (const [n, one] of sequence.entries()) memory = fold(memory, n, one).document
        const before = memory?.links.map(({ incident }) => incident) ?? URLS.map(() => null)
        for (const [n, reason] of silence.entries()) {
          const { document, events } = foldNight(memory, { at: nightAt(100 + n), outcomes: URLS.map((url) => outcome(url, reason)) })
          expect(events.filter(({ kind }) => kind !== 'changed')).toEqual([])
          expect(document.links.map(({ incident }) => incident)).toEqual(before)
          memory = document
        }
      }),
    )
  })
})

describe('the mail', () => {
  it('tells every incident once, its end once and only if its beginning was told, in that order, whatever the server does', () => {
    fc.assert(
      fc.property(nights, (sequence) => {
        const told: string[] = []
        let memory: StatusDocument | undefined
        let outbox: Message[] = []
        let opened = 0
        for (const [n, one] of [...sequence, CALM].entries()) {
          const { document, events } = fold(memory, n, one)
          opened += events.filter(({ kind }) => kind === 'opened').length
          const news = digests({ document, events, waiting: outbox, to: ['you@example.org'], silence: 7, remindDays: 1000 })
          expect(news.length).toBeLessThanOrEqual(1)
          outbox.push(...news.map((digest) => waiting(tellingOf(digest))))
          const taken = one.delivers ? outbox : []
          told.push(...taken.flatMap(({ tells }) => tells.filter((item) => item.news !== 'silent').map(({ url, news: kind }) => `${kind} ${url}`)))
          if (one.delivers) outbox = []
          memory = notified(document, taken, document.run.startedAt)
        }
        for (const url of URLS) {
          const story = told.filter((item) => item.endsWith(url)).map((item) => item.split(' ')[0])
          expect(story).toEqual(story.map((_, i) => (i % 2 === 0 ? 'opened' : 'resolved')))
        }
        expect(told.filter((item) => item.startsWith('opened'))).toHaveLength(opened)
        expect(told.length % 2).toBe(0)
      }),
      { numRuns: 300 },
    )
  })

  it('tells everybody their own news once, whoever takes it when, and over nights without mail', () => {
    const [owned] = URLS
    const datasets = URLS.map((url) => ({ ...dataset(url, link(url)), ...(url === owned && { owner: OWNER }) }))
    const evening = fc.record({ night, takes: fc.subarray([ALL, OWNER]), mails: fc.boolean() })
    fc.assert(
      fc.property(fc.array(evening, { maxLength: 25 }), (evenings) => {
        const told: string[] = []
        let memory: StatusDocument | undefined
        let outbox: Message[] = []
        for (const [n, one] of [...evenings, { night: CALM, takes: [ALL, OWNER], mails: true }].entries()) {
          const { document, events } = foldNight(memory, { at: nightAt(n, one.night.late), outcomes: outcomesOf(one.night), datasets })
          const news = digests({ document, events, waiting: outbox, to: [ALL], silence: 7, remindDays: 1000 })
          expect(new Set(news.map(({ to }) => to)).size).toBe(news.length)
          outbox.push(...(one.mails ? news : onlyTonight(news)).map((digest) => waiting(tellingOf(digest), digest.to)))
          const isTaken = ({ to }: Message) => one.mails && one.takes.includes(to)
          const taken = outbox.filter(isTaken)
          for (const { to, tells } of taken) told.push(...tells.map(({ news: kind, url }) => `${to} ${url} ${kind}`))
          outbox = outbox.filter((message) => !isTaken(message))
          memory = notified(document, taken, document.run.startedAt)
        }
        expect(outbox).toEqual([])
        const storyOf = (to: string, url: string) =>
          told
            .filter((item) => item.startsWith(`${to} ${url} `))
            .map((item) => item.split(' ')[2])
            .filter((kind) => kind !== 'silent')
        for (const url of URLS) {
          const story = storyOf(ALL, url)
          expect(story).toEqual(story.map((_, i) => (i % 2 === 0 ? 'opened' : 'resolved')))
          expect(story.length % 2).toBe(0)
          expect(storyOf(OWNER, url)).toEqual(url === owned ? story : [])
        }
      }),
      { numRuns: 300 },
    )
  })

  it('reaches the owner of a dataset with the news of their own links alone', () => {
    const at = nightAt(0)
    const { document, events } = foldNight(undefined, { at, outcomes: URLS.map((url) => outcome(url, 'malformed-url')) })
    const owned = {
      ...document,
      links: document.links.map((link, i) => ({
        ...link,
        datasets: link.datasets.map((one) => ({ ...one, owner: i === 0 ? 'a@example.org' : null })),
      })),
    }
    const news = digests({ document: owned, events, waiting: [], to: ['all@example.org'], silence: 7, remindDays: 14 })
    expect(news.map(({ to, opened }) => [to, opened.map(({ url }) => url)])).toEqual([
      ['all@example.org', URLS],
      ['a@example.org', [URLS[0]]],
    ])
  })
})

/** A last night on which everything works and every mail arrives, so that all stories come to their end. */
const CALM: Night = { said: URLS.map(() => 'served' as const), confirmed: false, late: 20, delivers: true }

const waiting = (tells: Message['tells'], to = ALL): Message => ({
  id: '<1@example.org>',
  from: 'monitor@example.org',
  to,
  subject: '',
  text: '',
  html: '',
  lang: 'en',
  listId: '',
  tells,
})
