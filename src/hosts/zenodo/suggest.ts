/** What is left of a record that is gone: the other versions of it, and records of the same title. */
import { z } from 'zod'
import type { Candidate, Question, Sought } from '#model/checker.ts'
import { isNamed, nameOf } from '../alike.ts'
import { ask, askJson, get, heard } from '../kit.ts'
import { isVerdict } from '../witness.ts'
import type { Target } from './link.ts'
import { readRecord } from './record.ts'

const Id = z.union([z.int().transform(String), z.string().regex(/^\d+$/)])
const Hits = z.object({ hits: z.object({ hits: z.array(z.object({ id: Id, metadata: z.object({ title: z.string() }) })) }) })

const DataCite = z.object({
  data: z.object({
    id: z.string(),
    attributes: z.object({
      titles: z.array(z.object({ title: z.string().nullish() })).nullish(),
      relatedIdentifiers: z.array(z.object({ relationType: z.string().nullish(), relatedIdentifier: z.string().nullish() })).nullish(),
    }),
  }),
})

const JSON_WANTED = { headers: { accept: 'application/json' } }

/** What its authors took back is not looked for; whatever else became of a version, the others may be there. */
export function* suggest({ id }: Target, dataset: Sought): Question<readonly Candidate[]> {
  const record = readRecord(yield* ask(get(`https://zenodo.org/api/records/${id}`, JSON_WANTED), [403, 404, 410]))
  if (!isVerdict(record) || /\bretracted\b/.test(record.detail ?? '')) return []
  const doi = `10.5281/zenodo.${id}`
  const known = yield* heard(askJson(get(`https://api.datacite.org/dois/${doi}`), DataCite))
  const { titles, relatedIdentifiers } = known instanceof Error || known.data.id.toLowerCase() !== doi ? {} : known.data.attributes
  const title = titles?.[0]?.title ?? dataset.title
  return [...versionsOf(id, relatedIdentifiers ?? []), ...(yield* namesakes(id, { name: dataset.name, ...(title !== undefined && { title }) }))]
}

type Related = { readonly relationType?: string | null | undefined; readonly relatedIdentifier?: string | null | undefined }

/** The number of all versions together leads to the latest of them. */
function versionsOf(id: string, related: readonly Related[]): Candidate[] {
  return related.flatMap(({ relationType, relatedIdentifier }) => {
    const concept = relationType === 'IsVersionOf' ? /^10\.5281\/zenodo\.(\d+)$/i.exec(relatedIdentifier ?? '')?.[1] : undefined
    return concept === undefined || concept === id ? [] : [proposal(concept, 'the latest version of the same record')]
  })
}

/** Documented limit of the search: 30 questions a minute. */
function* namesakes(id: string, sought: Sought): Question<Candidate[]> {
  const name = nameOf(sought)
  if (name === undefined) return []
  const url = `https://zenodo.org/api/records?q=${encodeURIComponent(`title:"${name}"`)}&size=10&sort=mostviewed`
  const { hits } = yield* askJson(get(url), Hits)
  return hits.hits
    .filter((hit) => hit.id !== id && isNamed(hit.metadata.title, sought))
    .map((hit) => proposal(hit.id, 'the host lists a record of this title there'))
}

const proposal = (id: string, why: string): Candidate => ({ url: `https://zenodo.org/records/${id}`, certain: false, why })
