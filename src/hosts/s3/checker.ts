/** Objects and folders in public S3 buckets, by the bucket itself: a web page about a bucket outlives the bucket. */
import type { Conversation } from '#model/checker.ts'
import type { Response } from '#model/http.ts'
import { statusOf, type Verdict, verdict } from '#model/verdict.ts'
import { decoded, defineChecker, get, head, Unrecognised } from '../kit.ts'
import { askBucket, errorOf, list } from './bucket.ts'
import { objectUrl, type Place, type Target, target, urls } from './link.ts'
import { described } from './registry.ts'

/** Where the objects of buckets that were given up are now: one for each year of a challenge, and one for the weeks of a move. */
const SUCCESSORS: Readonly<Record<string, (place: Place) => string>> = {
  'fcp-indi-new': (place) => objectUrl({ ...place, bucket: 'fcp-indi', region: '' }),
  'isic-challenge-2018': () => 'https://challenge.isic-archive.com/data/#2018',
  'isic-challenge-2019': () => 'https://challenge.isic-archive.com/data/#2019',
}

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
    if ('slug' in asked) return yield* described(asked.slug)
    const said = asked.key === '' ? yield* folder(asked) : yield* wholeObject(asked)
    const successor = SUCCESSORS[asked.bucket]
    if (successor === undefined || statusOf(said) === 'alive') return said
    return { ...said, replacement: { url: successor(asked), certain: false, why: 'where the data of this bucket are now' } }
  },
})

function* wholeObject(asked: Place): Conversation {
  const { response, place } = yield* askBucket(asked, (at) => head(objectUrl(at)))
  return response.status === 200 ? object(response) : yield* refused(place)
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
function* refused(place: Place): Conversation {
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
      return verdict(same.first === key ? 'login-required' : 'unrecognised', { detail })
    }
    default:
      throw new Unrecognised(detail)
  }
}

/** A folder exists as long as the name of any object begins with it. */
function* folder(place: Place): Conversation {
  const { first, denied } = yield* list(place, place.prefix)
  if (first !== undefined) return verdict('listed')
  if (denied === undefined) return verdict(place.prefix === '' ? 'empty' : 'not-found', { detail: 'no object of that name or in it' })
  if (denied.code === 'NoSuchBucket') return verdict('not-found', { detail: `${denied.code}: ${denied.message}` })
  return verdict('unrecognised', { detail: `${denied.code}: ${denied.message}` })
}
