/** Pages as datasets: headings become groups, rows and links become datasets, and nothing is lost on the way. */
import type { Dataset, Link, Position } from '#model/registry.ts'
import type { Finding, Guess } from './finding.ts'
import { nameIn, namesIn } from './naming.ts'
import { type Block, isMention, type Mention, type Page, type Pieces, wordsOf } from './page.ts'
import { codeIn, codesIn, hasCode } from './passcode.ts'
import type { Reading, Text } from './reading.ts'
import { type Skipped, skipReason } from './skip.ts'
import { type Columned, type Counts, columned, countsOf, isCatalogue, type Told, tell } from './table.ts'

type Draft = Omit<Dataset, 'links'> & { readonly links: Link[] }

/** A code further into a paragraph belongs to something that is said before it. */
const FARTHEST_CODE = 20

/** The level of the heading that names the whole file. */
const TITLE = 1

/** A heading that is open. `dataset`: it is a link itself, and the links below belong to it. */
type Section = { readonly level: number; readonly words: string; readonly drafts: Map<string, Draft>; readonly dataset?: Draft }

/** What a page means. `title` is the group of what stands under no heading. */
export function datasetsOf(page: Page, title: string): Reading {
  const tables = new Map(page.blocks.flatMap((block) => (block.kind === 'table' ? [[block, columned(block)] as const] : [])))
  const writer = writerFor(title, countsOf([...tables.values()].filter(isCatalogue)))
  for (const block of page.blocks) {
    if (block.kind === 'heading') writer.heading(block)
    else if (block.kind === 'passage') writer.passage(block)
    else writer.table(tables.get(block) ?? columned(block))
  }
  const { datasets, skipped, findings, guesses } = writer
  return { datasets, skipped, findings: [...page.findings, ...findings], guesses, texts: page.blocks.flatMap(textsOf) }
}

function writerFor(title: string, counts: Counts) {
  const datasets: Draft[] = []
  const skipped: Skipped[] = []
  const findings: Finding[] = []
  const guesses: Guess[] = []
  const sections: Section[] = [{ level: 0, words: title, drafts: new Map() }]
  /** The link that a code in the next passage belongs to. */
  let last: { readonly draft: Draft; readonly index: number } | undefined

  const here = () => sections.at(-1) as Section
  const group = () => sections.findLast(({ dataset }) => dataset === undefined)?.words ?? title

  function draft(fields: Omit<Draft, 'links'>): Draft {
    const made = { ...fields, links: [] }
    datasets.push(made)
    return made
  }

  /** The dataset of a name within the section: one that is named twice there is one. */
  function named(name: string, under: string, position: Position): Draft {
    const section = here()
    const found = section.dataset ?? section.drafts.get(name) ?? draft({ name, group: under, task: [], position })
    section.drafts.set(name, found)
    return found
  }

  /** Where nothing else gives a name, the heading does, and stands itself under the heading above it. */
  function headed({ text, url, position }: Mention): Draft {
    const index = sections.findLastIndex(({ dataset }) => dataset === undefined)
    const [above, heading] = [sections[index - 1], sections[index]]
    const [name, under] =
      index < 1 || heading === undefined ? [text || url, title] : [heading.words, index > 1 && above ? above.words : heading.words]
    const found = named(name, under, position)
    if (here().dataset === undefined) guesses.push({ position, message: `nothing beside this link names it: it is taken as one of "${found.name}"` })
    return found
  }

  /** A code that stands alone below a link is the code of that link. */
  function giveCode(words: string) {
    const link = last?.draft.links[last.index]
    const code = codeIn(words)
    if (last === undefined || link === undefined || code === undefined || link.passcode !== undefined || hasCode(link.url)) return
    if (words.indexOf(code) <= FARTHEST_CODE) last.draft.links[last.index] = { ...link, passcode: code }
  }

  function put(mention: Mention, code: string | undefined, into: () => Draft) {
    const { url, position } = mention
    const reason = skipReason(mention)
    if (reason !== undefined) {
      skipped.push({ url, reason, position })
      return
    }
    const target = into()
    target.links.push({ url, access: 'open', ...(code !== undefined && !hasCode(url) && { passcode: code }), position })
    last = { draft: target, index: target.links.length - 1 }
  }

  function putAll(pieces: Pieces, under = '') {
    const names = namesIn(pieces)
    const codes = codesIn(pieces)
    for (const mention of pieces.filter(isMention)) {
      put(mention, codes.get(mention), () => {
        const name = names.get(mention) ?? nameIn(under)
        return name === undefined ? headed(mention) : named(name, group(), mention.position)
      })
    }
  }

  return {
    datasets,
    skipped,
    findings,
    guesses,

    /** A heading below the title that is a link is a dataset; other links in headings stand for themselves. */
    heading({ level, pieces, position }: Extract<Block, { kind: 'heading' }>) {
      while (here().level >= level && sections.length > 1) sections.pop()
      const words = wordsOf(pieces)
      const under = group()
      const worded = level > TITLE && pieces.some((piece) => isMention(piece) && skipReason(piece) === undefined && piece.text !== '')
      const dataset = worded ? draft({ name: nameIn(words) ?? words, group: under, task: [], position }) : undefined
      sections.push({ level, words: words || under, drafts: new Map(), ...(dataset && { dataset }) })
      putAll(pieces)
      last = undefined
    },

    passage({ pieces, under }: Extract<Block, { kind: 'passage' }>) {
      if (!pieces.some(isMention)) giveCode(wordsOf(pieces))
      last = undefined
      putAll(pieces, under)
    },

    table(table: Columned) {
      last = undefined
      const listed = isCatalogue(table)
      if (listed) guesses.push(...leftOut(table))
      for (const { pieces } of table.head?.cells ?? []) putAll(pieces)
      let above: Draft | undefined
      for (const row of table.rows) {
        const told = tell(row, table, counts)
        const { name, mentions, codes, position, fields } = told
        const links = mentions.filter((mention) => skipReason(mention) === undefined)
        if (listed) {
          findings.push(...told.findings, ...missing(told, links, above))
          guesses.push(...told.guesses)
          const group = sections.length > 1 ? here().words : (told.group ?? title)
          if (name !== undefined) above = draft({ name, group, ...fields, position })
        }
        for (const mention of mentions) put(mention, codes.get(mention), () => above ?? headed(mention))
      }
      last = undefined
    },
  }
}

/** What a row lacks. */
function missing({ name, position }: Told, links: readonly Mention[], above: Draft | undefined): readonly Finding[] {
  if (name === undefined && links.length > 0) {
    const message = above ? `this row has no name: its links are taken as more of "${above.name}"` : 'this row has no name'
    return [{ rule: 'broken-row', position, message }]
  }
  if (name === undefined) return [{ rule: 'broken-row', position, message: 'this row has neither a name nor a link: it is left out' }]
  return links.length > 0 ? [] : [{ rule: 'missing-link', position, message: `"${name}" has no link` }]
}

/** Columns that a registry file has no place for. */
function leftOut({ head, kinds }: Columned): readonly Guess[] {
  return (head?.cells ?? []).flatMap(({ pieces, position }, i) => {
    const words = wordsOf(pieces)
    const kept = words === '' || (kinds[i] !== undefined && kinds[i] !== 'licence')
    return kept ? [] : [{ position, message: `the column "${words}" has no place in a registry file and is left out` }]
  })
}

/** What a block says in words, for whoever looks for damage: a row is one text. */
function textsOf(block: Block): readonly Text[] {
  if (block.kind !== 'table') return [{ parts: [wordsOf(block.pieces)], position: block.position }]
  return [...(block.head ? [block.head] : []), ...block.rows].map(({ cells, position }) => ({
    parts: cells.map(({ pieces }) => wordsOf(pieces)),
    position,
  }))
}
