/** Tags end where browsers end them, whatever is wrong with their attributes. */
import { describe, expect, it } from 'vitest'
import { attributesOf, piecesOf } from '#hosts/markup.ts'

const textsOf = (source: string) => [...piecesOf(source)].flatMap((piece) => (piece.kind === 'text' ? [piece.text] : []))

describe('a tag ends', () => {
  it.each([
    ['<p class="a"">Scans</p>', 'after a quote too many'],
    ["<p title=John's>Scans</p>", 'after an apostrophe in a bare value'],
    ['<p it"s>Scans</p>', 'after a quote in a name'],
    ['<p href=x="y">Scans</p>', 'after a quote inside of a bare value'],
    ['<p title="a > b">Scans</p>', 'behind a value with its sign'],
    ["<p title = '<b>\">'>Scans</p>", 'behind a value with spaces before it'],
    ['<p title=>Scans</p>', 'after a value that is missing'],
    ['<p title= >Scans</p>', 'after a value that is nothing but space'],
  ])('%s: %s', (source) => {
    expect(textsOf(source)).toEqual(['Scans'])
  })

  it('never when a value does not: the rest is hidden', () => {
    expect(textsOf('Scans<p title="a>Never seen</p>')).toEqual(['Scans'])
  })
})

it('a bare value goes on to the next space', () => {
  const attributes = attributesOf(` title=John's href=/a?b=1"c id="d"" class = 'e' hidden`)
  expect(Object.fromEntries(attributes)).toEqual({ title: "John's", href: '/a?b=1"c', id: 'd', class: 'e', hidden: '' })
})

it('attributes without end are read once', () => {
  for (const unit of ['= ', '="', "='a' ", 'a=', '=a"']) expect([...piecesOf(`<p ${unit.repeat(200_000)}`)]).toEqual([])
})
