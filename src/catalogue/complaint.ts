/** What a schema has against a value, in sentences a newcomer understands. */
import type { z } from 'zod'
import type { Complaint } from '#model/errors.ts'
import { nearest } from './nearest.ts'
import type { Path, Places } from './place.ts'

type Issue = z.core.$ZodIssue

/** The complaints of a failed parse (made with `reportInput`). Messages of custom checks continue the sentence "`key` …". */
export function complaintsOf(issues: readonly Issue[], shape: z.ZodType, places: Places): readonly Complaint[] {
  return issues.flatMap((issue) => complaints(issue, issue.path, shape, places))
}

function complaints(issue: Issue, path: Path, shape: z.ZodType, places: Places): readonly Complaint[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ ...unknownKey(key, path, keysAt(shape, path)), where: places.key([...path, key]) }))
  }
  if (issue.code === 'invalid_union') {
    const meant = issue.errors.find((branch) => !branch.some(({ code, path: inner }) => code === 'invalid_type' && inner.length === 0))
    if (meant) return meant.flatMap((inner) => complaints(inner, [...path, ...inner.path], shape, places))
    const wanted = issue.errors.flat().map((inner) => ('expected' in inner ? String(inner.expected) : ''))
    return [{ ...wrongType(wanted, issue.input, path, places), where: places.value(path) }]
  }
  if (issue.code === 'invalid_type') return [{ ...wrongType([issue.expected], issue.input, path, places), where: places.value(path) }]
  return [{ ...wrongValue(issue, path, places), where: places.value(path) }]
}

function unknownKey(key: string, path: Path, known: readonly string[]): Complaint {
  const meant = nearest(key, known)
  return {
    message: `Unknown key ${code(key)}${path.length === 0 ? '' : ` in ${named(path)}`}.`,
    hint: meant === undefined ? `Known here: ${known.join(', ')}.` : `Did you mean ${code(meant)}?`,
  }
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'keys with values',
  record: 'keys with values',
}

function wrongType(expected: readonly string[], input: unknown, path: Path, places: Places): Complaint {
  if (input === undefined)
    return { message: `The key ${code(String(path.at(-1)))} is missing${path.length < 2 ? '' : ` in ${named(path.slice(0, -1))}`}.` }
  const wanted = expected.map((kind) => KINDS[kind] ?? kind).join(' or ')
  if (input === null) return { message: `${sentenceStart(path)} is empty; it must be ${wanted}.` }
  const source = places.source(path)
  const actual = expected.includes('int') && typeof input === 'number' ? String(input) : kindOf(input)
  const message = `${sentenceStart(path)} must be ${wanted}, not ${actual}.`
  if (source === undefined || source.length > LONGEST_QUOTE) return { message }
  if (expected.includes('string')) return { message, hint: `Put it in quotes: "${visible(source)}".` }
  if (expected.includes('array')) return { message, hint: `Write it as a list: [${visible(source)}].` }
  return { message }
}

function kindOf(input: unknown): string {
  if (input === null) return 'empty'
  if (typeof input === 'boolean') return String(input)
  if (Array.isArray(input)) return 'a list'
  return KINDS[typeof input] ?? typeof input
}

function wrongValue(issue: Issue, path: Path, places: Places): Complaint {
  const subject = sentenceStart(path)
  if (issue.code === 'invalid_value') {
    const values = issue.values.map(String)
    const source = places.source(path)
    const meant = nearest(source ?? '', values)
    return {
      message: `${subject} must be ${values.map(code).join(' or ')}, not ${source ? code(source) : kindOf(issue.input)}.`,
      ...(meant !== undefined && { hint: `Did you mean ${code(meant)}?` }),
    }
  }
  if (issue.code === 'too_small') {
    if (issue.origin === 'string' || issue.origin === 'array') return { message: `${subject} must not be empty.` }
    return { message: `${subject} must be ${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}.` }
  }
  if (issue.code === 'too_big') return { message: `${subject} must be at most ${issue.maximum}.` }
  return { message: `${subject} ${issue.message}.` }
}

const sentenceStart = (path: Path) => (path.length === 0 ? 'The file' : named(path))

/** `datasets[0].links`, in backticks. */
const named = (path: Path) => code(path.map((step, i) => (typeof step === 'number' ? `[${step}]` : `${i === 0 ? '' : '.'}${String(step)}`)).join(''))

const code = (text: string) => `\`${visible(text)}\``

/** What could steer a terminal is made visible. */
const visible = (text: string) => text.replace(/\p{C}/gu, '\uFFFD')

/** Beyond this, repeating what was written helps nobody. */
const LONGEST_QUOTE = 80

/** The keys that a shape knows at a path. */
function keysAt(shape: z.core.$ZodType, path: Path): readonly string[] {
  const { def } = (shape as z.core.$ZodTypes)._zod
  const [step, ...rest] = path
  switch (def.type) {
    case 'object':
      return step === undefined ? Object.keys(def.shape) : keysAt(def.shape[String(step)] as z.core.$ZodType, rest)
    case 'record':
      return step === undefined ? [...(def.keyType._zod.values ?? [])].map(String) : keysAt(def.valueType, rest)
    case 'array':
      return keysAt(def.element, rest)
    case 'union':
      return def.options.flatMap((option) => keysAt(option, path))
    case 'pipe':
      return keysAt(def.out, path)
    case 'optional':
    case 'default':
    case 'prefault':
      return keysAt(def.innerType, path)
    default:
      return []
  }
}
