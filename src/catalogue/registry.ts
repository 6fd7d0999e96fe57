/** Registry files: the contract's YAML or JSON form, as datasets with positions. */
import { z } from 'zod'
import type { Dataset, Link } from '#model/registry.ts'
import { Address } from './address.ts'
import type { Path } from './place.ts'
import { type Reading, readYaml } from './yaml.ts'

const url = z.string().min(1).describe('the link, exactly as it is to be shown')

const access = z.enum(['open', 'restricted'])

const LinkEntry = z.union([
  url,
  z.strictObject({
    url,
    access: access.exactOptional().describe('what the catalogue promises; else what it does for the dataset'),
    passcode: z.string().min(1).exactOptional().describe('the extraction code, when it is not part of the URL; in quotes'),
    paused: z.string().min(1).exactOptional().describe('why the link is not probed for now'),
  }),
])

const DatasetEntry = z.strictObject({
  name: z.string().min(1).describe('the name of the dataset'),
  group: z.string().min(1).exactOptional().describe("the heading it stands under, when that is not the file's"),
  task: z.array(z.string().min(1)).default([]).describe('what it is for: segmentation, classification, …'),
  region: z.string().min(1).exactOptional().describe('part of the body, or disease'),
  format: z.string().min(1).exactOptional().describe('2D, 3D, video, …'),
  count: z.string().min(1).exactOptional().describe('how many, as the catalogue writes it; in quotes'),
  owner: Address.exactOptional().describe('gets the mails about this dataset'),
  access: access.default('open').describe('what the catalogue promises of its links, unless they say otherwise'),
  links: z.array(LinkEntry).default([]).describe('where it can be had; each is probed every night'),
})

export const RegistryFile = z
  .strictObject({
    $schema: z.string().exactOptional().describe('for editors; has no other meaning'),
    group: z.string().min(1).describe('the heading these datasets stand under'),
    datasets: z.array(DatasetEntry),
  })
  .describe('A registry file of stillthere: datasets of one group, and the links at which they can be had.')

/** Asked first, so that a stranger's JSON file gets one complaint and not one for each of its keys. */
const AnyFile = z.looseObject({}).refine((file) => 'group' in file || 'datasets' in file, {
  message: 'has neither `group` nor `datasets`: it is no registry file',
  abort: true,
})

const ReadableFile = AnyFile.pipe(RegistryFile)

type Entry = z.output<typeof DatasetEntry>
type At = Reading<unknown>['at']

/**
 * The datasets of a registry file. A link that is no URL is a link all the same.
 * @param file the name that positions and complaints give it
 * @throws {InputError} when the text is not YAML or breaks the schema
 */
export function readRegistry(text: string, file: string): readonly Dataset[] {
  const { value, at } = readYaml(text, file, ReadableFile)
  return value.datasets.map((entry, i) => dataset(entry, value.group, ['datasets', i], at))
}

function dataset({ access: promised, ...entry }: Entry, group: string, path: Path, at: At): Dataset {
  const links = entry.links.map((link, i) => linkOf(link, promised, [...path, 'links', i], at))
  return { ...entry, group: entry.group ?? group, links, position: at(path) }
}

/** The position is that of the URL, in both forms: that is the text to repair. */
function linkOf(entry: z.output<typeof LinkEntry>, promised: Link['access'], path: Path, at: At): Link {
  if (typeof entry === 'string') return { url: entry, access: promised, position: at(path) }
  return { access: promised, ...entry, position: at([...path, 'url']) }
}
