/** Objects and folders in public S3 buckets, by the bucket itself: a web page about a bucket outlives the bucket. */
import { type CheerioAPI, load } from 'cheerio/slim'
import type { Conversation, Question } from '#model/checker.ts'
import type { Request, Response } from '#model/http.ts'
import { type Verdict, verdict } from '#model/verdict.ts'
import { ask, defineChecker, get, head, isHtml, text, Unrecognised } from '../kit.ts'
import { decoded, listUrl, objectUrl, type Target, target, urls } from './link.ts'

/** Statuses that come with a code: moved, malformed, refused, missing. */
const CODED = [400, 403, 404]

/** A bucket that keeps sending us from region to region is broken. */
const MOST_MOVES = 2

export default defineChecker<Target>({
  title: 'Amazon S3',
  homepage: 'https://aws.amazon.com/s3/',
  urls,
  pace: { concurrency: 2, spacing: 0.5 },
  controls: {
    present: ['https://s3.amazonaws.com/fcp-indi/data/Projects/ABIDE_Initiative/Phenotypic_V1_0b_preprocessed1.csv'],
    absent: ['https://s3.amazonaws.com/fcp-indi/no-such-object-zz9', 'https://no-such-bucket-zz9-stillthere.s3.amazonaws.com/a.zip'],
  },

  match: target,

  *check(asked) {
    if (asked.key === '') return yield* folder(asked)
    const { response, place } = yield* askBucket(asked, (at) => head(objectUrl(at)))
    return response.status === 200 ? object(response) : yield* refused(place)
  },
})

/** Asks a bucket, and asks again where it says it lives. */
function* askBucket(first: Target, request: (place: Target) => Request): Question<{ readonly response: Response; readonly place: Target }> {
  let place = first
  for (let moves = 0; moves <= MOST_MOVES; moves++) {
    const response = yield* ask({ ...request(place), redirect: 'manual', limit: 16 * 1024 }, CODED)
    const region = regionOf(response)
    if (region === undefined || region === place.region) return { response, place }
    place = { ...place, region }
  }
  throw new Unrecognised(`the bucket moved more than ${MOST_MOVES} times`)
}

/** Where the bucket says it lives, when it does not answer at this door. */
function regionOf({ status, headers }: Response): string | undefined {
  const moved = status === 400 || (status >= 300 && status < 400)
  return moved ? /^[a-z]{2}(?:-[a-z]+)+-\d$/.exec(headers['x-amz-bucket-region'] ?? '')?.[0] : undefined
}

function object({ headers }: Response): Verdict {
  if (!('x-amz-request-id' in headers)) throw new Unrecognised('HTTP 200, and not from S3')
  const length = headers['content-length'] ?? ''
  if (!/^\d+$/.test(length)) throw new Unrecognised('HTTP 200 without a length')
  if (Number(length) === 0) return verdict('empty', { detail: 'an object of 0 bytes' })
  const modified = new Date(headers['last-modified'] ?? '')
  const updatedAt = Number.isNaN(modified.getTime()) ? undefined : modified.toISOString().slice(0, 10)
  return verdict('served', { facts: { bytes: Number(length), ...(updatedAt && { updatedAt }) } })
}

/** Why an object is not served: an answer to HEAD has no body, and so no code. */
function* refused(place: Target): Conversation {
  const { response } = yield* askBucket(place, (at) => get(objectUrl(at)))
  if (response.status === 200) return object(response)
  const key = decoded(place.key)
  const { code, message } = errorOf(response)
  const detail = `${code}: ${message}`
  switch (code) {
    case 'NoSuchBucket':
      return verdict('not-found', { detail })
    case 'NoSuchKey': {
      const inside = yield* list(place, `${key}/`)
      return inside.first === undefined ? verdict('not-found', { detail }) : verdict('listed', { detail: 'a folder' })
    }
    case 'AccessDenied': {
      // Without the right to list, what is missing is refused with the same words.
      const same = yield* list(place, key)
      if (same.first !== key) throw new Unrecognised(detail)
      return verdict('login-required', { detail })
    }
    default:
      throw new Unrecognised(detail)
  }
}

/** A folder exists as long as the name of any object begins with it. */
function* folder(place: Target): Conversation {
  const { first, denied } = yield* list(place, place.prefix)
  if (first !== undefined) return verdict('listed')
  if (denied === undefined) return verdict(place.prefix === '' ? 'empty' : 'not-found', { detail: 'no object of that name or in it' })
  if (denied.code === 'NoSuchBucket') return verdict('not-found', { detail: `${denied.code}: ${denied.message}` })
  throw new Unrecognised(`${denied.code}: ${denied.message}`)
}

type Coded = { readonly code: string; readonly message: string }

/** The first object whose name begins so, or why the bucket does not tell. */
function* list(place: Target, prefix: string): Question<{ readonly first?: string; readonly denied?: Coded }> {
  const { response } = yield* askBucket(place, (at) => get(listUrl(at, prefix)))
  if (response.status !== 200) return { denied: errorOf(response) }
  const xml = xmlOf(response)
  const name = xml('ListBucketResult > Name').text()
  if (name !== place.bucket) throw new Unrecognised(`asked for bucket ${place.bucket}, got ${name === '' ? 'no list' : name}`)
  const first = xml('ListBucketResult > Contents > Key').first().text()
  if (first === '') return {}
  if (!first.startsWith(prefix)) throw new Unrecognised(`asked for "${prefix}", got "${first}"`)
  return { first }
}

function errorOf(response: Response): Coded {
  const xml = xmlOf(response)
  const code = xml('Error > Code').text()
  if (code === '') throw new Unrecognised(`HTTP ${response.status} without a code`)
  return { code, message: xml('Error > Message').text() }
}

function xmlOf(response: Response): CheerioAPI {
  if (isHtml(response)) throw new Unrecognised(`a page where XML is due (HTTP ${response.status})`)
  return load(text(response), { xml: true })
}
