import { load } from 'cheerio'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { junit } from '#report/junit.ts'
import { view } from '#report/view.ts'
import { hostile } from './hostile.ts'
import { saidBy } from './made.ts'
import { viewed } from './night.ts'
import { wellFormed } from './xml.ts'

const read = (text: string) => load(text, { xml: true })

describe('the JUnit file', () => {
  it('has a case for every link, in a suite for every host', () => {
    const $ = read(junit(viewed(), 'en'))
    expect($('testcase').length).toBe(9)
    expect(
      $('testsuite')
        .toArray()
        .map(({ attribs }) => attribs.name),
    ).toContain('Baidu Netdisk')
    expect($('testcase[classname="baidu-pan"]').attr()).toMatchObject({ file: 'registry/ct.yaml', line: '4' })
  })

  it('fails for believed problems, skips what was not judged, and passes the rest', () => {
    const $ = read(junit(viewed(), 'en'))
    const outcome = (name: string) =>
      $(`testcase[name*="${name}"]`)
        .children()
        .toArray()
        .map(({ name }) => name)
    expect(outcome('MSD Lung')).toEqual(['failure'])
    expect(outcome('MURA')).toEqual(['failure'])
    expect(outcome('nih-chest-xrays')).toEqual(['skipped'])
    expect(outcome('nihcc.app.box.com')).toEqual(['skipped'])
    expect(outcome('MHIST')).toEqual(['system-out'])
    expect(outcome('OLIVES')).toEqual([])
    expect($('failure').first().attr()).toEqual({ type: 'gone/removed', message: 'gone: it was cancelled or deleted' })
  })

  it('counts what it has', () => {
    const $ = read(junit(viewed(), 'en'))
    expect($('testsuites').attr()).toMatchObject({ tests: '9', failures: '3', errors: '0', skipped: '2' })
    const sum = (name: string) =>
      $('testsuite')
        .toArray()
        .reduce((total, { attribs }) => total + Number(attribs[name]), 0)
    expect([sum('tests'), sum('failures'), sum('skipped')]).toEqual([9, 3, 2])
    expect($('failure').length).toBe(3)
    expect($('skipped').length).toBe(2)
  })

  it('is well-formed, whatever strangers say', () => {
    fc.assert(
      fc.property(hostile, (words) => {
        const { document, datasets } = saidBy(words)
        expect(wellFormed(junit(view(document, datasets, { title: words }), 'en'))).toBeUndefined()
      }),
      { numRuns: 50 },
    )
  })
})
