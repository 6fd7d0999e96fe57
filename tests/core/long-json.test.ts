/** A memory of any length is written and read in pieces, and nobody can tell from the file. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { itemwise, pieces } from '#core/long-json.ts'

const item = fc.dictionary(fc.string(), fc.oneof(fc.jsonValue(), fc.constant('\n    },\n'), fc.constant('  ]\n}')), { minKeys: 1 })
const document = fc.record({ schema: fc.nat(), hosts: fc.array(item, { maxLength: 3 }), links: fc.array(item, { maxLength: 8 }) })

const whole = (value: { readonly links: readonly object[] }) => [...pieces(value, 'links')].join('')

async function* cut(text: string, size: number) {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size)
}

const read = (text: string, size = 7) => itemwise(cut(text, size), 'links', (value) => value)

describe('a document with a long list', () => {
  it('is laid out as JSON is that was written in one piece', () =>
    fc.assert(
      fc.property(document, (value) => {
        expect(whole(value)).toBe(`${JSON.stringify(value, null, 2)}\n`)
      }),
    ))

  it('is read as it was written, wherever the disk cuts it', () =>
    fc.assert(
      fc.asyncProperty(document, fc.integer({ min: 1, max: 200 }), async (value, size) => {
        fc.pre(value.links.length > 0)
        const text = whole(value)
        const { links, ...head } = JSON.parse(text)
        expect(await read(text, size)).toEqual({ head: { ...head, links: [] }, items: links })
      }),
    ))

  it('is numbered for who reads it', async () =>
    expect((await itemwise(cut(whole({ links: [{ a: 1 }, { a: 2 }] }), 5), 'links', (_, i) => i))?.items).toEqual([0, 1]))

  const text = whole({ links: [{ a: 1 }, { b: [2] }] })
  it.each([
    ['on one line', JSON.stringify(JSON.parse(text))],
    ['with other line ends', text.replaceAll('\n', '\r\n')],
    ['without any item', whole({ links: [] })],
    ['cut off between items', text.slice(0, text.indexOf(',\n') + 2)],
    ['cut off in its last line', text.trimEnd()],
    ['with the marks of a merge', text.replace('    {', '<<<<<<< HEAD\n    {')],
    ['with something after its end', `${text}]`],
    ['empty', ''],
  ])('is left to others when it is %s', async (_, foreign) => expect(await read(foreign)).toBeUndefined())

  it('lets through what its reader throws', () =>
    expect(
      itemwise(cut(text, 9), 'links', () => {
        throw new RangeError('no such link')
      }),
    ).rejects.toThrow('no such link'))
})
