/** `stillthere fix`: the certain replacements that the last check found, written into the files of the catalogue. */
import { isUtf8 } from 'node:buffer'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type Fixed, fixed } from '#catalogue/fix/fix.ts'
import { patch } from '#catalogue/fix/patch.ts'
import { readCatalogue } from '#catalogue/read.ts'
import { publish } from '#io/files.ts'
import { InputError } from '#model/errors.ts'
import type { LinkRecord, StatusDocument } from '#model/memory.ts'
import type { Dataset } from '#model/registry.ts'
import { plain } from '#report/escape.ts'
import { count } from '#report/words.en.ts'
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
  if (fixes.length === 0) world.stderr.write('Nothing to write: no link of these files has a certain replacement.\n')
  return 0
}

/** Links by URL that have a certain replacement. */
type Certain = ReadonlyMap<string, LinkRecord & { readonly replacement: NonNullable<LinkRecord['replacement']> }>

const certainIn = ({ links }: StatusDocument): Certain =>
  new Map(links.flatMap((link) => (link.replacement?.certain ? [[link.url, { ...link, replacement: link.replacement }]] : [])))

/** The URLs that stand in each file, with their lines. */
type Standing = ReadonlyMap<string, ReadonlyMap<string, readonly number[]>>

function filesOf(datasets: readonly Dataset[]): Standing {
  const files = new Map<string, Map<string, number[]>>()
  for (const { position, links } of datasets) {
    const lines = files.get(position.file) ?? new Map<string, number[]>()
    files.set(position.file, lines)
    for (const { url, position: place } of links) lines.set(url, [...(lines.get(url) ?? []), place.line])
  }
  return files
}

type Fix = Fixed & { readonly file: string; readonly before: string /** Why the links that are left are left. */; readonly because: string }

async function fixesOf(standing: Standing, certain: Certain, { cwd }: World): Promise<readonly Fix[]> {
  const replacements = new Map([...certain.values()].map(({ url, replacement }) => [url, replacement.url]))
  const fixes: Fix[] = []
  for (const [file, links] of standing) {
    const due = [...links.keys()].filter((url) => certain.has(url))
    if (due.length === 0) continue
    const bytes = await readFile(resolve(cwd, file))
    const before = bytes.toString()
    if (isUtf8(bytes))
      fixes.push({ ...(await fixed(before, file, replacements)), file, before, because: 'It is written in a way that fix does not change.' })
    else fixes.push({ text: before, changes: [], left: due, file, before, because: 'The file is not UTF-8; fix does not write to it.' })
  }
  return fixes
}

/** What fix does not do, and who can. */
function* advice(certain: Certain, standing: Standing, fixes: readonly Fix[], said: Said): Generator<string> {
  for (const { url, replacement, datasets } of certain.values()) {
    for (const { file, because } of fixes.filter(({ left }) => left.includes(url))) {
      for (const line of new Set(standing.get(file)?.get(url))) {
        yield plain(`${file}:${line}: replace ${url} by hand with ${replacement.url} (${replacement.why}). ${because}`)
      }
    }
    if ([...standing.values()].some((links) => links.has(url))) continue
    const file = datasets.map((dataset) => dataset.file).find((one) => said.arguments.length === 0 || standing.has(one))
    if (file !== undefined) yield `${file} has changed since the last check: ${plain(url)} does not stand there any more. It is left as it is.`
  }
}

function summary(changed: readonly Fix[], certain: Certain): string {
  const lines = changed.flatMap(({ file, changes }) =>
    changes.map(({ line, from, to }) => `${file}:${line}: ${plain(from)} → ${plain(to)} (${plain(certain.get(from)?.replacement.why ?? '')})`),
  )
  return `${lines.join('\n')}\n\n${count(lines.length, 'link')} replaced in ${count(changed.length, 'file')}.\n`
}
