/** Small catalogues, checkers and outcomes for tests of the core. */

import { fold } from '#core/history.ts'
import type { Checker, Conversation } from '#model/checker.ts'
import type { Exchange, Request } from '#model/http.ts'
import type { StatusDocument } from '#model/memory.ts'
import type { Outcome } from '#model/night.ts'
import type { Dataset, Link } from '#model/registry.ts'
import { type Reason, type Verdict, verdict } from '#model/verdict.ts'

export const link = (url: string, rest: Partial<Link> = {}): Link => ({
  url,
  access: 'open',
  position: { file: 'registry/ct.yaml', line: 5, column: 9 },
  ...rest,
})

export const dataset = (name: string, ...links: readonly Link[]): Dataset => ({
  name,
  group: 'CT',
  task: [],
  links,
  position: { file: 'registry/ct.yaml', line: 3, column: 5 },
})

export const outcome = (url: string, reason: Reason, rest: Partial<Outcome> & { findings?: Partial<Verdict> } = {}): Outcome => {
  const { findings, ...others } = rest
  return { url, host: 'generic', verdict: verdict(reason, findings), evidence: [{ method: 'GET', url, status: 200, ms: 5 }], ...others }
}

/** An answer with a status and a text. */
export function answer(url: string, status = 200, text = ''): Exchange {
  const request: Request = { method: 'GET', url }
  return { request, response: { status, url, hops: [], headers: {}, cookies: {}, body: Buffer.from(text), truncated: false }, ms: 5 }
}

/** A checker for `https://<host>/<word>`: the page's text is the reason. */
export function wordChecker(host: string, controls: Checker['controls'] = { present: [], absent: [] }): Checker {
  const form = `https://${host}/:word`
  const match = (url: URL) => (url.hostname === host ? { url: url.href } : undefined)
  return {
    title: host,
    homepage: `https://${host}/`,
    urls: [{ form, match }],
    pace: { concurrency: 2, spacing: 0 },
    controls,
    match,
    *check(target): Conversation {
      const exchange = yield { method: 'GET', url: (target as { url: string }).url }
      if ('failure' in exchange) return verdict(exchange.failure as Reason)
      return verdict(Buffer.from(exchange.response.body).toString() as Reason)
    },
  }
}

/** A checker for `https://<host>/<host elsewhere>/<path>` that hands on to the URL its path names, as a DOI does. */
export function pointingChecker(host: string): Checker {
  return {
    ...wordChecker(host),
    homepage: '',
    *check(target, night): Conversation {
      return yield* night.elsewhere(`https://${new URL((target as { url: string }).url).pathname.slice(1)}`)
    },
  }
}

/** The generic checker of the tests: any URL, the same rule. */
export const anyChecker: Checker = { ...wordChecker('any.example'), match: (url) => ({ url: url.href }), urls: [], homepage: '' }

/** The n-th night at the usual hour. */
export const nightAt = (n: number, hours = 0) => new Date(Date.UTC(2026, 10, 1 + n, 19, 17) + hours * 3_600_000).toISOString()

type Night = {
  readonly at: string
  readonly outcomes: readonly Outcome[]
  readonly watched?: readonly string[]
  readonly datasets?: readonly Dataset[]
}

/** Folds a sequence of nights of one link, beginning with an empty memory. */
export function nights(...sequence: readonly Night[]): StatusDocument {
  let memory: StatusDocument | undefined
  for (const night of sequence) memory = foldNight(memory, night).document
  if (memory === undefined) throw new Error('no night')
  return memory
}

export function foldNight(memory: StatusDocument | undefined, { at, outcomes, watched, datasets }: Night) {
  const urls = outcomes.map(({ url }) => url)
  const run = { startedAt: at, finishedAt: at, tool: 'stillthere/test', vantage: 'test' }
  return fold(memory, {
    night: { schema: 1, run, watched: watched ?? urls, hosts: [], outcomes, resting: [] },
    datasets: datasets ?? [dataset('MSD Lung', ...urls.map((url) => link(url)))],
    confirm: { gone: 2, unreachable: 3 },
    recheck: { alive: 1 },
  })
}
