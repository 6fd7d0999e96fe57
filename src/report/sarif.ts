/** SARIF 2.1.0, for code scanning: what is wrong with the catalogue's links, in the lines where they stand. */
import type { Position } from '#model/registry.ts'
import { encoded } from './encoded.ts'
import { plain } from './escape.ts'
import { rows } from './rows.ts'
import type { LinkView, View } from './view.ts'
import { findingOf, type Lang, type Words, wordsIn } from './words.ts'

type Level = 'error' | 'warning' | 'note'

/** `rule` is `<status>/<reason>` or `warning/<warning>`, and `about` what it means in general. */
type Result = { readonly rule: string; readonly about: string; readonly level: Level; readonly link: LinkView; readonly message: string }

/** Broken links are errors, suspected ones warnings; the rest that is worth a look are notes. */
export function sarif(view: View, lang: Lang): string {
  const words = wordsIn(lang)
  const results = [
    ...view.broken.map((link) => verdict(link, 'error', words)),
    ...view.suspected.map((link) => verdict(link, 'warning', words)),
    ...view.restricted.map((link) => verdict(link, 'note', words)),
    ...view.warned.flatMap((link) => warnings(link, words)),
  ]
  const rules = new Map(results.map(({ rule, about }) => [rule, { id: rule, shortDescription: { text: about } }]))
  const [name, version] = view.run.tool.split('/')
  const where = new Map(rows(view).map(({ link, positions }) => [link.url, positions]))
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name, ...(version !== undefined && { version }), rules: [...rules.values()] } },
        columnKind: 'utf16CodeUnits',
        results: results.map((result) => ({
          ruleId: result.rule,
          ruleIndex: [...rules.keys()].indexOf(result.rule),
          level: result.level,
          message: { text: result.message },
          locations: (where.get(result.link.url) ?? []).map(location),
          // The link is what stays the same when lines move and words change.
          partialFingerprints: { 'stillthereLink/v1': result.link.url },
        })),
      },
    ],
  }
  return `${JSON.stringify(log, null, 2)}\n`
}

function verdict(link: LinkView, level: Level, words: Words): Result {
  const { what, todo } = findingOf(link, words)
  const said = [names(link), words.advice({ what, todo }), link.detail === undefined ? '' : plain(link.detail)]
  const rule = { rule: `${link.status}/${link.reason}`, about: words.sentence(words.reason[link.reason].what) }
  return { ...rule, level, link, message: said.filter(Boolean).join(' ') }
}

const warnings = (link: LinkView, words: Words): readonly Result[] =>
  link.warnings.map((warning) => ({
    rule: `warning/${warning}`,
    about: words.sentence(words.warning[warning].what),
    level: 'note',
    link,
    message: `${names(link)} ${words.advice(words.warning[warning])}`,
  }))

const names = ({ datasets, url }: LinkView) => `${datasets.map(({ name }) => plain(name)).join(', ')} (${plain(url)}):`

const location = ({ file, line, column }: Position) => ({
  physicalLocation: {
    artifactLocation: { uri: file.split('/').map(encoded).join('/'), uriBaseId: '%SRCROOT%' },
    region: { startLine: line, startColumn: column },
  },
})
