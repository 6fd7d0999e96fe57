/** The time a command takes as now. */
import { InputError } from '#model/errors.ts'

const ISO_8601 = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?$/

/**
 * A clock that says the given ISO 8601 time (UTC when it names no zone) when first asked, and runs on from there; without one, the machine's.
 * @throws {InputError} when it is no such time
 */
export function clockAt(at: string | undefined): () => Date {
  if (at === undefined) return () => new Date()
  const zoned = /T.*(?:Z|[+-]\d\d:?\d\d)$/.test(at) || !at.includes('T') ? at : `${at}Z`
  const beginning = Date.parse(zoned)
  if (!ISO_8601.test(at) || Number.isNaN(beginning))
    throw new InputError({ message: `--at must be a time in ISO 8601, not "${at}".`, hint: 'For example 2026-11-23T19:17:00Z.' })
  let started: number | undefined
  return () => {
    started ??= Date.now()
    return new Date(beginning + Date.now() - started)
  }
}
