/** The grammar of RFC 4287, appendix B, for the elements that our feed uses: how often each may stand where, and what it holds. */
import { load } from 'cheerio'
import { z } from 'zod'

const one = <Content extends z.ZodType>(content: Content) => z.tuple([content])
const text = z.strictObject({ text: z.string() })
const iri = z.strictObject({ text: z.url() })
const date = z.strictObject({ text: z.iso.datetime({ offset: true }) })
const link = z.strictObject({
  '@href': z.url(),
  '@rel': z.enum(['alternate', 'self']),
  '@type': z.string().regex(/^\w+\/[\w+.-]+$/),
  text: z.literal(''),
})
const content = z.strictObject({ '@type': z.enum(['text', 'html']), text: z.string().min(1) })

/** An entry without content must have an alternate link (4.1.1.1); one with content may. */
const entry = z.strictObject({ id: one(iri), title: one(text), updated: one(date), link: one(link).optional(), content: one(content) })

export const Atom = z.strictObject({
  '@xmlns': z.literal('http://www.w3.org/2005/Atom'),
  '@xml:lang': z.string(),
  id: one(iri),
  title: one(text),
  // A feed has an author unless all of its entries have one (4.1.1).
  author: one(z.strictObject({ name: one(text) })),
  updated: one(date),
  link: one(link).optional(),
  entry: z.array(entry).optional(),
})
export type Atom = z.output<typeof Atom>

type Node = { readonly [name: string]: string | Node[] }

/** The document element as data: attributes with `@`, children by name, and text where there are none. */
export function tree(xml: string): Node {
  const $ = load(xml, { xml: true })
  const read = (selection: ReturnType<typeof $>): Node => {
    const attributes = Object.entries(selection.attr() ?? {}).map(([name, value]) => [`@${name}`, value])
    const children = selection.children().toArray()
    if (children.length === 0) return Object.fromEntries([...attributes, ['text', selection.text()]])
    const named = Map.groupBy(children, ({ name }) => name)
    return Object.fromEntries([...attributes, ...[...named].map(([name, alike]) => [name, alike.map((child) => read($(child)))])])
  }
  return read($.root().children().first())
}
