/** What a listed record says about itself: whether it is for everybody, and its facts. */
import { load } from 'cheerio/slim'
import type { Conversation, Question } from '#model/checker.ts'
import { type Facts, type Reason, type Replacement, type Verdict, verdict } from '#model/verdict.ts'
import { registration } from './datacite.ts'
import { addressOf } from './link.ts'
import type { Download, Listed } from './listing.ts'

const OPEN = /creative commons|\bcc[ -]?by\b|\bcc-?0\b/i

/**
 * Words of licences that close a dataset (the staff's own rule; the fields about accessibility are being phased out). With
 * `controlled` and dbGaP a committee decides about each request; a restricted licence or a usage agreement is signed.
 */
const CLOSED: readonly { readonly words: RegExp; readonly reason: Reason }[] = [
  { words: /\bcontrolled\b|dbgap|limited access/i, reason: 'approval-required' },
  { words: /\brestricted\b|usage agreement|\bnctn\b/i, reason: 'agreement-required' },
]

const UNITS: Readonly<Record<string, number>> = { b: 1, bytes: 1, kb: 1e3, mb: 1e6, gb: 1e9, tb: 1e12 }

/** The verdict on a record of the list. */
export function* vouch(record: Listed): Conversation {
  const licences = yield* licencesOf(record)
  const facts = factsOf(record, licences)
  if (record.hidden) return verdict('embargoed', { detail: 'hidden from visitors: not released yet, or retired', facts })
  return closed(licences, facts) ?? verdict('listed', { facts, warnings: record.downloads?.length === 0 ? ['catalogue-only'] : [] })
}

/** The verdict on what a licence closes; undefined when none does. */
export function closed(licences: readonly string[], facts: Facts = {}): Verdict | undefined {
  const closing = licences.filter((licence) => !OPEN.test(licence))
  for (const { words, reason } of CLOSED) {
    const found = closing.filter((licence) => words.test(licence))
    if (found.length > 0)
      return verdict(reason, { detail: `${found.join('; ')}${licences.some((l) => OPEN.test(l)) ? ' (partly open)' : ''}`, facts })
  }
  return undefined
}

/** The record's present address. */
export const successor = (record: Listed, certain = true): Replacement => ({
  url: addressOf(record),
  certain,
  why: certain ? 'same record under its present address' : 'probably the same dataset under its present address',
})

/** The verdict on a record that another address leads to. */
export function* moved(record: Listed): Conversation {
  const said = yield* vouch(record)
  return { ...said, warnings: [...said.warnings, 'moved'], replacement: successor(record) }
}

function factsOf(record: Listed, licences: readonly string[]): Facts {
  const { title, version, updatedAt, downloads = [] } = record
  const bytes = sizeOf(downloads)
  return {
    ...(title !== undefined && { title: plain(title) }),
    ...(bytes !== undefined && { bytes }),
    ...(version !== undefined && { version }),
    ...(licences.length > 0 && { licence: licences.join('; ') }),
    ...(updatedAt !== undefined && { updatedAt }),
  }
}

/** The licences of a record's downloads. Where the list names none, its DOI may: a controlled set would look open without it. */
function* licencesOf({ doi, downloads = [] }: Listed): Question<readonly string[]> {
  const own = downloads.flatMap(({ licence }) => (licence === undefined ? [] : [plain(licence)]))
  const known = own.length > 0 || doi === undefined ? own : ((yield* registration(doi))?.licences ?? [])
  return [...new Set(known)].sort()
}

/** Bytes of all downloads together, when each says its size. */
function sizeOf(downloads: readonly Download[]): number | undefined {
  let sum = 0
  for (const { size = '', unit = '' } of downloads) {
    const factor = UNITS[unit.toLowerCase()]
    if (factor === undefined || !/^\d[\d,]*(?:\.\d+)?$/.test(size)) return undefined
    sum += Number(size.replaceAll(',', '')) * factor
  }
  return sum > 0 && Number.isFinite(sum) ? Math.round(sum) : undefined
}

/** Texts of WordPress carry markup and entities. */
const plain = (text: string) => load(text).text().replace(/\s+/g, ' ').trim()
