import { describe, expect, it } from 'vitest'
import type { Reason } from '#model/verdict.ts'
import { statusOf } from '#model/verdict.ts'
import type { Nights, Stretch } from '#report/nights.ts'
import { chart, shared, strip, windowRule } from '#report/page/pictures.ts'

const NIGHTS: Nights = { tonight: 100, missed: [{ first: 40, last: 42 }], strips: new Map() }
const stretch = (from: number, reason?: Reason): Stretch => ({ from, verdict: reason && { reason, status: statusOf({ reason }) } })
const paths = (text: string) => [...text.matchAll(/<path(?: class="(\w+)")? d="([^"]*)"/g)].map(([, status, d]) => [status, d])

describe('a strip', () => {
  it('has one bar for every run of nights with one status, the last one without an end', () => {
    const drawn = strip([stretch(5, 'listed'), stretch(20, 'timeout'), stretch(25, 'tls-error'), stretch(30, 'served')], NIGHTS, '', false).text
    expect(paths(drawn)).toEqual([
      ['alive', 'M5 0H20'],
      ['unreachable', 'M20 0H30'],
      ['alive', 'M30 0H99999'],
    ])
  })

  it('names no colour that it has already', () => {
    expect(paths(strip([stretch(5, 'listed'), stretch(20, 'removed')], NIGHTS, 'gone', false).text)).toEqual([
      ['alive', 'M5 0H20'],
      [undefined, 'M20 0H99999'],
    ])
  })

  it('is empty while the link was not watched', () => {
    expect(paths(strip([stretch(5, 'listed'), stretch(20), stretch(30, 'listed')], NIGHTS, 'alive', false).text)).toEqual([
      [undefined, 'M5 0H20'],
      [undefined, 'M30 0H99999'],
    ])
  })

  it('shows missed nights, which all strips share, and nothing for them where there are none', () => {
    expect(shared(NIGHTS).text).toContain('<path id="m" d="M40 0H43v1H40z"/>')
    expect(strip([stretch(5, 'listed')], NIGHTS, '', false).text).toContain('<use href="#m"/>')
    expect(strip([stretch(5, 'listed')], { ...NIGHTS, missed: [] }, '', false).text).not.toContain('<use')
  })

  it('ends with tonight, ninety nights long', () => {
    expect(windowRule(NIGHTS)).toBe(':root{--first:11}')
  })
})

describe('the chart', () => {
  it('stacks the links that are not alive, and says how many there were at most', () => {
    const { picture, most } = chart(
      [[stretch(0, 'listed'), stretch(10, 'removed'), stretch(30, 'listed')], [stretch(0, 'listed'), stretch(20, 'timeout')], [stretch(0, 'listed')]],
      NIGHTS,
    )
    expect(most).toBe(2)
    // Gone lies below: one link from day 10 to 30. Unreachable is drawn first, up to the sum of both.
    expect(paths(picture.text)).toEqual([
      ['unreachable', 'M10 0V1H20V2H30V1H99999V0'],
      ['gone', 'M10 0V1H30V0'],
    ])
  })

  it('is empty when all links are alive', () => {
    const { picture, most } = chart([[stretch(0, 'listed')]], NIGHTS)
    expect([paths(picture.text), most]).toEqual([[], 0])
  })
})
