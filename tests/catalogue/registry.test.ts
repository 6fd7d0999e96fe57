/** Registry files: the contract's form, and what becomes of files that miss it. */
import { describe, expect, it } from 'vitest'
import { readRegistry } from '#catalogue/registry.ts'
import { complaintsOf } from '../support/complaints.ts'

const read = (text: string) => readRegistry(text, 'registry/ct.yaml')
const complaints = (text: string) => complaintsOf(() => read(text))
const withLinks = (...links: readonly string[]) =>
  `group: CT\ndatasets:\n  - name: A\n    links:\n${links.map((link) => `      - ${link}\n`).join('')}`

describe('a registry file', () => {
  it('gives each dataset with its group, and where it and its links stand', () => {
    const text = `# yaml-language-server: $schema=./schema.json
group: CT
datasets:
  - name: MSD Lung
    task: [分割]
    region: 肺
    format: 3D
    count: "96"
    owner: someone@example.org
    links:
      - https://pan.baidu.com/s/1rBuPSrmkejpYFA321er20A?pwd=6666
      - { url: https://example.org/a, access: restricted, passcode: abcd, paused: "mirror is being rebuilt" }
`
    expect(read(text)).toEqual([
      {
        name: 'MSD Lung',
        group: 'CT',
        task: ['分割'],
        region: '肺',
        format: '3D',
        count: '96',
        owner: 'someone@example.org',
        position: { file: 'registry/ct.yaml', line: 4, column: 5 },
        links: [
          {
            url: 'https://pan.baidu.com/s/1rBuPSrmkejpYFA321er20A?pwd=6666',
            access: 'open',
            position: { file: 'registry/ct.yaml', line: 11, column: 9 },
          },
          {
            url: 'https://example.org/a',
            access: 'restricted',
            passcode: 'abcd',
            paused: 'mirror is being rebuilt',
            position: { file: 'registry/ct.yaml', line: 12, column: 16 },
          },
        ],
      },
    ])
  })

  it('leaves out what is not written', () => {
    expect(read('group: CT\ndatasets:\n  - name: A\n')).toEqual([
      { name: 'A', group: 'CT', task: [], links: [], position: { file: 'registry/ct.yaml', line: 3, column: 5 } },
    ])
  })

  it('may be JSON, and may name its schema', () => {
    const text = '{ "$schema": "./schema.json", "group": "CT", "datasets": [{ "name": "A", "links": ["https://example.org/"] }] }'
    expect(readRegistry(text, 'registry/ct.json')[0]?.links).toEqual([
      { url: 'https://example.org/', access: 'open', position: { file: 'registry/ct.json', line: 1, column: text.indexOf('"https') + 1 } },
    ])
  })

  it.each([
    'not a URL at all',
    'pan.baidu.com/s/1rBuPSrmkejpYFA321er20A',
    'https;//example.org/',
    'https://example.org/ahttps://example.org/b',
    'https://challenge.isic-archive.com/data/#2019',
    'https://gitee.com/neuhwm/GasHisSDB#https://gitee.c',
    'https://opendatalab.com/OpenDataLab/CHASE_DB1/explore/main?dir=%2Fraw%2FCHASEDB1.zip&ds=1492&pag',
    'https://zh.wikipedia.org/wiki/肺',
  ])('takes %s as a link, as it is written', (link) => {
    expect(read(withLinks(link))[0]?.links.map(({ url }) => url)).toEqual([link])
  })

  it('may hold datasets of other groups than its own, so that a whole catalogue fits into one file', () => {
    const text = 'group: CT\ndatasets:\n  - name: A\n  - name: B\n    group: MRI\n'
    expect(read(text).map(({ name, group }) => `${group}/${name}`)).toEqual(['CT/A', 'MRI/B'])
  })

  it('may say once for a dataset what its links promise, and otherwise for one of them', () => {
    const text =
      'group: CT\ndatasets:\n  - name: A\n    access: restricted\n    links:\n      - https://a.example/\n      - { url: https://b.example/, access: open }\n'
    expect(read(text)[0]?.links.map(({ access }) => access)).toEqual(['restricted', 'open'])
    expect(read(text)[0]).not.toHaveProperty('access')
  })

  it('keeps the order, and links that stand twice', () => {
    const links = ['https://b.example/', 'https://a.example/', 'https://b.example/']
    expect(read(withLinks(...links))[0]?.links.map(({ url }) => url)).toEqual(links)
  })
})

describe('a file that breaks the form', () => {
  it.each([
    ['a slip in a key', 'group: CT\ndatasets:\n  - name: A\n    lnks: []', '4:5: Unknown key `lnks` in `datasets[0]`. Did you mean `links`?'],
    [
      'a slip in a link',
      withLinks('{ url: https://example.org/, acess: open }'),
      '5:38: Unknown key `acess` in `datasets[0].links[0]`. Did you mean `access`?',
    ],
    ['a dataset without a name', 'group: CT\ndatasets:\n  - region: 肺', '3:5: The key `name` is missing in `datasets[0]`.'],
    ['no group', 'datasets: []', '1:1: The key `group` is missing.'],
    ['no datasets', 'group: CT', '1:1: The key `datasets` is missing.'],
    [
      'a count without quotes',
      'group: CT\ndatasets:\n  - name: A\n    count: 96',
      '4:12: `datasets[0].count` must be text, not a number. Put it in quotes: "96".',
    ],
    [
      'a passcode that would lose its zero',
      withLinks('{ url: https://example.org/, passcode: 0123 }'),
      '5:48: `datasets[0].links[0].passcode` must be text, not a number. Put it in quotes: "0123".',
    ],
    [
      'an access nobody knows',
      withLinks('{ url: https://example.org/, access: closed }'),
      '5:46: `datasets[0].links[0].access` must be `open` or `restricted`, not `closed`.',
    ],
    ['a link without a URL', withLinks('{ access: open }'), '5:9: The key `url` is missing in `datasets[0].links[0]`.'],
    ['an empty link', withLinks('""'), '5:9: `datasets[0].links[0]` must not be empty.'],
    ['a dash without a link', withLinks(''), '5:9: `datasets[0].links[0]` is empty; it must be text or keys with values.'],
    [
      'one link without a dash',
      'group: CT\ndatasets:\n  - name: A\n    links: https://example.org/',
      '4:12: `datasets[0].links` must be a list, not text. Write it as a list: [https://example.org/].',
    ],
    [
      'an owner who cannot get mail',
      'group: CT\ndatasets:\n  - name: A\n    owner: Bob',
      '4:12: `datasets[0].owner` must be one mail address such as you@example.org.',
    ],
    ['an empty file', '', '1:1: The file is empty; it must be keys with values.'],
    [
      'a file of something else',
      '{ "name": "stillthere", "version": "1.0.0" }',
      '1:1: The file has neither `group` nor `datasets`: it is no registry file.',
    ],
  ])('is told so: %s', async (_, text, complaint) => {
    expect(await complaints(text)).toEqual([`registry/ct.yaml:${complaint}`])
  })
})
