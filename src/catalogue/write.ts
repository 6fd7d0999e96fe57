/** Datasets as the text of a registry file, in the form that people keep by hand. */
import { stringify } from 'yaml'
import type { Dataset, Link } from '#model/registry.ts'

/** A file of datasets; those of another group than the file's say so. Its first line tells editors where the schema is. */
export function registryText(group: string, datasets: readonly Dataset[]): string {
  const lines = ['# yaml-language-server: $schema=./schema.json', `group: ${block(group)}`, datasets.length > 0 ? 'datasets:' : 'datasets: []']
  return `${[...lines, ...datasets.flatMap((dataset) => datasetLines(dataset, group))].join('\n')}\n`
}

function datasetLines({ name, group, task, region, format, count, owner, links }: Dataset, groupOfFile: string): readonly string[] {
  return [
    `  - name: ${block(name)}`,
    ...(group === groupOfFile ? [] : [`    group: ${block(group)}`]),
    ...(task.length > 0 ? [`    task: [${task.map(inline).join(', ')}]`] : []),
    ...(region !== undefined ? [`    region: ${block(region)}`] : []),
    ...(format !== undefined ? [`    format: ${block(format)}`] : []),
    ...(count !== undefined ? [`    count: ${JSON.stringify(count)}`] : []),
    ...(owner !== undefined ? [`    owner: ${block(owner)}`] : []),
    ...(links.length > 0 ? ['    links:', ...links.map((link) => `      - ${linkText(link)}`)] : ['    links: []']),
  ]
}

function linkText({ url, access, passcode, paused }: Link): string {
  if (access === 'open' && passcode === undefined && paused === undefined) return block(url)
  const keys = [
    `url: ${inline(url)}`,
    ...(access === 'restricted' ? ['access: restricted'] : []),
    ...(passcode !== undefined ? [`passcode: ${JSON.stringify(passcode)}`] : []),
    ...(paused !== undefined ? [`paused: ${inline(paused)}`] : []),
  ]
  return `{ ${keys.join(', ')} }`
}

/** A text on a line of its own: quoted only where YAML would read something else. */
const block = (text: string) => stringify({ text }, { lineWidth: 0, blockQuote: false }).slice('text: '.length).trimEnd()

/** A text between brackets, where commas and brackets mean something. */
const inline = (text: string) => (/[,[\]{}]/.test(text) && block(text) === text ? JSON.stringify(text) : block(text))
