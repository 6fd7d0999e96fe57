/** A page's tree: parsed as browsers parse it, every tag and text with its place, walked without recursion. */
import { type CheerioAPI, load } from 'cheerio'

type Root = NonNullable<ReturnType<CheerioAPI['root']>[0]>
export type Node = Root['children'][number]
export type Element = Extract<Node, { readonly attribs: object }>

/** Entering or leaving a node, in the order of the text. */
export type Step = { readonly node: Node; readonly leaving: boolean }

/** The steps through a whole page, or through a part of one. */
export function* steps(html: string, part: boolean): Generator<Step> {
  const [root] = load(html, { sourceCodeLocationInfo: true }, !part).root()
  let node = root?.firstChild ?? null
  let leaving = false
  while (node !== null) {
    yield { node, leaving }
    const inner: boolean = 'children' in node && !leaving
    const below: Node | null = inner && 'firstChild' in node ? (node.firstChild as Node | null) : null
    if (inner && below === null) {
      leaving = true
      continue
    }
    const above = node.parent === root ? null : (node.parent as Node | null)
    leaving = below === null && node.next === null
    node = below ?? node.next ?? above
  }
}

export const isElement = (node: Node): node is Element => node.type === 'tag' || node.type === 'script' || node.type === 'style'
