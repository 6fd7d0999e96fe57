/** Entries of the Registry of Open Data on AWS: a page that outlives the buckets it describes, so these are asked too. */
import type { Conversation, Question } from '#model/checker.ts'
import type { Response } from '#model/http.ts'
import { verdict } from '#model/verdict.ts'
import { ask, get, heard, html, isHtml, text, Unrecognised } from '../kit.ts'
import { list } from './bucket.ts'
import { entry, type Place } from './link.ts'

/** Entries of many buckets have them one per product or year; when the first ones are gone, the last may not be. */
const MOST_BUCKETS = 4

/** How every resource of an entry is named, with or without the folder it is about. */
const ARN = /arn:aws:s3:::([A-Za-z0-9][\w.-]{1,253}[A-Za-z0-9])(?:\/([^\s"'<>*]*))?/g

/** Judges an entry by its page, and warns when there is nothing in any of its buckets. */
export function* described(slug: string): Conversation {
  const response = yield* ask(get(`https://registry.opendata.aws/${encodeURIComponent(slug)}/`), [404])
  if (response.status === 404) return verdict('not-found', { detail: 'HTTP 404' })
  const facts = { title: titleOf(response, slug) }
  const buckets = bucketsOn(response)
  const losses: string[] = []
  for (const place of buckets.slice(0, MOST_BUCKETS)) {
    const loss = yield* lossOf(place)
    if (loss === undefined) return verdict('served', { facts })
    losses.push(`${place.bucket} is ${loss}`)
  }
  if (losses.length === 0 || losses.length < buckets.length) return verdict('served', { facts })
  return verdict('served', { facts, warnings: ['catalogue-only'], detail: `the page stands, ${losses.join('; ')}` })
}

/** How a bucket is lost, undefined as long as it may have something: not all of them tell strangers what is in them. */
function* lossOf(place: Place): Question<string | undefined> {
  const found = yield* heard(list(place, place.prefix))
  if (found instanceof Error || found.first !== undefined) return undefined
  if (found.denied === undefined) return 'empty'
  return found.denied.code === 'NoSuchBucket' ? `gone: ${found.denied.code}: ${found.denied.message}` : undefined
}

/** @throws {Unrecognised} for a page that is not the entry asked for */
function titleOf(response: Response, slug: string): string {
  const title = isHtml(response) ? html(response)('title').first().text().replace(/\s+/g, ' ').trim() : ''
  const name = /^(\S.*?) [-–|] Registry of Open Data/i.exec(title)?.[1]
  if (name === undefined || entry.match(new URL(response.url))?.slug?.toLowerCase() !== slug.toLowerCase()) {
    throw new Unrecognised(`a page titled "${title}" at ${response.url}`)
  }
  return name
}

/** The buckets of an entry, each once. */
function bucketsOn(response: Response): readonly Place[] {
  const found = new Map<string, Place>()
  for (const [, bucket = '', prefix = ''] of text(response).matchAll(ARN)) {
    if (!found.has(bucket)) found.set(bucket, { bucket, region: '', key: '', prefix })
  }
  return [...found.values()]
}
