/** Datasets: the public interface first, the official client's own anonymous path next, then the Croissant description, then the page. */
import { z } from 'zod'
import type { Conversation, Question } from '#model/checker.ts'
import type { Request } from '#model/http.ts'
import { type Verdict, verdict } from '#model/verdict.ts'
import { Day } from '../day.ts'
import { ask, get, heard, json, NoAnswer, postJson, type Silence } from '../kit.ts'
import { isVerdict } from '../witness.ts'
import { settledByPage } from './page.ts'
import { arrived, nameOf, type Owned, placed } from './target.ts'
import { api, type Denial, described, HEADERS, opening, refusal, wordsOf } from './word.ts'

const text = z.string().nullish().catch(undefined)
const number = z.number().nullish().catch(undefined)

/** The plain fields can be null, empty or 0 while their `…Nullable` twins are filled. */
const Dataset = z.object({
  ref: z.string().regex(/^[^/]+\/[^/]+$/),
  isPrivate: z.boolean().nullish(),
  title: text,
  titleNullable: text,
  totalBytes: number,
  totalBytesNullable: number,
  currentVersionNumber: number,
  currentVersionNumberNullable: number,
  licenseName: text,
  licenseNameNullable: text,
  lastUpdated: Day,
})
const FileList = z.object({ datasetFiles: z.array(z.unknown()), errorMessage: z.string().nullish() })
const Croissant = z.object({
  '@type': z.union([z.string(), z.array(z.string())]).refine((type) => [type].flat().some((name) => /(^|[:/])Dataset$/.test(name))),
  url: z.url(),
  name: text,
  version: z
    .union([z.string(), z.number().transform(String)])
    .optional()
    .catch(undefined),
  dateModified: Day,
  license: z.object({ name: z.string() }).optional().catch(undefined),
})

/** The check of a dataset. */
export function* dataset(target: Owned): Conversation {
  const word = yield* interfaces(target)
  if (isVerdict(word)) return word.reason === 'listed' && !word.replacement ? yield* opened(target, word) : word
  const croissant = yield* heard(croissantOf(target))
  if (isVerdict(croissant)) return { ...croissant, detail: `described as Croissant; interface: ${wordsOf(word)}` }
  return yield* settledByPage(target, word)
}

/** The word of the first interface that has one. Each has limits of its own (kaggle-cli#931), but two that are exceeded are enough. */
function* interfaces(target: Owned): Question<Verdict | Denial | Silence> {
  const viewed = yield* opening(listed(target, api(`v1/datasets/view/${nameOf(target)}`)))
  if (!(viewed instanceof Error)) return viewed
  const got = yield* heard(
    listed(
      target,
      postJson(
        'https://api.kaggle.com/v1/datasets.DatasetApiService/GetDataset',
        { ownerSlug: target.owner, datasetSlug: target.slug },
        { headers: { ...HEADERS, accept: 'application/json' } },
      ),
    ),
  )
  if (!(got instanceof Error)) return got
  if (isThrottled(viewed) && isThrottled(got)) throw viewed
  return viewed
}

const isThrottled = (silence: Silence) => silence instanceof NoAnswer && silence.verdict.reason === 'rate-limited'

function* listed(target: Owned, request: Request): Question<Verdict | Denial> {
  const found = yield* described(request, Dataset, 'datasets.get')
  if ('denied' in found) return found
  const [owner = '', slug = ''] = found.ref.split('/')
  const title = found.title || found.titleNullable
  const bytes = found.totalBytes || found.totalBytesNullable
  const version = found.currentVersionNumber || found.currentVersionNumberNullable
  const licence = found.licenseName || found.licenseNameNullable
  const facts = {
    ...(title && { title }),
    ...(bytes && { bytes }),
    ...(version && { version: String(version) }),
    ...(licence && { licence }),
    ...(found.lastUpdated && { updatedAt: found.lastUpdated }),
  }
  const findings = { ...placed(target, { kind: 'dataset', owner, slug }), facts }
  return found.isPrivate ? verdict('approval-required', { ...findings, detail: 'isPrivate' }) : verdict('listed', findings)
}

/** Looks behind a description: are there files, and may strangers have them? Silence here unsays nothing. */
function* opened(target: Owned, said: Verdict): Conversation {
  const empty = said.facts.bytes === undefined && (yield* heard(isEmpty(target))) === true
  const barred = yield* heard(barOf(target))
  if (barred !== undefined && !(barred instanceof Error)) return { ...said, ...barred }
  return empty ? { ...said, warnings: ['empty'] } : said
}

function* isEmpty(target: Owned): Question<boolean> {
  const { datasetFiles, errorMessage } = json(yield* ask(api(`v1/datasets/list/${nameOf(target)}`)), FileList)
  return datasetFiles.length === 0 && !errorMessage
}

/** A described dataset whose download is refused asks for consent first. The redirect, to the bytes or to a login, is not followed. */
function* barOf(target: Owned): Question<Pick<Verdict, 'reason' | 'detail'> | undefined> {
  const response = yield* ask({ ...api(`v1/datasets/download/${nameOf(target)}`), redirect: 'manual', limit: 4096 }, [403])
  if (response.status === 403) return { reason: 'agreement-required', detail: `download: ${refusal(response)}` }
  const place = URL.parse(response.headers.location ?? '', response.url)?.pathname ?? ''
  return LOGIN.test(place) ? { reason: 'login-required', detail: `download: leads to ${place}` } : undefined
}

const LOGIN = /^\/account\/login\b/i

/** Answered without a login, for every public dataset; what it answers for others is not established. */
function* croissantOf(target: Owned): Question<Verdict> {
  const url = `https://www.kaggle.com/datasets/${nameOf(target)}/croissant/download`
  const found = json(yield* ask(get(url, { headers: { ...HEADERS, accept: 'application/json' } })), Croissant)
  const facts = {
    ...(found.name && { title: found.name }),
    ...(found.version && { version: found.version }),
    ...(found.license && { licence: found.license.name }),
    ...(found.dateModified && { updatedAt: found.dateModified }),
  }
  return verdict('listed', { ...arrived(target, found.url), facts })
}
