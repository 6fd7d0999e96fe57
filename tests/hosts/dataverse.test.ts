/** Which addresses of a Dataverse installation name something, and which are merely of its software. */
import { describe, expect, it } from 'vitest'
import dataverse from '#hosts/dataverse/checker.ts'

const read = (url: string) => dataverse.match(new URL(url), { url, access: 'open' })
const host = 'dataverse.harvard.edu'
const site = `https://${host}`

describe('an address names', () => {
  it.each([
    ['dataset.xhtml?persistentId=doi:10.7910/DVN/DBW86T', { kind: 'dataset', site, scheme: 'doi', name: '10.7910/DVN/DBW86T' }],
    ['dataset.xhtml?persistentId=hdl:1902.1/FYXLAWZRIA&version=1.0', { kind: 'dataset', site, scheme: 'hdl', name: '1902.1/FYXLAWZRIA' }],
    ['dataset.xhtml?id=3035124', { kind: 'numbered-dataset', site, id: '3035124' }],
    ['file.xhtml?fileId=3172585&version=4.0', { kind: 'numbered-file', site, id: '3172585' }],
    ['dataverse/ViDIR', { kind: 'collection', site, alias: 'vidir' }],
    ['dataset.xhtml', { invalid: 'incomplete-url', detail: 'the persistent identifier is missing' }],
    ['dataset.xhtml?persistentId=', { invalid: 'incomplete-url', detail: 'the persistent identifier is missing' }],
    ['dataset.xhtml?persistentId=doi:10.7910/DVN', { invalid: 'incomplete-url', detail: 'the persistent identifier is cut off' }],
  ])('%s', (path, target) => {
    expect(read(`https://${host}/${path}`)).toEqual(target)
  })

  it.each([
    `https://${host}/dataset.xhtml?globalId=hdl:1902.1/FYXLAWZRIA`,
    'https://data.example.org/dataset.xhtml',
    'https://data.example.org/dataverse/a',
  ])('nothing that is known here: %s', (url) => {
    expect(read(url)).toBeUndefined()
  })
})
