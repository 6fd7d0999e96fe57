/** A simulated internet: for every question that was ever told in a fixture, its answer. */
import type { Fixture } from '../support/fixture.ts'

type Told = Fixture['exchanges'][number]

/** What stands behind one question: an answer, a redirect, or the way in which there is none. */
export type Answer = { readonly response: Extract<Told, { response: unknown }>['response'] } | { readonly failure: string }

export type Question = { readonly method: string; readonly url: string; readonly body?: string | undefined }

export class Internet {
  readonly #answers = new Map<string, Answer>()

  /** Lets questions be answered as these exchanges tell. */
  tell(exchanges: Fixture['exchanges']): void {
    for (const told of exchanges) this.#tell(told)
  }

  /** Lets a plain page answer. */
  page(url: string, status: number, text: string): void {
    this.#answers.set(keyOf({ method: 'GET', url }), {
      response: { status, hops: [], headers: { 'content-type': 'text/html; charset=utf-8' }, cookies: {}, text, truncated: false },
    })
  }

  answer(question: Question): Answer | undefined {
    const exact = this.#answers.get(keyOf(question))
    return exact ?? (question.method === 'HEAD' ? this.#answers.get(keyOf({ ...question, method: 'GET' })) : undefined)
  }

  /** Every host name that answers here. */
  hosts(): string[] {
    return [...new Set([...this.#answers.keys()].map((key) => new URL(key.split(' ')[1] ?? '').hostname))].sort()
  }

  #tell(told: Told) {
    const { request } = told
    if ('failure' in told) return void this.#answers.set(keyOf(request), { failure: told.failure })
    const { hops, url = request.url } = told.response
    const way = [...hops.map((hop) => hop.url), url]
    for (const [i, hop] of hops.entries()) {
      const headers = { location: way[i + 1] ?? url }
      this.#answers.set(keyOf({ ...request, url: hop.url }), {
        response: { status: hop.status, hops: [], headers, cookies: {}, text: '', truncated: false },
      })
    }
    this.#answers.set(keyOf(hops.length === 0 ? request : { ...request, url }), { response: joined(this.answer(request), told.response) })
  }
}

type Response = Extract<Answer, { response: unknown }>['response']

/** Two fixtures that tell the same list (bare, or under `results`) tell parts of it: together they are the list. */
function joined(before: Answer | undefined, now: Response): Response {
  if (before === undefined || !('response' in before)) return now
  const [known, added] = [before.response.json, now.json]
  if (Array.isArray(known) && Array.isArray(added)) return { ...now, json: union(known, added) }
  const [knownResults, addedResults] = [resultsOf(known), resultsOf(added)]
  return knownResults && addedResults ? { ...now, json: { ...(added as object), results: union(knownResults, addedResults) } } : now
}

const resultsOf = (json: unknown): readonly unknown[] | undefined => {
  const results = typeof json === 'object' && json !== null && 'results' in json ? json.results : undefined
  return Array.isArray(results) ? results : undefined
}

const union = (known: readonly unknown[], added: readonly unknown[]) => [
  ...new Map([...known, ...added].map((item) => [JSON.stringify(item), item])).values(),
]

const keyOf = ({ method, url, body }: Question) => `${method} ${new URL(url).href.replace(/#.*/, '')} ${body ?? ''}`
