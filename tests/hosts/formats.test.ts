/** Files are known by their first bytes, and held to what their names promise. */
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contradicts, formatOf, typeFits } from '#hosts/generic/formats.ts'

const latin1 = (text: string) => Buffer.from(text, 'latin1')
const at = (offset: number, text: string) => Buffer.concat([Buffer.alloc(offset), latin1(text), Buffer.alloc(64)])

const SCANS = {
  zip: latin1('PK\x03\x04\x14\0\0\0'),
  gzip: gzipSync('scans'),
  '7z': latin1("7z\xbc\xaf'\x1c\0\x04"),
  rar: latin1('Rar!\x1a\x07\x01\0'),
  tar: at(257, 'ustar\x0000'),
  nifti: at(344, 'n+1\0'),
  dicom: at(128, 'DICM'),
  mp4: latin1('\0\0\0\x20ftypisom'),
  pdf: latin1('%PDF-1.7\n'),
  png: latin1('\x89PNG\r\n\x1a\n\0\0'),
  jpeg: latin1('\xff\xd8\xff\xe0\0'),
  tiff: latin1('II*\0\x08\0'),
  hdf5: latin1('\x89HDF\r\n\x1a\n'),
  html: Buffer.from('\n<!DOCTYPE html><html><title>Scans</title>'),
  xml: Buffer.from('<?xml version="1.0"?><Error/>'),
  json: Buffer.from('\ufeff {"error": "quota exceeded"}'),
  text: Buffer.from('id,label\n1,benign\n'),
}
type Scan = keyof typeof SCANS

describe('first bytes', () => {
  it.each(Object.entries(SCANS))('tell %s', (format, bytes) => {
    expect(formatOf(bytes)).toBe(format)
  })

  it.each(['图像,标签\n1,良性\n', 'PKU,label\n', 'the free data set', 'BMI,age\n22,40\n', 'RIFE\n'])(
    'of a text are not mistaken for a signature: %j',
    (text) => {
      expect(formatOf(Buffer.from(text))).toBe('text')
    },
  )

  it('of a text in another charset are text', () => {
    expect(formatOf(Buffer.from('\ufeffid,label\n', 'utf16le'))).toBe('text')
    expect(formatOf(Buffer.from('cdbccff12cb1eac7a90a', 'hex'))).toBe('text') // 图像,标签 in GBK
  })

  it('that nobody knows are nothing, and none make it throw', () => {
    expect(formatOf(Buffer.from([1, 2, 3, 4, 0, 0]))).toBeUndefined()
    expect(formatOf(Buffer.alloc(0))).toBeUndefined()
    fc.assert(fc.property(fc.uint8Array({ maxLength: 600 }), fc.string(), fc.string(), (bytes, name, type) => void contradicts(name, type, bytes)))
  })
})

describe('a file keeps the promise of its name:', () => {
  it.each<[string, Scan]>([
    ['/scans.zip', 'zip'],
    ['/scans.nii.gz', 'gzip'],
    ['/scans.tar.gz', 'gzip'],
    ['/scans.TGZ', 'gzip'],
    ['/scans.7z', '7z'],
    ['/scans.rar', 'rar'],
    ['/scans.tar', 'tar'],
    ['/scan.nii', 'nifti'],
    ['/scan.dcm', 'dicom'],
    ['/scan.mp4', 'mp4'],
    ['/paper.pdf', 'pdf'],
    ['/weights.npz', 'zip'],
    ['/labels.xlsx', 'zip'],
    ['/slide.svs', 'tiff'],
    ['/v73.mat', 'hdf5'],
    ['/labels.csv', 'text'],
    ['/README.txt', 'text'],
    ['/labels.json', 'json'],
    ['/model.pth', 'zip'],
    ['/scans.z01', 'rar'],
  ])('%s with the bytes of %s', (name, format) => {
    expect(contradicts(name, 'application/octet-stream', SCANS[format])).toBe(false)
  })

  it('a format without a signature of its own may begin with anything unknown', () => {
    for (const name of ['/scan.dcm', '/old.tar', '/clip.mov', '/v4.mat'])
      expect(contradicts(name, '', Buffer.from([8, 0, 0, 0, 1, 2])), name).toBe(false)
  })
})

describe('a file breaks the promise of its name:', () => {
  it.each<[string, Scan]>([
    ['/scans.zip', 'rar'],
    ['/scans.zip', 'json'],
    ['/scans.zip', 'text'],
    ['/scans.nii.gz', 'nifti'],
    ['/scans.nii.gz', 'xml'],
    ['/scan.dcm', 'png'],
    ['/scan.dcm', 'html'],
    ['/scans.tar', 'gzip'],
    ['/labels.csv', 'zip'],
    ['/labels.csv', 'json'],
    ['/labels.csv', 'html'],
    ['/labels.json', 'html'],
    ['/model.pth', 'html'],
    ['/scan.mp4', 'xml'],
  ])('%s with the bytes of %s', (name, format) => {
    expect(contradicts(name, 'application/octet-stream', SCANS[format])).toBe(true)
  })

  it('and without a name that promises anything, of its content type', () => {
    expect(contradicts('/download', 'application/zip', SCANS.json)).toBe(true)
    expect(contradicts('/download', 'application/zip; charset=binary', SCANS.zip)).toBe(false)
    expect(contradicts('/download', 'application/octet-stream', SCANS.json)).toBe(false)
  })
})

it('a content type fits a name when it says the same, or only "bytes"', () => {
  for (const type of ['application/zip', 'application/x-zip-compressed', 'application/octet-stream', 'binary/octet-stream']) {
    expect(typeFits('/scans.zip', type), type).toBe(true)
  }
  for (const type of ['', 'text/plain', 'application/json', 'image/png', 'application/gzip']) expect(typeFits('/scans.zip', type), type).toBe(false)
  expect(typeFits('/scans.tar.gz', 'application/x-gzip')).toBe(true)
})
