/** YAML texts: what they say, where each part stands, and complaints that a newcomer can act on. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readYaml } from '#catalogue/yaml.ts'
import { InputError } from '#model/errors.ts'
import { complaintsOf } from '../support/complaints.ts'

const Shape = z.strictObject({
  title: z.string().min(1).optional(),
  size: z.int().min(1).max(9).optional(),
  ratio: z.number().optional(),
  loud: z.boolean().optional(),
  mode: z.enum(['slow', 'fast']).optional(),
  names: z.array(z.string().min(1)).optional(),
  rooms: z
    .array(z.strictObject({ door: z.string() }))
    .min(1)
    .optional(),
  either: z.union([z.string(), z.strictObject({ door: z.string() })]).optional(),
})

const read = (text: string, file = 'a.yaml') => readYaml(text, file, Shape)
const complaints = (text: string, file?: string) => complaintsOf(() => read(text, file))

describe('a text that fits', () => {
  it('gives its value', () => {
    expect(read('title: 肺\nsize: 3\nnames: [a, b]\n').value).toEqual({ title: '肺', size: 3, names: ['a', 'b'] })
  })

  it('may be JSON, indented with tabs', () => {
    expect(read('{\n\t"title": "x",\n\t"names": [\n\t\t"a"\n\t]\n}', 'a.json').value).toEqual({ title: 'x', names: ['a'] })
  })

  it('may refer to a value written above', () => {
    expect(read('rooms:\n  - &first { door: red }\n  - *first\n').value.rooms).toEqual([{ door: 'red' }, { door: 'red' }])
  })

  it('keeps a # inside a word, and drops a comment', () => {
    expect(read('names:\n  - https://example.org/#part # a comment\n').value.names).toEqual(['https://example.org/#part'])
  })

  it('takes words of older YAML versions as text', () => {
    expect(read('names: [yes, no, on, off, 1:30]').value.names).toEqual(['yes', 'no', 'on', 'off', '1:30'])
  })

  it.each([
    ['a value', 'names:\n  - a\n  - b', ['names', 1], 3, 5],
    ['a value in quotes', 'title: "x"', ['title'], 1, 8],
    ['a map in a list', 'rooms:\n  - door: red', ['rooms', 0], 2, 5],
    ['a map on one line', 'rooms:\n  - { door: red }', ['rooms', 0, 'door'], 2, 13],
    ['a value behind a reference', 'rooms:\n  - &a { door: red }\n  - *a', ['rooms', 1, 'door'], 2, 16],
    ['after Windows line ends', 'title: x\r\nnames:\r\n  - a', ['names', 0], 3, 5],
    ['after Chinese text, in characters', 'names: [肺结节, b]', ['names', 1], 1, 14],
    ['a part that is missing, by what is around it', 'rooms:\n  - door: red', ['rooms', 0, 'window'], 2, 5],
    ['the whole', 'title: x', [], 1, 1],
  ])('says where %s stands', (_, text, path, line, column) => {
    expect(read(text).at(path)).toEqual({ file: 'a.yaml', line, column })
  })
})

describe('a text that does not fit', () => {
  it.each([
    ['an unknown key that is nearly a known one', 'naems: [a]', 'a.yaml:1:1: Unknown key `naems`. Did you mean `names`?'],
    ['a key in another letter case', 'Title: x', 'a.yaml:1:1: Unknown key `Title`. Did you mean `title`?'],
    [
      'an unknown key like no other',
      'rooms:\n  - door: red\n    staircase: blue',
      'a.yaml:3:5: Unknown key `staircase` in `rooms[0]`. Known here: door.',
    ],
    ['a missing key', 'rooms:\n  - {}', 'a.yaml:2:5: The key `door` is missing in `rooms[0]`.'],
    ['a number for text', 'title: 0123', 'a.yaml:1:8: `title` must be text, not a number. Put it in quotes: "0123".'],
    ['a truth value for text', 'names: [true]', 'a.yaml:1:9: `names[0]` must be text, not true. Put it in quotes: "true".'],
    ['one text for a list', 'names: lung', 'a.yaml:1:8: `names` must be a list, not text. Write it as a list: [lung].'],
    ['a list for text', 'title: [a]', 'a.yaml:1:8: `title` must be text, not a list.'],
    ['a text for keys', 'rooms: [red]', 'a.yaml:1:9: `rooms[0]` must be keys with values, not text.'],
    ['text for a number', 'ratio: much', 'a.yaml:1:8: `ratio` must be a number, not text.'],
    ['a fraction', 'size: 1.5', 'a.yaml:1:7: `size` must be a whole number, not 1.5.'],
    ['text for true or false', 'loud: very', 'a.yaml:1:7: `loud` must be true or false, not text.'],
    ['a number too small', 'size: 0', 'a.yaml:1:7: `size` must be at least 1.'],
    ['a number too large', 'size: 10', 'a.yaml:1:7: `size` must be at most 9.'],
    ['an empty text', 'title: ""', 'a.yaml:1:8: `title` must not be empty.'],
    ['an empty list', 'rooms: []', 'a.yaml:1:8: `rooms` must not be empty.'],
    ['a key without a value', 'size: 1\ntitle:\nratio: 1', 'a.yaml:2:1: `title` is empty; it must be text.'],
    ['a word that is not on the list', 'mode: fats', 'a.yaml:1:7: `mode` must be `slow` or `fast`, not `fats`. Did you mean `fast`?'],
    ['a list where a word is due', 'mode: [fast]', 'a.yaml:1:7: `mode` must be `slow` or `fast`, not a list.'],
    ['neither of two forms', 'either: 42', 'a.yaml:1:9: `either` must be text or keys with values, not a number. Put it in quotes: "42".'],
    ['a slip within one of two forms', 'either: { dor: x, door: y }', 'a.yaml:1:11: Unknown key `dor` in `either`. Did you mean `door`?'],
    ['an empty text', '# nothing yet\n', 'a.yaml:1:1: The file is empty; it must be keys with values.'],
    ['a list for the whole', '- a', 'a.yaml:1:1: The file must be keys with values, not a list.'],
    ['one key twice', 'title: x\nsize: 1\n"title": y', 'a.yaml:3:1: The key `title` stands here a second time. Remove one of the two.'],
    ['a key that is a list', '? [a]\n: x\ntitle: x', 'a.yaml:1:3: A key must be one word or phrase. Put it in quotes if it is meant as text.'],
    ['a tag', 'title: !colour red', 'a.yaml:1:8: The tag `!colour` means nothing here. Remove it, or put the text in quotes.'],
    ['a merge key', '<<: { title: x }', 'a.yaml:1:1: Unknown key `<<`. Known here: title, size, ratio, loud, mode, names, rooms, either.'],
    ['a tab as indentation', 'names:\n\t- a', 'a.yaml:2:1: This is not valid YAML: tabs are not allowed as indentation. Indent with spaces.'],
    ['a colon within a value', 'title: a: b', 'a.yaml:1:8: This is not valid YAML: a value cannot hold `: `. Put the text in quotes.'],
    ['a quote that never ends', 'title: "x', 'a.yaml:1:10: This is not valid YAML: missing closing "quote.'],
    [
      'a backtick at the start',
      'title: `x`',
      'a.yaml:1:8: This is not valid YAML: plain value cannot start with reserved character `. Put the text in quotes.',
    ],
    [
      'two documents',
      'title: x\n---\ntitle: y',
      'a.yaml:2:1: This is not valid YAML: a second document begins here. Keep one document per file: remove the line `---` and what follows.',
    ],
    ['a reference to nothing', 'title: x\nnames: *them', 'a.yaml:2:8: The reference `*them` leads to nothing above it. Write the value out.'],
  ])('says so: %s', async (_, text, complaint) => {
    expect(await complaints(text)).toContain(complaint)
  })

  it('is called by the language its writer takes it for', async () => {
    expect(await complaints('{ "title": "x"', 'a.json')).toEqual([expect.stringMatching(/^a\.json:1:\d+: This is not valid JSON: /)])
  })

  it('gets all its complaints at once, in the order of the text', async () => {
    expect(await complaints('size: 0\nrooms:\n  - dor: x\n  - door: 1\nsize: 3\ntitel: x')).toEqual([
      'a.yaml:3:5: The key `door` is missing in `rooms[0]`.',
      'a.yaml:3:5: Unknown key `dor` in `rooms[0]`. Did you mean `door`?',
      'a.yaml:4:11: `rooms[1].door` must be text, not a number. Put it in quotes: "1".',
      'a.yaml:5:1: The key `size` stands here a second time. Remove one of the two.',
      'a.yaml:6:1: Unknown key `titel`. Did you mean `title`?',
    ])
  })

  it('gets one complaint where the syntax breaks, and none about what follows', async () => {
    expect(await complaints('names: [a\nsize: 0\ntitel: x')).toHaveLength(1)
  })

  it('gets the first hundred when there is no end of them', async () => {
    const told = await complaints(`names:\n${'  - 1\n'.repeat(5_000)}`)
    expect(told).toHaveLength(101)
    expect(told.at(-1)).toBe('a.yaml: There are 4900 more complaints about this file.')
  })

  it('cannot steer a terminal, neither by its keys nor by its values', async () => {
    expect(await complaints('"\\e[2J": x')).toEqual([expect.stringContaining('Unknown key `\uFFFD[2J`')])
    expect(await complaints('mode: "\\e[2J"\nnames: "\\e[2J"')).toEqual([
      'a.yaml:1:7: `mode` must be `slow` or `fast`, not `\uFFFD[2J`.',
      'a.yaml:2:8: `names` must be a list, not text. Write it as a list: [\uFFFD[2J].',
    ])
  })
})

describe('a text made to exhaust', () => {
  it('by references that double themselves is refused', async () => {
    const levels = Array.from({ length: 30 }, (_, i) => `k${i}: &k${i} [${i === 0 ? 'x' : `*k${i - 1}, *k${i - 1}`}]`)
    expect(await complaints(levels.join('\n'))).toEqual(['a.yaml:2:10: The references in this file multiply without end. Write the value out.'])
  })

  it('by brackets without end is refused', async () => {
    expect(await complaints('['.repeat(20_000))).toEqual([expect.stringContaining('nested too deeply')])
  })
})

it('never fails in any other way than by complaints with a place', () => {
  const words = fc.constantFrom(
    'title',
    'rooms',
    'names',
    ':',
    ' ',
    '\n',
    '  ',
    '- ',
    '[',
    ']',
    '{',
    '}',
    ',',
    '"',
    "'",
    '&a',
    '*a',
    '#',
    '|',
    '>',
    '!x',
    '肺',
    '1',
    '~',
    '\t',
    '---',
    '?',
    '%',
  )
  fc.assert(
    fc.property(fc.array(words, { maxLength: 40 }), (parts) => {
      try {
        read(parts.join(''))
      } catch (error) {
        expect(error).toBeInstanceOf(InputError)
        for (const { where } of (error as InputError).complaints) {
          expect(where?.line).toBeGreaterThanOrEqual(1)
          expect(where?.column).toBeGreaterThanOrEqual(1)
        }
      }
    }),
    { numRuns: 2000 },
  )
})
