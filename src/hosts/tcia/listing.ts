/** The lists of all that TCIA has published: what is in them is a TCIA dataset, and nothing else is. */
import { z } from 'zod'
import type { Question } from '#model/checker.ts'
import { Day } from '../day.ts'
import { ask, askJson, get, heard, json, NoAnswer, Unrecognised } from '../kit.ts'
import { type Kind, keyOf, type RecordName } from './link.ts'

/** Size and unit as the list writes them, such as `11.29` and `GB`. */
export type Download = { readonly licence?: string; readonly size?: string; readonly unit?: string }

/** A record as its list tells it; the slug in the site's own spelling. */
export type Listed = RecordName & {
  readonly title?: string
  readonly shortTitle?: string
  /** In lower case, without a resolver in front. */
  readonly doi?: string
  /** Not shown in the table for visitors: not released yet, or retired. */
  readonly hidden: boolean
  readonly version?: string
  readonly updatedAt?: string
  /** Undefined when the list does not tell. */
  readonly downloads?: readonly Download[]
}

const ENDPOINTS = {
  collection: { path: 'collections', prefix: 'collection' },
  'analysis-result': { path: 'analysis-results', prefix: 'result' },
} as const

/** 317 DOIs in 2026 make about three pages of collections and one or two of results; at more than this the list is another one. */
const MOST_PAGES = 8

/** A hundred records with all their downloads, each with its licence and description, are a few megabytes; cut off they are no JSON. */
const LIST_LIMIT = 16 * 1024 * 1024

/** Built by WordPress on request; the staff's own reader waits this long. */
const LIST_TIMEOUT = 90_000

const OPTIONS = { limit: LIST_LIMIT, timeout: LIST_TIMEOUT, headers: { accept: 'application/json' } }

const Rows = z.array(z.looseObject({ slug: z.string().min(1) })).min(1)
const Page = z.object({
  results: Rows,
  total_pages: z.union([z.int(), z.string().regex(/^\d+$/).transform(Number)]).pipe(z.int().positive()),
})
type Row = z.output<typeof Rows>[number]

/** A field as a text; WordPress writes `false` and `""` for nothing. */
const Said = z
  .union([z.string(), z.number().transform(String)])
  .transform((text) => text.trim() || undefined)
  .optional()
  .catch(undefined)

/** The licence is a text in one version of the interface and an object in the other; so are names with `_` and with a space. */
const Licence = z.union([z.object({ label: Said }).transform(({ label }) => label), Said]).catch(undefined)

/** What the staff's own reader takes for "shown"; a record that does not say is shown. */
const SHOWN = new Set(['', '0', 'false', 'no', 'none'])
const Flag = z
  .union([z.string(), z.number(), z.boolean()])
  .transform((flag) => String(flag).trim().toLowerCase())
  .catch('')

/**
 * Every record of one kind, by the present interface or, when that is not there or has another shape, by the one before it.
 * @throws {NoAnswer} when a page of the list has no answer
 * @throws {Unrecognised} when one is empty, cut off or of another shape: what is missing there would look gone
 */
export function* listing(kind: Kind): Question<readonly Listed[]> {
  const present = yield* heard(rowsOf(kind))
  const rows = isChanged(present) ? yield* heard(formerRowsOf(kind)) : present
  if (!(rows instanceof Error)) return rows.map((row) => listed(kind, row))
  throw present
}

/** The interface answers something else than its list; a host that does not answer would not do so under another path. */
const isChanged = (answer: readonly Row[] | NoAnswer | Unrecognised) =>
  answer instanceof Unrecognised || (answer instanceof NoAnswer && answer.verdict.reason === 'unrecognised')

function* rowsOf(kind: Kind): Question<readonly Row[]> {
  const first = yield* page(kind, 1)
  if (first.total_pages > MOST_PAGES) throw new Unrecognised(`${first.total_pages} pages of ${kind}s`)
  const rows = [...first.results]
  for (let number = 2; number <= first.total_pages; number++) rows.push(...(yield* page(kind, number)).results)
  return rows
}

/** Version 1 answers bare arrays; only its `Link` header says whether there is more. */
function* formerRowsOf(kind: Kind): Question<readonly Row[]> {
  const rows: Row[] = []
  for (let number = 1; number <= MOST_PAGES; number++) {
    const response = yield* ask(get(`${addressOf(kind, 'v1', number)}&_fields=${fieldsOf(kind)}`, OPTIONS))
    rows.push(...json(response, Rows))
    if (!/\brel="?next\b/.test(response.headers.link ?? '')) return rows
  }
  throw new Unrecognised(`more than ${MOST_PAGES} pages of ${kind}s`)
}

/** Both lists: only what is in neither of them is not published. */
export function* everything(): Question<readonly Listed[]> {
  return [...(yield* listing('collection')), ...(yield* listing('analysis-result'))]
}

/** Whether a record, in any spelling of its slug, is the one named. */
export const isRecord =
  ({ kind, slug }: RecordName) =>
  (other: RecordName) =>
    other.kind === kind && other.slug.toLowerCase() === slug

/** The records that go by a name, in any spelling. */
export const named = (records: readonly Listed[], key: string) => records.filter((record) => namesOf(record).some((name) => keyOf(name) === key))

/** The one record for visitors that goes by a name, in any spelling. */
export function only(records: readonly Listed[], key: string): Listed | undefined {
  const [found, ...others] = named(records, key).filter(({ hidden }) => !hidden)
  return others.length === 0 ? found : undefined
}

/** Titles often end in the short one: `SPIE-AAPM-NCI PROSTATEx Challenges (PROSTATEx)`. */
const namesOf = ({ slug, shortTitle, title }: Listed) =>
  [slug, shortTitle, title, title?.replace(/\([^()]*\)$/, '')].filter((name) => name !== undefined)

/** `fields` and `v=1` (texts and downloads in full) as in the staff's own search script, kirbyju/tcia-query-skill, 2026. */
const page = (kind: Kind, number: number): Question<z.output<typeof Page>> =>
  askJson(get(`${addressOf(kind, 'v2', number)}&v=1&fields=${fieldsOf(kind)}`, OPTIONS), Page)

const addressOf = (kind: Kind, version: 'v1' | 'v2', page: number) =>
  `https://cancerimagingarchive.net/api/${version}/${ENDPOINTS[kind].path}/?per_page=100&page=${page}`

function fieldsOf(kind: Kind): string {
  const own = ['title', 'short_title', 'doi', 'downloads'].map((field) => `${ENDPOINTS[kind].prefix}_${field}`)
  return ['slug', ...own, 'version_number', 'date_updated', 'hide_from_browse_table'].join()
}

function listed(kind: Kind, row: Row): Listed {
  const own = (field: string) => row[`${ENDPOINTS[kind].prefix}_${field}`]
  const downloads = own('downloads')
  const found = {
    title: Said.parse(own('title')),
    shortTitle: Said.parse(own('short_title')),
    doi: /10\.7937\/\S+/.exec(Said.parse(own('doi')) ?? '')?.[0].toLowerCase(),
    version: Said.parse(row.version_number),
    updatedAt: Day.parse(row.date_updated),
    downloads: Array.isArray(downloads) ? downloads.map(download) : undefined,
  }
  return { kind, slug: row.slug, hidden: !SHOWN.has(Flag.parse(row.hide_from_browse_table)), ...told(found) }
}

function download(value: unknown): Download {
  const fields = z.record(z.string(), z.unknown()).catch({}).parse(value)
  const licence = Licence.parse(fields.license) ?? Licence.parse(fields.data_license)
  const size = Said.parse(fields['download size']) ?? Said.parse(fields.download_size)
  const unit = Said.parse(fields['download size unit']) ?? Said.parse(fields.download_size_unit)
  return told({ licence, size, unit })
}

/** The same without what is not said. */
const told = <Fields extends object>(fields: Fields) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Fields]?: Exclude<Fields[Name], undefined>
  }
