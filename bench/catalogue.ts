/** A plan as files: the registry and configuration of the tool, and the same links as its peers read them. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Politeness } from './bound.ts'
import { CLOSED, type Plan } from './plan.ts'

/** Links in one registry file, as people keep them. */
const FILE_SIZE = 1000

/** A port of this machine that nobody listens on. */
const SILENT_PORT = 1

/** Writes them into the folder, and gives the right verdicts by URL. */
export async function writeCatalogue(
  { links }: Plan,
  politeness: Politeness,
  folder: string,
  port: number,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const urlOf = (host: string, path: string) =>
    host.endsWith(CLOSED) ? `http://${host.replace(CLOSED, `:${SILENT_PORT}`)}${path}` : `http://${host}:${port}${path}`
  const right = new Map(links.map((link) => [urlOf(link.host, link.path), link.right]))
  const urls = [...right.keys()]
  await mkdir(join(folder, 'registry'))
  await writeFile(join(folder, 'stillthere.yaml'), configuration(politeness))
  await writeFile(join(folder, 'links.md'), urls.map((url) => `- <${url}>\n`).join(''))
  await writeFile(join(folder, 'links.html'), urls.map((url) => `<a href="${url}">x</a>\n`).join(''))
  for (let from = 0; from < urls.length; from += FILE_SIZE) {
    const datasets = urls.slice(from, from + FILE_SIZE).map((url, i) => `  - name: Dataset ${from + i}\n    links:\n      - ${url}\n`)
    await writeFile(join(folder, `registry/${String(from).padStart(8, '0')}.yaml`), `group: CT\ndatasets:\n${datasets.join('')}`)
  }
  return right
}

const configuration = ({ all, concurrency, spacing }: Politeness) =>
  `concurrency: ${all}\nnetwork: { allow: [127.0.0.0/8] }\nhosts: { "*": { concurrency: ${concurrency}, spacing: ${spacing} } }\n`
