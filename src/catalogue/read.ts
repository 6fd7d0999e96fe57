/** The catalogue from disk: files and folders, as datasets in a stable order. */
import { readdir, stat } from 'node:fs/promises'
import { extname, join, relative, resolve, sep } from 'node:path'
import { type Complaint, InputError } from '#model/errors.ts'
import type { Dataset } from '#model/registry.ts'
import { readRegistry } from './registry.ts'
import { readText, unreadable } from './text.ts'

type Reader = (text: string, file: string) => readonly Dataset[]
type Readable = readonly [path: string, reader: Reader]

/** What is read, by the end of the file's name. */
const READERS: Readonly<Record<string, Reader>> = { '.yaml': readRegistry, '.yml': readRegistry, '.json': readRegistry }

const ENDS = Object.keys(READERS).join(', ')

const NOT_YET: ReadonlySet<string> = new Set(['.md', '.markdown', '.html', '.htm', '.csv', '.tsv'])

/**
 * Reads the datasets of registry files and folders. Files come in the order given, those of a folder sorted by path; a file named
 * twice is read once.
 * @param paths relative to `root`, or absolute
 * @param root positions name files relative to it, with `/`
 * @throws {InputError} all that is wrong with any of them
 */
export async function readCatalogue(paths: readonly string[], root: string): Promise<readonly Dataset[]> {
  const complaints: Complaint[] = []
  const files = new Map<string, Reader>()
  for (const path of paths) {
    for (const [file, reader] of await gathered(() => filesAt(resolve(root, path), shown(path, root)), complaints)) files.set(file, reader)
  }
  const datasets: Dataset[] = []
  for (const [path, reader] of files) {
    const file = shown(path, root)
    for (const dataset of await gathered(async () => reader(await readText(path, file), file), complaints)) datasets.push(dataset)
  }
  if (complaints.length > 0) throw new InputError(...complaints)
  return datasets
}

/** What the task gives; its complaints are kept for the end, so that all are told at once. */
async function gathered<Item>(task: () => Promise<readonly Item[]>, complaints: Complaint[]): Promise<readonly Item[]> {
  try {
    return await task()
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    complaints.push(...error.complaints)
    return []
  }
}

/** The file itself, or the registry files in and below a folder; each with what reads it. */
async function filesAt(path: string, file: string): Promise<readonly Readable[]> {
  const found = await stat(path).catch((error: unknown) => {
    throw new InputError(unreadable(file, error))
  })
  if (found.isDirectory()) {
    const files = await below(path, file)
    if (files.length > 0) return files
    throw new InputError({ message: 'The folder holds no registry file.', where: { file }, hint: `Registry files end in ${ENDS}.` })
  }
  const reader = readerOf(path)
  if (found.isFile() && reader) return [[path, reader]]
  const end = extension(path)
  throw new InputError({
    message: NOT_YET.has(end) ? `Catalogues in ${end} files cannot be read yet.` : 'This is not a kind of file that holds a catalogue.',
    where: { file },
    hint: `Give a registry file (${ENDS}) or a folder of them.`,
  })
}

/** Names that begin with a dot, and the schema that editors use, are no part of a catalogue. */
async function below(folder: string, file: string): Promise<readonly Readable[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    throw new InputError(unreadable(file, error))
  })
  const files: Readable[] = []
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith('.') || entry.name === 'schema.json') continue
    const path = join(folder, entry.name)
    const reader = readerOf(path)
    if (entry.isDirectory()) files.push(...(await below(path, `${file}/${entry.name}`)))
    else if (reader) files.push([path, reader])
  }
  return files
}

const extension = (path: string) => extname(path).toLowerCase()

const readerOf = (path: string): Reader | undefined => READERS[extension(path)]

const shown = (path: string, root: string) => relative(root, resolve(root, path)).split(sep).join('/') || '.'
