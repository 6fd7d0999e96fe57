/** Splits a night by hosts, in parts of about the same size: a host over two machines would be asked at twice its pace. */

/** Part `index` (from 1) of `of` parts. */
export type Shard = { readonly index: number; readonly of: number }

type Sized = { readonly name: string; readonly size: number }

/** The names that belong to this part. The same input gives the same parts on every machine. */
export function partOf(hosts: readonly Sized[], { index, of }: Shard): ReadonlySet<string> {
  const loads = Array.from({ length: of }, () => ({ size: 0, names: [] as string[] }))
  for (const { name, size } of [...hosts].sort((a, b) => b.size - a.size || (a.name < b.name ? -1 : 1))) {
    const lightest = loads.reduce((least, load) => (load.size < least.size ? load : least))
    lightest.size += size
    lightest.names.push(name)
  }
  return new Set(loads[index - 1]?.names)
}
