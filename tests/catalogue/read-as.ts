/** Texts as the readers see them, told in short lines for tests. */
import { readCsv } from '#catalogue/csv.ts'
import { datasetsOf } from '#catalogue/datasets.ts'
import { readHtml } from '#catalogue/html.ts'
import { readMarkdown } from '#catalogue/markdown.ts'
import type { Reading } from '#catalogue/reading.ts'

export const asMarkdown = (text: string): Reading => datasetsOf(readMarkdown(text, 'list.md'), 'list')
export const asHtml = (text: string): Reading => datasetsOf(readHtml(text, 'list.html'), 'list')
export const asCsv = (text: string): Reading => datasetsOf(readCsv(text, 'list.csv'), 'list')

/** Every URL that is a link of the catalogue. */
export const linksOf = ({ datasets }: Reading): readonly string[] => datasets.flatMap(({ links }) => links.map(({ url }) => url))

/** `group / name: url (code) url`, one line for each dataset. */
export const linesOf = ({ datasets }: Reading): readonly string[] =>
  datasets.map(({ group, name, links }) => {
    const told = links.map(({ url, passcode }) => (passcode === undefined ? url : `${url} (${passcode})`))
    return `${group} / ${name}: ${told.join(' ')}`.trim()
  })

/** `reason url`, one line for each link that is left out. */
export const skippedOf = ({ skipped }: Reading): readonly string[] => skipped.map(({ reason, url }) => `${reason} ${url}`)

/** `line:column url`, where the URL of each link stands. */
export const placesOf = ({ datasets }: Reading): readonly string[] =>
  datasets.flatMap(({ links }) => links.map(({ url, position: { line, column } }) => `${line}:${column} ${url}`))
