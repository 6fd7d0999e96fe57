/** Links and datasets that stand in the catalogue more than once. */
import type { Finding } from '#catalogue/finding.ts'
import type { Dataset, Link, Position } from '#model/registry.ts'
import type { Judge } from './judge.ts'

/** Each repetition, with the place of the first. */
export function duplicates(datasets: readonly Dataset[], judge: Judge): readonly Finding[] {
  const findings: Finding[] = []
  const names = new Map<string, Dataset>()
  const links = new Map<string, { readonly link: Link; readonly dataset: Dataset }>()
  for (const dataset of datasets) {
    const { name, position } = dataset
    const namesake = remembered(names, name.toLowerCase().replace(/\s+/g, ' '), dataset)
    if (namesake !== dataset)
      findings.push({
        rule: 'duplicate-dataset',
        position,
        message: `"${name}" stands here a second time; first: ${placeOf(namesake.position, position)}`,
      })
    for (const link of dataset.links) {
      const here = { link, dataset }
      const first = remembered(links, judge(link).meaning ?? link.url, here)
      if (first !== here && !same(first.link.position, link.position)) findings.push(repeated(link, first))
    }
  }
  return findings
}

/** The first that was kept under a key: this one, if there was none. */
function remembered<Item>(items: Map<string, Item>, key: string, item: Item): Item {
  const found = items.get(key)
  if (found !== undefined) return found
  items.set(key, item)
  return item
}

function repeated({ url, position }: Link, { link, dataset }: { readonly link: Link; readonly dataset: Dataset }): Finding {
  const first = `"${dataset.name}", ${placeOf(link.position, position)}`
  const message = link.url === url ? `the same link as ${first}` : `leads to the same thing as the link of ${first}`
  return { rule: 'duplicate-link', position, url, message }
}

const placeOf = ({ file, line }: Position, from: Position) => (file === from.file ? `line ${line}` : `${file}:${line}`)

/** A cell that spans two rows gives both the same link. */
const same = (a: Position, b: Position) => a.file === b.file && a.line === b.line && a.column === b.column
