/** What a file is by its first bytes, and whether that is what its name promises. */

export type Format = (typeof SIGNATURES)[number][0] | 'html' | 'xml' | 'json' | 'text'

/** Format, offset and bytes, from the formats' own specifications; bytes as Latin-1. Where two fit, the first counts. */
const SIGNATURES = [
  ['zip', 0, 'PK\x03\x04'],
  ['zip', 0, 'PK\x05\x06'], // without entries
  ['zip', 0, 'PK\x07\x08'], // in several parts
  ['gzip', 0, '\x1f\x8b'],
  ['bzip2', 0, 'BZh'],
  ['xz', 0, '\xfd7zXZ\0'],
  ['zstd', 0, '\x28\xb5\x2f\xfd'],
  ['7z', 0, "7z\xbc\xaf'\x1c"],
  ['rar', 0, 'Rar!\x1a\x07'],
  ['tar', 257, 'ustar'],
  ['nifti', 344, 'n+1\0'],
  ['nifti', 344, 'ni1\0'],
  ['nifti', 4, 'n+2\0'],
  ['dicom', 128, 'DICM'],
  ['mp4', 4, 'ftyp'],
  ['pdf', 0, '%PDF-'],
  ['png', 0, '\x89PNG\r\n\x1a\n'],
  ['jpeg', 0, '\xff\xd8\xff'],
  ['gif', 0, 'GIF8'],
  ['tiff', 0, 'II*\0'],
  ['tiff', 0, 'MM\0*'],
  ['tiff', 0, 'II+\0'],
  ['tiff', 0, 'MM\0+'],
  ['riff', 0, 'RIFF'],
  ['matroska', 0, '\x1a\x45\xdf\xa3'],
  ['ole', 0, '\xd0\xcf\x11\xe0'],
  ['hdf5', 0, '\x89HDF\r\n\x1a\n'],
  ['netcdf', 0, 'CDF\x01'],
  ['netcdf', 0, 'CDF\x02'],
  ['netcdf', 0, 'CDF\x05'],
  ['numpy', 0, '\x93NUMPY'],
  ['matlab', 0, 'MATLAB 5.0'],
  ['parquet', 0, 'PAR1'],
  ['flac', 0, 'fLaC'],
  ['nrrd', 0, 'NRRD0'],
] as const

/** `marked`: every file of the kind shows its signature, so that other bytes are another kind even when nobody knows which. */
type Kind = { readonly formats: readonly Format[]; readonly marked: boolean }

const marked = (...formats: Format[]): Kind => ({ formats, marked: true })
/** Old tars, DICOM without preamble and raw QuickTime have no signature; only another's is held against them. */
const unmarked = (...formats: Format[]): Kind => ({ formats, marked: false })

const KINDS: Readonly<Record<string, Kind>> = {
  ...named('zip', marked('zip')),
  ...named('npz', marked('zip')),
  ...named('docx xlsx pptx', marked('zip', 'ole')), // OLE when encrypted
  ...named('doc xls ppt', unmarked('ole')),
  ...named('gz tgz', marked('gzip')),
  ...named('bz2 tbz tbz2', marked('bzip2')),
  ...named('xz txz', marked('xz')),
  ...named('zst', marked('zstd')),
  ...named('7z', marked('7z')),
  ...named('rar', marked('rar')),
  ...named('tar', unmarked('tar')),
  ...named('nii', unmarked('nifti')),
  ...named('dcm dicom', unmarked('dicom')),
  ...named('mp4 mov', unmarked('mp4')),
  ...named('avi wav webp', marked('riff')),
  ...named('mkv webm', marked('matroska')),
  ...named('flac', marked('flac')),
  ...named('pdf', marked('pdf')),
  ...named('png', marked('png')),
  ...named('jpg jpeg', marked('jpeg')),
  ...named('gif', marked('gif')),
  ...named('tif tiff svs ndpi', marked('tiff')),
  ...named('h5 hdf5', unmarked('hdf5')),
  ...named('nc', unmarked('netcdf', 'hdf5')),
  ...named('npy', marked('numpy')),
  ...named('mat', unmarked('matlab', 'hdf5')),
  ...named('parquet', marked('parquet')),
  ...named('nrrd', marked('nrrd')),
  ...named('csv tsv', marked('text')),
  ...named('txt', marked('text', 'json', 'xml')),
  ...named('json jsonl', marked('json')),
  ...named('xml', marked('xml')),
}

/** The extension a content type stands for; types that only say "bytes" are left out. */
const TYPES: Readonly<Record<string, string>> = {
  'application/zip': 'zip',
  'application/x-zip-compressed': 'zip',
  'application/gzip': 'gz',
  'application/x-gzip': 'gz',
  'application/x-7z-compressed': '7z',
  'application/vnd.rar': 'rar',
  'application/x-tar': 'tar',
  'application/pdf': 'pdf',
  'application/dicom': 'dcm',
  'application/json': 'json',
  'text/csv': 'csv',
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/tiff': 'tif',
  'video/mp4': 'mp4',
}

const BYTES = /^(?:application|binary)\/(?:octet-stream|binary|force-download|x-download|download)\b/i

function named(extensions: string, kind: Kind): Readonly<Record<string, Kind>> {
  return Object.fromEntries(extensions.split(' ').map((extension) => [extension, kind]))
}

const kindOf = (name: string): Kind | undefined => KINDS[/\.(\w{1,8})$/.exec(name)?.[1]?.toLowerCase() ?? '']

const kindOfType = (type: string): Kind | undefined => KINDS[TYPES[/^[^;\s]*/.exec(type)?.[0].toLowerCase() ?? ''] ?? '']

/** True when a content type says what the name says, or nothing but that these are bytes. */
export function typeFits(name: string, type: string): boolean {
  if (BYTES.test(type)) return true
  const [promised, said] = [kindOf(name), kindOfType(type)]
  return said?.formats.some((format) => promised?.formats.includes(format)) ?? false
}

/** True when the first bytes of a file are plainly not what its name, or without one its content type, promises. */
export function contradicts(name: string, type: string, bytes: Uint8Array): boolean {
  const kind = kindOf(name) ?? kindOfType(type)
  const seen = formatOf(bytes)
  if (kind === undefined) return seen === 'html'
  if (seen !== undefined && kind.formats.includes(seen)) return false
  return kind.marked || seen !== undefined
}

/** All signatures lie within. */
const SNIFFED = 512

/** The format of a file by its first bytes; undefined for bytes that are neither known nor text. */
export function formatOf(bytes: Uint8Array): Format | undefined {
  const start = String.fromCharCode(...bytes.subarray(0, SNIFFED))
  const known = SIGNATURES.find(([, offset, signature]) => start.startsWith(signature, offset))
  return known?.[0] ?? textFormat(start)
}

function textFormat(start: string): Format | undefined {
  if (/^(?:\xff\xfe|\xfe\xff)/.test(start)) return 'text' // UTF-16
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what no text of any charset has
  if (start === '' || /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(start)) return undefined
  const text = start.replace(/^\xef\xbb\xbf/, '').trimStart()
  if (/^<(?:!doctype html|html|head|title|body|script)/i.test(text)) return 'html'
  if (text.startsWith('<')) return 'xml'
  return /^[[{]/.test(text) ? 'json' : 'text'
}
