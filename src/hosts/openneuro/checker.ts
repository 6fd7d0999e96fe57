/** OpenNeuro datasets, by the interface behind the page: the page itself is an application shell that says 200 to anything. */
import { z } from 'zod'
import type { Invalid } from '#model/checker.ts'
import type { Request } from '#model/http.ts'
import { type Facts, type Replacement, type Verdict, verdict } from '#model/verdict.ts'
import { Day } from '../day.ts'
import { ask, defineChecker, invalid, json, pattern, postJson, Unrecognised } from '../kit.ts'
import { isLost } from './bucket.ts'

/** `tag` is the version, empty for whichever is the latest. */
type Target = { readonly id: string; readonly tag: string }

const versions = pattern('https://openneuro.org/datasets/:id/versions/:tag/*')
const datasets = pattern('https://openneuro.org/datasets/:id/*')
const former = pattern('https://openneuro.org/crn/datasets/:id/*')
const cutOff = pattern('https://openneuro.org/datasets')
const site = pattern('https://openneuro.org/*')

const Text = z.string().nullish().catch(undefined)
const Snapshot = z.object({
  tag: z.string(),
  created: Day,
  /** A BigInt: as a number or as a string, by the server's version. */
  size: z.coerce.number().positive().nullish().catch(undefined),
  description: z.object({ Name: Text, License: Text }).nullish().catch(undefined),
  deprecated: z.object({ reason: Text }).nullish(),
})
const Answer = z.object({
  data: z
    .object({
      dataset: z
        .object({ id: z.string(), public: z.boolean().nullish(), snapshots: z.array(z.object({ tag: z.string() })), latestSnapshot: Snapshot })
        .nullish(),
      snapshot: Snapshot.nullish(),
    })
    .nullish(),
  errors: z
    .array(
      z.object({
        message: z.string(),
        path: z.array(z.union([z.string(), z.number()])).optional(),
        extensions: z.object({ code: Text, redirect: Text }).optional().catch(undefined),
      }),
    )
    .default([]),
})
type Answer = z.output<typeof Answer>
type Snapshot = z.output<typeof Snapshot>
type Dataset = NonNullable<NonNullable<Answer['data']>['dataset']>

export default defineChecker<Target>({
  title: 'OpenNeuro',
  homepage: 'https://openneuro.org',
  urls: [datasets, versions, former],
  pace: { concurrency: 1, spacing: 1 },
  controls: {
    present: ['https://openneuro.org/datasets/ds000001', 'https://openneuro.org/datasets/ds000114'],
    absent: ['https://openneuro.org/datasets/ds999999'],
  },

  match(url) {
    const found = versions.match(url) ?? datasets.match(url) ?? former.match(url)
    if (found !== undefined) return numbered(found.id ?? '', found.tag ?? '')
    if (cutOff.match(url)) return invalid('incomplete-url', 'the number of the dataset is missing')
    return site.match(url) ? invalid('not-a-dataset', 'a page of the site') : undefined
  },

  *check(asked) {
    const response = yield* ask(question(asked), [400])
    const { data, errors } = json(response, Answer)
    if (response.status !== 200) throw new Unrecognised(`HTTP ${response.status}: ${errors[0]?.message ?? 'no error'}`)
    if (!data?.dataset) return refusal(asked, errors)
    const said = described(asked, data.dataset, data.snapshot)
    return said.reason === 'listed' && (yield* isLost(asked.id)) ? { ...said, warnings: [...said.warnings, 'catalogue-only'] } : said
  },
})

/** Accession numbers have six digits; fewer are what is left of one. */
function numbered(written: string, version: string): Target | Invalid {
  const id = /^(ds\d*)[\p{P}\p{S}\s]*$/iu.exec(written)?.[1]?.toLowerCase()
  if (id === undefined || id.length > 8) return invalid('malformed-url', 'no dataset can have this number')
  return id.length === 8 ? { id, tag: version.replace(/[^\p{L}\p{N}]+$/u, '') } : invalid('incomplete-url', 'the number of the dataset is cut off')
}

const SNAPSHOT = 'tag created size description { Name License } deprecated { reason }'
const DATASET = `dataset(id: $id) { id public snapshots { tag } latestSnapshot { ${SNAPSHOT} } }`

/** Asked without a login, as the page does. */
function question({ id, tag }: Target): Request {
  const url = 'https://openneuro.org/crn/graphql'
  if (tag === '') return postJson(url, { query: `query ($id: ID!) { ${DATASET} }`, variables: { id } })
  const query = `query ($id: ID!, $tag: String!) { ${DATASET} snapshot(datasetId: $id, tag: $tag) { ${SNAPSHOT} } }`
  return postJson(url, { query, variables: { id, tag } })
}

function described({ id, tag }: Target, dataset: Dataset, version: Snapshot | null | undefined): Verdict {
  if (dataset.id !== id) throw new Unrecognised(`asked for ${id}, got ${dataset.id}`)
  const latest = dataset.latestSnapshot
  if (tag !== '' && !dataset.snapshots.some((snapshot) => snapshot.tag === tag)) {
    return verdict('not-found', {
      detail: `no version ${tag}`,
      replacement: {
        url: `https://openneuro.org/datasets/${id}/versions/${latest.tag}`,
        certain: false,
        why: 'the latest version of the same dataset',
      },
    })
  }
  const shown = tag === '' ? latest : version
  if (shown?.tag !== undefined && tag !== '' && shown.tag !== tag) throw new Unrecognised(`asked for version ${tag}, got ${shown.tag}`)
  const facts = factsOf(shown ?? { tag })
  if (dataset.public === false) return verdict('approval-required', { detail: 'not public yet', facts })
  if (!shown?.deprecated) return verdict('listed', { facts })
  return verdict('listed', { facts, warnings: ['archived'], detail: `deprecated${shown.deprecated.reason ? `: ${shown.deprecated.reason}` : ''}` })
}

function factsOf({ tag, size, created, description }: Snapshot): Facts {
  return {
    ...(description?.Name && { title: description.Name }),
    ...(size && { bytes: size }),
    ...(tag && { version: tag }),
    ...(description?.License && { licence: description.License }),
    ...(created && { updatedAt: created }),
  }
}

/**
 * Why there is no dataset, in the sentences of the host's own code (permissions.ts). A deletion has its code only where it
 * names a successor. Errors below the dataset (a snapshot that could not be read) are about our question, not about it.
 */
function refusal({ id }: Target, errors: Answer['errors']): Verdict {
  const own = errors.find(({ path }) => path?.length === 1 && path[0] === 'dataset')
  if (own === undefined) throw new Unrecognised(`no dataset: ${errors[0]?.message ?? 'and no error'}`)
  const detail = own.message
  if (own.extensions?.code === 'DELETED_DATASET' || detail.startsWith(`Dataset ${id} has been deleted.`)) {
    return verdict('removed', { detail, ...successor(own.extensions?.redirect) })
  }
  if (detail === `Dataset ${id} does not exist.`) return verdict('not-found', { detail })
  if (detail === 'You do not have access to read this dataset.') return verdict('approval-required', { detail })
  throw new Unrecognised(detail)
}

/** The path of another dataset, which the host names itself. */
function successor(path: string | null | undefined): { readonly replacement?: Replacement } {
  if (!path?.startsWith('/datasets/')) return {}
  return { replacement: { url: `https://openneuro.org${path}`, certain: true, why: 'the host names it as the successor' } }
}
