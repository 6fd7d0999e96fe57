/** What the YAML parser has against a text, in sentences a newcomer understands. */
import { type Alias, type Document, visit, type YAMLError } from 'yaml'
import type { Complaint } from '#model/errors.ts'

type Said = Omit<Complaint, 'where'>

/** Errors after which the rest of the text still means what it says. */
const SLIPS: Readonly<Record<string, (error: YAMLError, text: string) => Said>> = {
  DUPLICATE_KEY: ({ pos: [start] }, text) => ({
    message: `The key \`${keyAt(text, start)}\` stands here a second time.`,
    hint: 'Remove one of the two.',
  }),
  NON_STRING_KEY: () => ({ message: 'A key must be one word or phrase.', hint: 'Put it in quotes if it is meant as text.' }),
  TAG_RESOLVE_FAILED: ({ pos }, text) => ({
    message: `The tag \`${text.slice(...pos)}\` means nothing here.`,
    hint: 'Remove it, or put the text in quotes.',
  }),
}

/** Errors after which the parser guesses, where its own words do not help. */
const BREAKS: Readonly<Partial<Record<YAMLError['code'], Partial<Said>>>> = {
  TAB_AS_INDENT: { hint: 'Indent with spaces.' },
  BAD_SCALAR_START: { hint: 'Put the text in quotes.' },
  BLOCK_AS_IMPLICIT_KEY: { message: 'a value cannot hold `: `', hint: 'Put the text in quotes.' },
  MULTIPLE_DOCS: { message: 'a second document begins here', hint: 'Keep one document per file: remove the line `---` and what follows.' },
  RESOURCE_EXHAUSTION: { message: 'lists or brackets are nested too deeply', hint: 'Close the brackets that are open.' },
}

/** The slip in plain words; undefined when the text is broken from there on. */
export const slip = (error: YAMLError, text: string): Said | undefined => SLIPS[error.code]?.(error, text)

/** @param language what the writer of the text takes it for */
export function broken({ code, message }: YAMLError, language: 'YAML' | 'JSON'): Said {
  const { message: said = message.charAt(0).toLowerCase() + message.slice(1), ...hint } = BREAKS[code] ?? {}
  return { message: `This is not valid ${language}: ${said}.`, ...hint }
}

/** The first reference (`*name`) that leads nowhere, or else the first of those that are too many; with its offset. */
export function badReference(document: Document.Parsed): Said & { readonly offset: number } {
  const anchors = new Set<string>()
  const references: Alias.Parsed[] = []
  visit(document, {
    Alias: (_, alias) => {
      references.push(alias as Alias.Parsed)
      return anchors.has(alias.source) ? undefined : visit.BREAK
    },
    Value: (_, { anchor }) => {
      if (anchor) anchors.add(anchor)
    },
  })
  const last = references.at(-1)
  const nowhere = last && !anchors.has(last.source)
  return {
    message: nowhere ? `The reference \`*${last.source}\` leads to nothing above it.` : 'The references in this file multiply without end.',
    hint: 'Write the value out.',
    offset: (nowhere ? last : references[0])?.range[0] ?? 0,
  }
}

const keyAt = (text: string, offset: number) => (/[^:\n]*/.exec(text.slice(offset))?.[0] ?? '').trim().replace(/^(["'])(.*)\1$/, '$2')
