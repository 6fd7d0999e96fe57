/** Problems beside the lines of the catalogue on GitHub, and names of strangers that stay names. */
import { describe, expect, it } from 'vitest'
import { annotations } from '#report/annotations.ts'
import { dataset, documentOf, open, record, suspected } from '../support/document.ts'

const LUNG = 'https://example.org/lung'
const LIVER = 'https://example.org/liver'

describe('annotations', () => {
  it('warn of believed problems and give notice of suspected ones, at every place', () => {
    const datasets = [dataset('Lung', 'CT', [LUNG]), dataset('Chest', 'MRI', [LUNG], { position: { file: 'registry/mri.yaml', line: 7, column: 3 } })]
    const gone = record(LUNG, 'removed', { incident: open('2026-11-22T19:17:00.000Z') })
    expect(annotations(documentOf(datasets, [gone]), 'en')).toBe(
      '::warning file=registry/ct.yaml,line=1,title=Lung%3A gone::It was cancelled or deleted. Ask the owner to share it again, or find another copy. https://example.org/lung\n' +
        '::warning file=registry/mri.yaml,line=7,title=Chest%3A gone::It was cancelled or deleted. Ask the owner to share it again, or find another copy. https://example.org/lung\n',
    )
    const maybe = record(LUNG, 'not-found', { incident: suspected('2026-11-22T19:17:00.000Z') })
    expect(annotations(documentOf(datasets, [maybe]), 'en')).toMatch(/^::notice file=registry\/ct\.yaml,line=1,/)
  })

  it('begin with the latest, for GitHub shows ten', () => {
    const datasets = [dataset('Lung', 'CT', [LUNG, LIVER])]
    const [old, late] = ['2026-11-01T19:17:00.000Z', '2026-11-22T19:17:00.000Z']
    const records = [record(LIVER, 'removed', { incident: open(old) }), record(LUNG, 'removed', { incident: open(late) })]
    const urls = annotations(documentOf(datasets, records), 'en').match(/https:\S+/g)
    expect(urls).toEqual([LUNG, LIVER])
  })

  it('tell what is believed, when a wall stands before it tonight', () => {
    const walled = record(LUNG, 'challenged', { incident: { ...open('2026-11-01T19:17:00.000Z'), reason: 'removed' } })
    expect(annotations(documentOf([dataset('Lung', 'CT', [LUNG])], [walled]), 'en')).toContain('title=Lung%3A gone::It was cancelled or deleted.')
  })

  it('say nothing of links without a problem', () => {
    expect(annotations(documentOf([dataset('Lung', 'CT', [LUNG, LIVER])], [record(LUNG, 'listed'), record(LIVER, 'rate-limited')]), 'en')).toBe('')
  })

  it('are one line each, whatever a stranger writes', () => {
    const url = 'https://example.org/a\n::set-output name=x::y%0A::error::z'
    const datasets = [dataset('Lung\r\n::error::a,line=9%2C\u202e::', 'CT', [url])]
    const text = annotations(documentOf(datasets, [record(url, 'malformed-url', { incident: open('2026-11-22T19:17:00.000Z') })]), 'en')
    expect(text.trimEnd().split(/[\r\n]/)).toHaveLength(1)
    expect(text).toMatch(/^::warning file=registry\/ct\.yaml,line=1,title=Lung %3A%3Aerror%3A%3Aa%2Cline=9%252C%3A%3A%3A invalid::/)
    expect(text).toContain('y%250A::error::z')
  })
})
