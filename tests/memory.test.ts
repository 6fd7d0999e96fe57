/** What one memory can hold is told before a night, not after it. */
import { describe, expect, it } from 'vitest'
import { fitsIntoMemory } from '#commands/known.ts'
import { dataset } from './support/document.ts'

describe('a catalogue for one memory', () => {
  const many = (count: number) => [dataset('Data', 'CT', new Array<string>(count).fill('https://example.org/data'))]

  it('may have a quarter of a million links', () => expect(() => fitsIntoMemory(many(250_000))).not.toThrow())

  it('is refused beyond that, with what to do', () =>
    expect(() => fitsIntoMemory(many(250_001))).toThrow(/250001 links; one memory holds 250000\.[\s\S]*Split it/))
})
