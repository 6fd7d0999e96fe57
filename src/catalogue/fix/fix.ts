/** Puts other URLs in the place of links in a file of the catalogue, and leaves every other character of it as it is. */
import { type Format, formatOf } from '#catalogue/formats.ts'
import { placesOf } from '#catalogue/lines.ts'
import type { Reading } from '#catalogue/reading.ts'
import { InputError } from '#model/errors.ts'
import { type Edit, edited } from './edit.ts'
import { listEdits } from './list.ts'
import { registryEdits } from './registry.ts'

/** A link that was replaced, and the line it stands in. */
export type Change = { readonly line: number; readonly from: string; readonly to: string }

export type Fixed = {
  readonly text: string
  readonly changes: readonly Change[]
  /** Links that have to be replaced by hand: they are written in a way that cannot be changed without touching something else. */
  readonly left: readonly string[]
}

/** Other URLs, by those that they replace. */
export type Replacements = ReadonlyMap<string, string>

const BYTE_ORDER_MARK = '\uFEFF'

/**
 * The file with replacements for the links it holds. The result is read again before it is believed: it must say what the file
 * said before, these links apart. One that cannot be replaced keeps no other from it.
 * @throws {InputError} when the text cannot be read as what its name promises
 */
export async function fixed(text: string, file: string, replacements: Replacements): Promise<Fixed> {
  const format = formatOf(file)
  if (format === undefined) throw new InputError({ message: 'This is not a kind of file that holds a catalogue.', where: { file } })
  const mark = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : ''
  const source = text.slice(mark.length)
  const reading = await format.read(source, file)
  const held = new Set(mentionsIn(reading).map(({ url }) => url))
  const due = [...replacements.keys()].filter((url) => held.has(url))
  if (due.length === 0) return { text, changes: [], left: [] }

  const edits = format.registry ? registryEdits(source, replacements) : listEdits(source, mentionsIn(reading), replacements, format.bare)
  const editsFor = (urls: readonly string[]) => edits.filter(({ from }) => urls.includes(from))
  const works = async (urls: readonly string[]) => {
    const now = (url: string) => (urls.includes(url) ? (replacements.get(url) ?? url) : url)
    // In a list a link may be its own name, by its words or for want of any: both are the same after the edit.
    const nameOf = format.registry ? same : now
    const wanted = meaning(reading, now, nameOf)
    return says(edited(source, editsFor(urls)), file, format, (after) => meaning(after, same, nameOf) === wanted)
  }
  let done = due
  if (!(await works(due))) {
    done = []
    for (const url of due) if (await works([...done, url])) done = [...done, url]
  }
  const made = editsFor(done)
  return { text: `${mark}${edited(source, made)}`, changes: changesOf(made, source, file), left: due.filter((url) => !done.includes(url)) }
}

function changesOf(edits: readonly Edit[], source: string, file: string): readonly Change[] {
  const at = placesOf(source, file)
  return edits.map(({ start, from, to }) => ({ line: at(start).line, from, to })).toSorted((a, b) => a.line - b.line)
}

/** Links of the catalogue, and what else leads there: pictures, and definitions that nothing refers to. */
const mentionsIn = ({ datasets, skipped }: Reading) => [...datasets.flatMap(({ links }) => links), ...skipped.filter(isReplaced)]

const isReplaced = ({ reason }: Reading['skipped'][number]) => reason === 'image' || reason === 'unused-definition'

async function says(text: string, file: string, format: Format, isWanted: (reading: Reading) => boolean): Promise<boolean> {
  try {
    return isWanted(await format.read(text, file))
  } catch {
    return false // the edit broke it
  }
}

type Renaming = (text: string) => string

const same: Renaming = (text) => text

/** What a file says, wherever in it. */
const meaning = ({ datasets, skipped }: Reading, urlOf: Renaming, nameOf: Renaming): string =>
  JSON.stringify([
    datasets.map(({ position: _, name, links, ...dataset }) => ({
      ...dataset,
      name: nameOf(name),
      links: links.map(({ position: __, url, ...link }) => ({ ...link, url: urlOf(url) })),
    })),
    skipped.map((one) => [one.reason, isReplaced(one) ? urlOf(one.url) : one.url]),
  ])
