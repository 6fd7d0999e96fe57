/** DOIs: the handle system says where one leads, and whoever knows that place judges it; that a DOI resolves proves nothing. */
import { z } from 'zod'
import type { Question } from '#model/checker.ts'
import { statusOf, type Verdict, verdict, type Warning } from '#model/verdict.ts'
import { escaped } from '../datacite.ts'
import { ask, defineChecker, get, json, Unrecognised } from '../kit.ts'
import { parse, urls } from './link.ts'
import { type Description, descriptionOf } from './record.ts'
import { suggest } from './suggest.ts'

const Handle = z.object({
  responseCode: z.int(),
  handle: z.string(),
  values: z.array(z.object({ type: z.string(), data: z.object({ value: z.unknown().optional() }) })).default([]),
})

/** The handle system's response codes: fact sheet of doi.org. */
const FOUND = 1
const NOT_FOUND = 100

export default defineChecker<{ doi: string }>({
  title: 'DOI',
  homepage: 'https://doi.org',
  urls,
  pace: { concurrency: 1, spacing: 1 },
  controls: { present: [], absent: ['https://doi.org/10.1177/5555555555555555'] },

  match: parse,

  *check({ doi }, night) {
    const place = yield* placeOf(doi)
    if (typeof place !== 'string') return place
    const said = yield* night.elsewhere(place)
    const status = statusOf(said)
    if (status !== 'alive' && status !== 'restricted' && status !== 'gone') return said
    const description = yield* descriptionOf(doi)
    return status === 'gone' ? succeeded(said, description) : vouched(said, description)
  },

  suggest,
})

/** The one address that the DOI leads to, or that there is no such DOI. Asked first: following the DOI would mix up three hosts. */
function* placeOf(doi: string): Question<string | Verdict> {
  const url = `https://doi.org/api/handles/${escaped(doi)}?type=URL`
  const response = yield* ask(get(url, { headers: { accept: 'application/json' } }), [404])
  const { responseCode, handle, values } = json(response, Handle)
  if (handle.toLowerCase() !== doi) throw new Unrecognised(`asked for ${doi}, got ${handle}`)
  // A slip of the pen or a DOI that was taken back: only the memory of former nights could tell them apart.
  if (response.status === 404 && responseCode === NOT_FOUND) return verdict('not-found', { detail: 'this DOI is not registered (responseCode 100)' })
  if (response.status !== 200 || responseCode !== FOUND) throw new Unrecognised(`responseCode ${responseCode} with HTTP ${response.status}`)
  const places = values.flatMap(({ type, data: { value } }) => (type === 'URL' && typeof value === 'string' ? [value] : []))
  const [place] = places
  if (place === undefined || places.length > 1) throw new Unrecognised(`the DOI leads to ${places.length} addresses`)
  if (isDoi(place)) throw new Unrecognised(`the DOI leads to another DOI: ${place}`)
  return place
}

function isDoi(place: string): boolean {
  const url = URL.parse(place)
  return url !== null && parse(url) !== undefined
}

/** About the address in the registry, which is not the link: a redirect there is nobody's concern. */
const REGISTRYS: readonly Warning[] = ['moved', 'insecure-http']

const HIDDEN = 'DataCite no longer shows this DOI'

function vouched({ replacement: _, ...said }: Verdict, description: Description | undefined): Verdict {
  // Withdrawn DOIs lead to tombstones, and a tombstone is a page like any other unless the host describes the data itself.
  if (description?.hidden && said.reason === 'served') throw new Unrecognised(`a page is served, but ${HIDDEN}`)
  const warnings = said.warnings.filter((warning) => !REGISTRYS.includes(warning))
  if (description?.writing && !warnings.includes('wrong-type')) warnings.push('wrong-type')
  const detail = description?.hidden ? [said.detail, HIDDEN].filter(Boolean).join('; ') : said.detail
  return { ...said, ...(detail && { detail }), warnings, facts: { ...description?.facts, ...said.facts } }
}

function succeeded(said: Verdict, description: Description | undefined): Verdict {
  const { successor } = description ?? {}
  if (said.replacement !== undefined || successor === undefined) return said
  return {
    ...said,
    replacement: { url: `https://doi.org/${escaped(successor)}`, certain: false, why: 'its record names this DOI as the next version' },
  }
}
