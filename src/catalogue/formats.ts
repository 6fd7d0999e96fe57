/** The kinds of files that hold a catalogue, known by the end of their names. */
import { basename, extname } from 'node:path'
import { InputError } from '#model/errors.ts'
import { bareUrls } from './bare.ts'
import type { Finding } from './finding.ts'
import type { Page } from './page.ts'
import type { Reading } from './reading.ts'
import { readRegistry } from './registry.ts'
import { anyCharset, type Decode, utf8 } from './text.ts'

export type Format = (
  | { /** True for registry files, which folders are searched for and which are written by this tool. */ readonly registry: true }
  | { readonly registry: false /** How a URL is written that stands alone in running text. */; bare(url: string): string }
) & {
  readonly decode: Decode
  /** @throws {InputError} what keeps the text from being read */
  read(text: string, file: string): Promise<Reading>
}

const registry: Format = {
  registry: true,
  decode: utf8,
  read: async (text, file) => {
    const datasets = readRegistry(text, file)
    const texts = datasets.map(({ group, name, task, region = '', format = '', count = '', position }, i) => ({
      parts: [...(i === 0 ? [group] : []), name, ...task, region, format, count],
      position,
    }))
    const findings = datasets
      .filter(({ links }) => links.length === 0)
      .map(({ name, position }): Finding => ({ rule: 'missing-link', position, message: `"${name}" has no link` }))
    return { datasets, skipped: [], findings, guesses: [], texts }
  },
}

/** Parsers are loaded when a file needs them: they take longer than reading a registry. */
const list = (load: () => Promise<(text: string, file: string) => Page>, bare: (url: string) => string): Format => ({
  registry: false,
  bare,
  decode: anyCharset,
  read: async (text, file) => {
    const [parse, { datasetsOf }] = await Promise.all([load(), import('./datasets.ts')])
    try {
      return datasetsOf(parse(text, file), basename(file, extname(file)))
    } catch (error) {
      // Parsers of nested text are recursive; no list for people comes near the end of the stack.
      if (!(error instanceof RangeError)) throw error
      throw new InputError({ message: 'It nests too deeply to be read.', where: { file }, hint: 'Is this a list for people?' })
    }
  },
})

const markdown = list(
  async () => (await import('./markdown.ts')).readMarkdown,
  (url) => (bareUrls(url)[0]?.url === url ? url : `<${url}>`),
)
const html = list(
  async () => (await import('./html.ts')).readHtml,
  (url) => url.replaceAll('&', '&amp;'),
)
const csv = list(
  async () => (await import('./csv.ts')).readCsv,
  (url) => url,
)

const FORMATS: Readonly<Record<string, Format>> = {
  '.yaml': registry,
  '.yml': registry,
  '.json': registry,
  '.md': markdown,
  '.markdown': markdown,
  '.txt': markdown,
  '.html': html,
  '.htm': html,
  '.csv': csv,
  '.tsv': csv,
}

const ends = (wanted: boolean) => Object.keys(FORMATS).filter((end) => FORMATS[end]?.registry === wanted)

/** For sentences: what registry files end in, and what other lists end in. */
export const REGISTRY_ENDS = ends(true).join(', ')
export const LIST_ENDS = ends(false).join(', ')

/** The format of a file by its name; undefined for other kinds of files. */
export const formatOf = (path: string): Format | undefined => FORMATS[extname(path).toLowerCase()]
