/** Zenodo's tombstones, and which of its addresses name a record. */
import { describe, expect, it } from 'vitest'
import { isVerdict } from '#hosts/witness.ts'
import zenodo from '#hosts/zenodo/checker.ts'
import { readRecord } from '#hosts/zenodo/record.ts'
import { response } from './answers.ts'

/** The vocabulary of invenio-rdm-records. */
describe('a tombstone says', () => {
  it.each([
    ['duplicate', 'removed'],
    ['retracted', 'removed'],
    ['replaced', 'removed'],
    ['test-record', 'removed'],
    ['a reason of next year', 'removed'],
    ['spam', 'taken-down'],
    ['copyright', 'taken-down'],
    ['personal-data', 'taken-down'],
    ['take-down-request', 'taken-down'],
    ['disputed-authorship', 'taken-down'],
    ['misconduct', 'taken-down'],
    ['fraud', 'taken-down'],
    ['out-of-scope', 'taken-down'],
  ])('%s: %s', (id, reason) => {
    const body = JSON.stringify({ status: 410, message: 'Record deleted', tombstone: { removal_reason: { id }, note: '' } })
    const said = readRecord(response({ status: 410, headers: { 'content-type': 'application/json' }, body }))
    expect(isVerdict(said) && said).toMatchObject({ reason, detail: `Record deleted: ${id}` })
  })
})

const read = (url: string) => zenodo.match(new URL(url), { url, access: 'open' })

describe('an address names', () => {
  it.each([
    'https://zenodo.org/records/7105232',
    'https://zenodo.org/record/7105232/',
    'https://zenodo.org/record/7105232#.Yx1',
    'https://zenodo.org/records/7105232?download=1',
    'https://zenodo.org/records/007105232。',
    'https://zenodo.org/records/7105232/export/json',
    'https://zenodo.org/api/records/7105232',
    'https://zenodo.org/doi/10.5281/zenodo.7105232',
  ])('a record: %s', (url) => {
    expect(read(url)).toEqual({ id: '7105232' })
  })

  it.each([
    ['https://zenodo.org/records/7105232/files/a%20b.zip?download=1', 'a b.zip'],
    ['https://zenodo.org/api/records/7105232/files/a/b.zip/content', 'a/b.zip'],
    ['https://zenodo.org/record/7105232/files/content', 'content'],
  ])('a file of it: %s', (url, file) => {
    expect(read(url)).toEqual({ id: '7105232', file })
  })

  it.each(['https://zenodo.org/communities/miccai', 'https://zenodo.org/badge/latestdoi/7105232', 'https://sandbox.zenodo.org/records/7105232'])(
    'nothing that the interface describes: %s',
    (url) => {
      expect(read(url)).toBeUndefined()
    },
  )
})
