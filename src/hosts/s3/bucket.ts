/** Questions to a bucket, wherever it lives, and the XML it answers. */
import { type CheerioAPI, load } from 'cheerio/slim'
import type { Question } from '#model/checker.ts'
import type { Request, Response } from '#model/http.ts'
import { ask, get, isHtml, text, Unrecognised } from '../kit.ts'
import { listUrl, type Place, REGION, regionOfDoor } from './link.ts'

/** Statuses that come with a code: moved, malformed, refused, missing. */
const CODED = [400, 403, 404]

/** A bucket that keeps sending us from region to region is broken. */
const MOST_MOVES = 2

const WHOLE_REGION = new RegExp(`^${REGION}$`)

/** Asks a bucket, and asks again where it says it lives. */
export function* askBucket(first: Place, request: (place: Place) => Request): Question<{ readonly response: Response; readonly place: Place }> {
  let place = first
  for (let moves = 0; moves <= MOST_MOVES; moves++) {
    const response = yield* ask({ ...request(place), redirect: 'manual', limit: 16 * 1024 }, CODED)
    const region = regionOf(response)
    if (region === undefined || region === place.region) return { response, place }
    place = { ...place, region }
  }
  throw new Unrecognised(`the bucket moved more than ${MOST_MOVES} times`)
}

/** Where the bucket says it lives, when it does not answer at this door: in a header or, as older doors do, in the body alone. */
function regionOf(response: Response): string | undefined {
  const { status, headers } = response
  if (status !== 400 && (status < 300 || status >= 400)) return undefined
  const named = headers['x-amz-bucket-region'] ?? ''
  if (WHOLE_REGION.test(named)) return named
  return isHtml(response) ? undefined : regionOfDoor(load(text(response), { xml: true })('Error > Endpoint').text())
}

export type Coded = { readonly code: string; readonly message: string }

/** The first object whose name begins so, or why the bucket does not tell. */
export function* list(place: Place, prefix: string): Question<{ readonly first?: string; readonly denied?: Coded }> {
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

export function errorOf(response: Response): Coded {
  const xml = xmlOf(response)
  const code = xml('Error > Code').text()
  if (code === '') throw new Unrecognised(`HTTP ${response.status} without a code`)
  return { code, message: xml('Error > Message').text() }
}

function xmlOf(response: Response): CheerioAPI {
  if (isHtml(response)) throw new Unrecognised(`a page where XML is due (HTTP ${response.status})`)
  return load(text(response), { xml: true })
}
