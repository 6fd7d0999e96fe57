/** A list as registry files: which datasets go into which file. */
import type { Dataset } from '#model/registry.ts'
import { registryText } from './write.ts'

/**
 * The registry files of a list by their names: one for each group, in the order of the list. Datasets keep their order.
 */
export function registryFiles(datasets: readonly Dataset[]): ReadonlyMap<string, string> {
  const files = new Map<string, string>()
  for (const [group, members] of Map.groupBy(datasets, (dataset) => dataset.group)) files.set(fileName(group, files), registryText(group, members))
  return files
}

/** All datasets in one file, in the order of the list. */
export const oneRegistryFile = (datasets: readonly Dataset[]): ReadonlyMap<string, string> =>
  new Map([['catalogue.yaml', registryText(datasets[0]?.group ?? '', datasets)]])

/** Names that Windows keeps for devices. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)$/

const LONGEST = 60

/** The group's letters and digits, of any script: `CT / Lung` is `ct-lung.yaml`, 超声 is `超声.yaml`. */
function fileName(group: string, taken: ReadonlyMap<string, string>): string {
  const letters =
    group
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  const slug = [...letters.join('-')].slice(0, LONGEST).join('').replace(/-$/, '')
  const base = slug === '' || RESERVED.test(slug) || slug === 'schema' ? `group-${slug}`.replace(/-$/, '') : slug
  let name = `${base}.yaml`
  for (let i = 2; taken.has(name); i++) name = `${base}-${i}.yaml`
  return name
}
