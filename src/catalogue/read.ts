/** The catalogue from disk: files and folders, as datasets in a stable order. */
import { readdir, stat } from 'node:fs/promises'
import { join, relative, resolve, sep } from 'node:path'
import { type Complaint, InputError } from '#model/errors.ts'
import type { Dataset } from '#model/registry.ts'
import { type Format, formatOf, LIST_ENDS, REGISTRY_ENDS } from './formats.ts'
import type { Reading } from './reading.ts'
import { readText, unreadable } from './text.ts'

/** A file of the catalogue: what it says, or what keeps it from being read. */
export type Source = { readonly file: string } & ({ readonly reading: Reading } | { readonly complaints: readonly Complaint[] })

/**
 * Reads the datasets of files and folders. Files come in the order given, the registry files of a folder sorted by path; a file
 * named twice is read once.
 * @param paths relative to `root`, or absolute
 * @param root positions name files relative to it, with `/`
 * @throws {InputError} all that is wrong with any of them
 */
export async function readCatalogue(paths: readonly string[], root: string): Promise<readonly Dataset[]> {
  return (await readFiles(paths, root)).flatMap(({ datasets }) => datasets)
}

/**
 * Reads files and folders like `readCatalogue`, with what else stands in them.
 * @throws {InputError} all that is wrong with any of them
 */
export async function readFiles(paths: readonly string[], root: string): Promise<readonly Reading[]> {
  const { sources, complaints } = await read(paths, root)
  const all = [...complaints, ...sources.flatMap((source) => ('complaints' in source ? source.complaints : []))]
  if (all.length > 0) throw new InputError(...all)
  return sources.flatMap((source) => ('reading' in source ? [source.reading] : []))
}

/**
 * Reads files and folders like `readCatalogue`, each file by itself.
 * @throws {InputError} for paths that lead to no file of a catalogue
 */
export async function readSources(paths: readonly string[], root: string): Promise<readonly Source[]> {
  const { sources, complaints } = await read(paths, root)
  if (complaints.length > 0) throw new InputError(...complaints)
  return sources
}

async function read(paths: readonly string[], root: string) {
  const complaints: Complaint[] = []
  const files = new Map<string, Format>()
  for (const path of paths) {
    const found = await complaining(() => filesAt(resolve(root, path), shown(path, root)))
    if ('complaints' in found) complaints.push(...found.complaints)
    else for (const [file, format] of found.value) files.set(file, format)
  }
  const sources: Source[] = []
  for (const [path, format] of files) {
    const file = shown(path, root)
    const told = await complaining(async () => format.read(await readText(path, file, format.decode), file))
    sources.push('complaints' in told ? { file, ...told } : { file, reading: told.value })
  }
  return { sources, complaints }
}

/** What the task gives, or its complaints. */
async function complaining<Value>(task: () => Promise<Value>): Promise<{ value: Value } | { complaints: readonly Complaint[] }> {
  try {
    return { value: await task() }
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    return { complaints: error.complaints }
  }
}

type Found = readonly (readonly [path: string, format: Format])[]

/** The file itself, or the registry files in and below a folder; each with its format. */
async function filesAt(path: string, file: string): Promise<Found> {
  const found = await stat(path).catch((error: unknown) => {
    throw new InputError(unreadable(file, error))
  })
  if (found.isDirectory()) {
    const files = await below(path, file)
    if (files.length > 0) return files
    throw new InputError({ message: 'The folder holds no registry file.', where: { file }, hint: `Registry files end in ${REGISTRY_ENDS}.` })
  }
  const format = formatOf(path)
  if (found.isFile() && format) return [[path, format]]
  throw new InputError({
    message: 'This is not a kind of file that holds a catalogue.',
    where: { file },
    hint: `Give a folder of registry files, one of them (${REGISTRY_ENDS}), or a list (${LIST_ENDS}).`,
  })
}

/** Names that begin with a dot, and the schema that editors use, are no part of a catalogue. */
async function below(folder: string, file: string): Promise<Found> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    throw new InputError(unreadable(file, error))
  })
  const files: (readonly [string, Format])[] = []
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith('.') || entry.name === 'schema.json') continue
    const path = join(folder, entry.name)
    const format = formatOf(path)
    if (entry.isDirectory()) files.push(...(await below(path, `${file}/${entry.name}`)))
    else if (format?.registry) files.push([path, format])
  }
  return files
}

const shown = (path: string, root: string) => relative(root, resolve(root, path)).split(sep).join('/') || '.'
