/** Registry files that are written: read again, they say the same. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { registryFiles } from '#catalogue/import.ts'
import { readRegistry } from '#catalogue/registry.ts'
import { registryText } from '#catalogue/write.ts'
import type { Dataset } from '#model/registry.ts'
import { asMarkdown } from './read-as.ts'

const position = { file: 'list.md', line: 1, column: 1 }

/** Texts with everything that YAML could take for something else. */
const text = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ': ',
        ' #',
        '- ',
        '[',
        ']',
        '{',
        '}',
        ',',
        '&',
        '*',
        '!',
        '|',
        '>',
        "'",
        '"',
        '%',
        '@',
        '`',
        '?',
        '~',
        '0x1',
        'no',
        'null',
        '1:30',
        '肺',
        '😀',
        '\u00e9',
      ),
      fc.string(),
    ),
    { minLength: 1 },
  )
  .map((parts) => parts.join('').replace(/\s+/g, ' ').trim())
  .filter((words) => words !== '')

const link = fc.record(
  { url: text, access: fc.constantFrom('open' as const, 'restricted' as const), passcode: text, paused: text, position: fc.constant(position) },
  { requiredKeys: ['url', 'access', 'position'] },
)

const dataset: fc.Arbitrary<Dataset> = fc.record(
  {
    name: text,
    group: fc.oneof(fc.constant('G'), text),
    task: fc.array(text),
    region: text,
    format: text,
    count: text,
    owner: fc.constant('a@b.example'),
    links: fc.array(link),
    position: fc.constant(position),
  },
  { requiredKeys: ['name', 'group', 'task', 'links', 'position'] },
)

const withoutPlaces = (datasets: readonly Dataset[]) =>
  datasets.map(({ position: _, links, ...rest }) => ({ ...rest, links: links.map(({ position: __, ...kept }) => kept) }))

describe('a registry file that is written', () => {
  it('says what was written, whatever it is', () => {
    fc.assert(
      fc.property(fc.array(dataset), (written) => {
        expect(withoutPlaces(readRegistry(registryText('G', written), 'g.yaml'))).toEqual(withoutPlaces(written))
      }),
    )
  })

  it('says what was written under a group of any name', () => {
    fc.assert(
      fc.property(text, dataset, (group, entry) => {
        expect(readRegistry(registryText(group, [{ ...entry, group }]), 'g.yaml')[0]?.group).toBe(group)
      }),
    )
  })

  it('looks like one that is kept by hand', () => {
    const links = [
      { url: 'https://a.example/x?pwd=6666', access: 'open', position },
      { url: 'https://b.example/y,z', access: 'open', passcode: '0123', position },
    ] as const
    expect(
      registryText('CT', [{ name: 'A: b', group: 'CT', task: ['分割', '分类'], region: '肺', count: '96', links, position }]),
    ).toBe(`# yaml-language-server: $schema=./schema.json
group: CT
datasets:
  - name: "A: b"
    task: [分割, 分类]
    region: 肺
    count: "96"
    links:
      - https://a.example/x?pwd=6666
      - { url: "https://b.example/y,z", passcode: "0123" }
`)
  })
})

describe('the files of a list', () => {
  const named = (...groups: readonly string[]) => [
    ...registryFiles(groups.map((group): Dataset => ({ name: 'A', group, task: [], links: [], position }))).keys(),
  ]

  it('are called after its groups, in the letters of their script', () => {
    expect(named('CT', 'Head & Neck / MRI', '超声', '肺 CT')).toEqual(['ct.yaml', 'head-neck-mri.yaml', '超声.yaml', '肺-ct.yaml'])
  })

  it('have names that every file system takes, and no two the same', () => {
    expect(named('ct', 'CT', '../..', 'con', 'schema', 'w'.repeat(300), '.hidden')).toEqual([
      'ct.yaml',
      'ct-2.yaml',
      'group.yaml',
      'group-con.yaml',
      'group-schema.yaml',
      `${'w'.repeat(60)}.yaml`,
      'hidden.yaml',
    ])
  })

  it('hold a group once, wherever its parts stood', () => {
    expect(named('CT', 'MRI', 'CT')).toEqual(['ct.yaml', 'mri.yaml'])
  })
})

it('a list of generated tables gives the same links again, in the same datasets', () => {
  const cell = fc
    .stringMatching(/^[A-Za-z0-9肺脑分割 .()+-]{1,12}$/)
    .filter((words) => /[A-Za-z肺脑]/.test(words) && !/^n\/?a|none|null|nil|tbd$/i.test(words.trim()))
  const url = fc.webUrl({ withQueryParameters: true, withFragments: true }).filter((written) => !/[()<>|\\`*[\]&!~']/.test(written))
  const row = fc.record({ name: cell, task: cell, url: fc.option(url, { nil: undefined }) })
  const section = fc.record({ group: cell, rows: fc.array(row, { minLength: 1, maxLength: 5 }) })
  fc.assert(
    fc.property(fc.uniqueArray(section, { selector: ({ group }) => group.trim().replace(/\s+/g, ' '), minLength: 1, maxLength: 4 }), (sections) => {
      const markdown = sections.map(({ group, rows }) => {
        const lines = rows.map(({ name, task, url: to }) => `| x${name} | ${task} | ${to === undefined ? '-' : `[link](${to})`} |`)
        return `## g${group}\n\n| Dataset | Task | Link |\n| --- | --- | --- |\n${lines.join('\n')}\n`
      })
      const read = asMarkdown(markdown.join('\n')).datasets
      const again = [...registryFiles(read)].flatMap(([file, content]) => readRegistry(content, file))
      expect(withoutPlaces(again)).toEqual(withoutPlaces(read))
      expect(read.flatMap(({ links }) => links.map((found) => found.url))).toEqual(
        sections.flatMap(({ rows }) => rows.flatMap(({ url: to }) => to ?? [])),
      )
    }),
  )
})
