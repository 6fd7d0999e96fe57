/** `stillthere fix`: the certain replacements that the last check found, written into the registry files. */
import { resolve } from 'node:path'
import { type Fixed, fixed } from '#catalogue/fix.ts'
import { patch } from '#catalogue/patch.ts'
import { readCatalogue } from '#catalogue/read.ts'
import { publish, readIfThere } from '#io/files.ts'
import { InputError } from '#model/errors.ts'
import type { LinkRecord, StatusDocument } from '#model/memory.ts'
import type { Dataset } from '#model/registry.ts'
import type { Run, Said, World } from './commands.ts'
import { readMemory } from './memory.ts'
import { setup } from './setup.ts'

export const fix: Run = async (said, world) => {
  const { config } = await setup(said, world)
  const memory = await readMemory(resolve(world.cwd, config.reports), config.reports)
  if (memory === undefined) {
    throw new InputError({
      message: 'There are no findings of a check here yet.',
      where: { file: `${config.reports}/status.json` },
      hint: 'Run stillthere check first; fix writes what it found.',
    })
  }
  const datasets = await readCatalogue(config.catalogue, world.cwd)
  const certain = certainIn(memory)
  const standing = filesOf(datasets)
  const fixes = await fixesOf(standing, certain, world)

  for (const sentence of advice(certain, standing, fixes, said)) world.stderr.write(`${sentence}\n`)
  const changed = fixes.filter(({ changes }) => changes.length > 0)
  if (said.options['dry-run'] === true) {
    for (const { file, before, text } of changed) world.stdout.write(patch(file, before, text))
  } else if (changed.length > 0) {
    await world.uninterrupted(() => publish(world.cwd, new Map(changed.map(({ file, text }) => [file, text]))))
    world.stdout.write(summary(changed, certain))
  }
  if (changed.length === 0) world.stderr.write('Nothing to write: no link of the registry files has a certain replacement.\n')
  return 0
}

/** Links by URL that have a certain replacement. */
type Certain = ReadonlyMap<string, LinkRecord & { readonly replacement: NonNullable<LinkRecord['replacement']> }>

const certainIn = ({ links }: StatusDocument): Certain =>
  new Map(links.flatMap((link) => (link.replacement?.certain ? [[link.url, { ...link, replacement: link.replacement }]] : [])))

/** The URLs that stand in each file, with their lines. */
type Standing = ReadonlyMap<string, ReadonlyMap<string, number>>

function filesOf(datasets: readonly Dataset[]): Standing {
  const files = new Map<string, Map<string, number>>()
  for (const { position, links } of datasets) {
    if (!files.has(position.file)) files.set(position.file, new Map())
    for (const link of links) files.get(position.file)?.set(link.url, link.position.line)
  }
  return files
}

type Fix = Fixed & { readonly file: string; readonly before: string }

const isRegistry = (file: string) => /\.(?:ya?ml|json)$/i.test(file)

async function fixesOf(standing: Standing, certain: Certain, { cwd }: World): Promise<readonly Fix[]> {
  const replacements = new Map([...certain.values()].map(({ url, replacement }) => [url, replacement.url]))
  const fixes: Fix[] = []
  for (const [file, links] of standing) {
    if (!isRegistry(file) || ![...links.keys()].some((url) => certain.has(url))) continue
    const before = (await readIfThere(resolve(cwd, file))) ?? ''
    fixes.push({ ...fixed(before, file, replacements), file, before })
  }
  return fixes
}

/** What fix does not do, and who can. */
function* advice(certain: Certain, standing: Standing, fixes: readonly Fix[], said: Said): Generator<string> {
  for (const { url, replacement, datasets } of certain.values()) {
    for (const [file, links] of standing) {
      const line = links.get(url)
      if (line === undefined) continue
      const byHand = `${file}:${line}: replace ${url} by ${replacement.url} (${replacement.why}).`
      if (!isRegistry(file)) yield `${byHand} Files of this kind are not written to.`
      else if (fixes.some((one) => one.file === file && one.left.includes(url))) yield `${byHand} It is written in a way that fix does not change.`
    }
    if ([...standing.values()].some((links) => links.has(url))) continue
    const file = datasets.map((dataset) => dataset.file).find((one) => said.arguments.length === 0 || standing.has(one))
    if (file !== undefined) yield `${file} has changed since the last check: ${url} does not stand there any more. It is left as it is.`
  }
}

function summary(changed: readonly Fix[], certain: Certain): string {
  const lines = changed.flatMap(({ file, changes }) =>
    changes.map(({ line, from, to }) => `${file}:${line}: ${from} → ${to} (${certain.get(from)?.replacement.why})`),
  )
  const links = lines.length === 1 ? '1 link' : `${lines.length} links`
  const files = changed.length === 1 ? '1 file' : `${changed.length} files`
  return `${lines.join('\n')}\n\n${links} replaced in ${files}.\n`
}
