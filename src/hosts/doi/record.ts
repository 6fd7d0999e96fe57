/** What the agency that registered a DOI says about it: whether it still shows it, what it is, and what took its place. */
import { z } from 'zod'
import type { Question } from '#model/checker.ts'
import type { Facts } from '#model/verdict.ts'
import { escaped } from '../datacite.ts'
import { ask, askJson, get, json, NoAnswer, Unrecognised } from '../kit.ts'

/** `hidden`: the agency registered it and no longer shows it, which is how a repository withdraws a DOI. */
export type Description = { readonly hidden: boolean; readonly writing: boolean; readonly facts: Facts; readonly successor?: string }

const Agencies = z.array(z.object({ DOI: z.string(), RA: z.string().optional() }))

const text = z.string().nullish().catch(undefined)
const list = <Shape extends z.ZodType>(shape: Shape) => z.array(shape).nullish().catch(undefined)

const DataCite = z.object({
  data: z.object({
    id: z.string(),
    attributes: z.object({
      isActive: z.boolean().nullish().catch(undefined),
      version: text,
      titles: list(z.object({ title: text })),
      rightsList: list(z.object({ rightsIdentifier: text, rights: text })),
      types: z.object({ resourceTypeGeneral: text }).nullish().catch(undefined),
      relatedIdentifiers: list(z.object({ relationType: text, relatedIdentifier: text })),
    }),
  }),
})
const Crossref = z.object({ message: z.object({ DOI: z.string(), type: text, title: list(z.string()) }) })

/** DataCite's general types that are something to read. A paper's DOI in place of the data's is a frequent slip of catalogues. */
const WRITINGS = new Set([
  'Book',
  'BookChapter',
  'ConferencePaper',
  'ConferenceProceeding',
  'DataPaper',
  'Dissertation',
  'Journal',
  'JournalArticle',
  'PeerReview',
  'Preprint',
  'Report',
  'Text',
])
/** The types of Crossref under which data may be registered; nearly all others are publications. */
const DATA = new Set(['dataset', 'database', 'component'])
/** `A is the previous version of B`: B is where to look when A is gone. */
const SUCCESSION = new Set(['IsPreviousVersionOf', 'IsIdenticalTo', 'IsObsoletedBy'])

const RESOLVER = /^https?:\/\/(?:dx\.)?doi\.org\//i
const DOI = /^(?:https?:\/\/(?:dx\.)?doi\.org\/)?10\.\d{4,9}[.\d]*\/[\x21-\x7e]+$/i

/** The description of a DOI, or undefined when its agency is silent, or is one whose interface is not known. */
export function* descriptionOf(doi: string): Question<Description | undefined> {
  try {
    const agencies = yield* askJson(get(`https://doi.org/doiRA/${escaped(doi)}`), Agencies)
    const agency = agencies.find(({ DOI }) => DOI.toLowerCase() === doi)?.RA
    if (agency === 'DataCite') return yield* byDataCite(doi)
    return agency === 'Crossref' ? yield* byCrossref(doi) : undefined
  } catch (error) {
    if (error instanceof NoAnswer || error instanceof Unrecognised) return undefined // it only adds to what the target said
    throw error
  }
}

/** Strangers see only what is `findable`: a 404 for a DOI that is registered means that it has been taken back. */
function* byDataCite(doi: string): Question<Description> {
  const response = yield* ask(get(`https://api.datacite.org/dois/${escaped(doi)}`, { headers: { accept: 'application/json' } }), [404])
  if (response.status === 404) {
    json(response, z.object({ errors: z.array(z.unknown()) }))
    return { hidden: true, writing: false, facts: {} }
  }
  const { id, attributes } = json(response, DataCite).data
  if (id.toLowerCase() !== doi) throw new Unrecognised(`asked for ${doi}, got ${id}`)
  const title = attributes.titles?.[0]?.title
  const licence = attributes.rightsList?.[0]?.rightsIdentifier || attributes.rightsList?.[0]?.rights
  const successor = attributes.relatedIdentifiers?.find(({ relationType }) => SUCCESSION.has(relationType ?? ''))?.relatedIdentifier
  return {
    hidden: attributes.isActive === false,
    writing: WRITINGS.has(attributes.types?.resourceTypeGeneral ?? ''),
    facts: { ...(title && { title }), ...(attributes.version && { version: attributes.version }), ...(licence && { licence }) },
    ...(successor && DOI.test(successor) && { successor: successor.replace(RESOLVER, '') }),
  }
}

function* byCrossref(doi: string): Question<Description> {
  const { message } = yield* askJson(get(`https://api.crossref.org/works/${escaped(doi)}`), Crossref)
  if (message.DOI.toLowerCase() !== doi) throw new Unrecognised(`asked for ${doi}, got ${message.DOI}`)
  const title = message.title?.[0]
  return { hidden: false, writing: !!message.type && !DATA.has(message.type), facts: title ? { title } : {} }
}
