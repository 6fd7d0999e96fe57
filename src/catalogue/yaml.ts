/** YAML and JSON texts as values of a given shape, every complaint with its place. */
import { type Document, LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import { type Complaint, InputError } from '#model/errors.ts'
import type { Position } from '#model/registry.ts'
import { complaintsOf } from './complaint.ts'
import { type Path, placesIn } from './place.ts'
import { badReference, broken, slip } from './syntax.ts'

/** A value, and where each of its parts stands in the text. */
export type Reading<Value> = { readonly value: Value; readonly at: (path: Path) => Position }

/** How often references (`*name`) may be expanded: plenty for people, and the end of a file that doubles itself thirty times. */
const MOST_REFERENCES = 10_000

/**
 * Reads a text (JSON is YAML, too) as a value of the given shape. An empty text is `null`.
 * @throws {InputError} all that is wrong with it, in the order of the text
 */
export function readYaml<Shape extends z.ZodType>(text: string, file: string, shape: Shape): Reading<z.output<Shape>> {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, stringKeys: true, resolveKnownTags: false, logLevel: 'error' })
  const places = placesIn(document, lines, file)
  const complaints: Complaint[] = []
  for (const error of [...document.errors, ...document.warnings]) {
    const where = places.offset(error.pos[0])
    const said = slip(error, text)
    // What follows a break is guesswork of the parser, and so would be every complaint about it.
    if (said === undefined) throw new InputError({ ...broken(error, file.endsWith('.json') ? 'JSON' : 'YAML'), where })
    complaints.push({ ...said, where })
  }

  const value = plain(document)
  if (value === undefined) {
    const { offset, ...said } = badReference(document)
    throw new InputError({ ...said, where: places.offset(offset) })
  }
  const read = shape.safeParse(value, { reportInput: true })
  if (read.success && complaints.length === 0) return { value: read.data, at: places.value }
  throw new InputError(...first([...complaints, ...(read.success ? [] : complaintsOf(read.error.issues, shape, places))].sort(byPlace), file))
}

/** Nobody reads more of them at once. */
const MOST_COMPLAINTS = 100

function first(complaints: readonly Complaint[], file: string): readonly Complaint[] {
  const rest = complaints.length - MOST_COMPLAINTS
  if (rest <= 0) return complaints
  return [...complaints.slice(0, MOST_COMPLAINTS), { message: `There are ${rest} more complaints about this file.`, where: { file } }]
}

/** The document as plain data; undefined when a reference cannot be expanded. */
function plain(document: Document.Parsed): unknown {
  try {
    return document.toJS({ maxAliasCount: MOST_REFERENCES })
  } catch (error) {
    if (error instanceof ReferenceError) return undefined
    throw error
  }
}

const byPlace = (a: Complaint, b: Complaint) => (a.where?.line ?? 0) - (b.where?.line ?? 0) || (a.where?.column ?? 0) - (b.where?.column ?? 0)
