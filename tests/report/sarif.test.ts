import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Ajv } from 'ajv'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sarif } from '#report/sarif.ts'
import { view } from '#report/view.ts'
import { hostile } from './hostile.ts'
import { saidBy } from './made.ts'
import { viewed } from './night.ts'

/** The standard's own schema. It calls itself by the keyword of an older draft, and says nothing else that a newer one reads differently. */
const standard = createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json')
const { $schema: _draft, id: _id, ...schema } = JSON.parse(readFileSync(standard, 'utf8'))
const valid = new Ajv({
  strict: false,
  unicodeRegExp: false,
  formats: { uri: (text: string) => URL.canParse(text), 'uri-reference': true, 'date-time': true },
}).compile(schema)

type Log = {
  runs: {
    tool: { driver: { version: string; rules: { id: string }[] } }
    results: { ruleId: string; ruleIndex: number; level: string; message: { text: string }; locations: unknown[]; partialFingerprints: object }[]
  }[]
}
const runOf = (text: string) => {
  const [run] = (JSON.parse(text) as Log).runs
  if (run === undefined) throw new Error('no run')
  return run
}

describe('the SARIF file', () => {
  it('keeps to its schema, whatever strangers say', () => {
    fc.assert(
      fc.property(hostile, (words) => {
        const { document, datasets } = saidBy(words)
        valid(JSON.parse(sarif(view(document, datasets, { title: words }), 'en')))
        expect(valid.errors).toBeNull()
      }),
      { numRuns: 50 },
    )
  })

  it('tells broken links as errors, suspected ones as warnings, and the rest that is worth a look as notes', () => {
    const { results } = runOf(sarif(viewed(), 'en'))
    expect(results.map(({ level, ruleId }) => `${level} ${ruleId}`)).toEqual([
      'error gone/removed',
      'error blocked/rate-limited',
      'error invalid/incomplete-url',
      'warning unreachable/timeout',
      'note restricted/login-required',
      'note warning/moved',
    ])
  })

  it('points to every place where the link stands', () => {
    const { results } = runOf(sarif(viewed(), 'en'))
    const place = (uri: string, startLine: number, startColumn: number) => ({
      physicalLocation: { artifactLocation: { uri, uriBaseId: '%SRCROOT%' }, region: { startLine, startColumn } },
    })
    expect(results[0]).toMatchObject({
      message: { text: expect.stringMatching(/^MSD Lung \(https:\/\/pan\.baidu\.com\/.*\): It was cancelled or deleted\. .*share\/list errno -7$/) },
      locations: [place('registry/ct.yaml', 4, 5)],
    })
    expect(results.at(-1)?.locations).toEqual([place('registry/ct.yaml', 1, 1), place('registry/pet.yaml', 1, 1)])
  })

  it('declares each rule once and refers to it', () => {
    const { tool, results } = runOf(sarif(viewed(), 'en'))
    const ids = tool.driver.rules.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const { ruleId, ruleIndex } of results) expect(ids[ruleIndex]).toBe(ruleId)
    expect(tool.driver.version).toBe('1.0.0')
  })

  it('knows a result again on another night, in another language, in another line', () => {
    const fingerprints = (text: string) => runOf(text).results.map(({ partialFingerprints }) => partialFingerprints)
    expect(fingerprints(sarif(viewed('2026-11-24T19:17:00.000Z'), 'zh-CN'))).toEqual(fingerprints(sarif(viewed(), 'en')))
  })
})
