/** `stillthere import`: a list as people keep it, as registry files. */
import { readdir } from 'node:fs/promises'
import { extname, relative, resolve } from 'node:path'
import { byPlace, type Guess } from '#catalogue/finding.ts'
import { LIST_ENDS, REGISTRY_ENDS } from '#catalogue/formats.ts'
import { oneRegistryFile, registryFiles } from '#catalogue/import.ts'
import { readSources } from '#catalogue/read.ts'
import type { Reading } from '#catalogue/reading.ts'
import { leftOut } from '#catalogue/skip.ts'
import { publish } from '#io/files.ts'
import { InputError } from '#model/errors.ts'
import { plain } from '#report/escape.ts'
import { count } from '#report/words.en.ts'
import { registrySchema } from '../schemas.ts'
import type { Run, World } from './commands.ts'
import { textOf } from './parse.ts'

export const importList: Run = async (said, world) => {
  const [file = ''] = said.arguments
  const out = textOf(said, 'out')
  if (out === undefined) throw new InputError({ message: 'import needs a folder to write to.', hint: 'Name a new one: --out registry.' })
  const reading = await readList(file, world)
  const folder = resolve(world.cwd, out)
  await refuseUnlessEmpty(folder, out)

  const { datasets } = reading
  const files = said.options['one-file'] === true ? oneRegistryFile(datasets) : registryFiles(datasets)
  await world.uninterrupted(() => publish(folder, new Map([...files, ['schema.json', registrySchema()]])))

  for (const line of remarks(reading)) world.stderr.write(`${line}\n`)
  const links = datasets.reduce((sum, dataset) => sum + dataset.links.length, 0)
  world.stdout.write(`${datasets.length} datasets with ${links} links in ${count(files.size, 'file')}: ${relative(world.cwd, folder)}\n`)
  return 0
}

async function readList(file: string, { cwd }: World): Promise<Reading> {
  if (REGISTRY_ENDS.split(', ').includes(extname(file).toLowerCase())) {
    throw new InputError({ message: 'This is a registry file already.', where: { file }, hint: `import reads lists: ${LIST_ENDS}.` })
  }
  const [source, ...others] = await readSources([file], cwd)
  if (source === undefined || others.length > 0) throw new InputError({ message: 'import reads one file at a time.', where: { file } })
  if ('complaints' in source) throw new InputError(...source.complaints)
  if (source.reading.datasets.length > 0) return source.reading
  throw new InputError({ message: 'There is no dataset in it: neither a table with links nor a link.', where: { file } })
}

/** What exists is somebody's work. */
async function refuseUnlessEmpty(folder: string, out: string): Promise<void> {
  const entries = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw new InputError({ message: 'This is no folder that can be written to.', where: { file: out } })
  })
  if (entries.length > 0) {
    throw new InputError({ message: 'The folder is not empty; import overwrites nothing.', where: { file: out }, hint: 'Name a new folder.' })
  }
}

/** Everything somebody should look at, in the order of the file. */
function remarks({ findings, guesses, skipped }: Reading): readonly string[] {
  const left = skipped.map((one) => ({ position: one.position, message: leftOut(one) }))
  const all: readonly Guess[] = [...findings, ...guesses, ...left]
  return all.toSorted(byPlace).map(({ position: { file, line, column }, message, suggestion }) => {
    const read = suggestion === undefined ? '' : `; read as: ${plain(suggestion)}`
    return `${plain(`${file}:${line}:${column} ${message}`)}${read}`
  })
}
