/** Markdown as a tree in which every link knows where its URL stands. */
import { type Extension, fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'

type Root = ReturnType<typeof fromMarkdown>
export type Node = Root['children'][number]
export type Definition = Extract<Node, { type: 'definition' }>

export type Tree = {
  readonly nodes: readonly Node[]
  /** Definitions that nothing refers to. */
  readonly unused: readonly Definition[]
  /** The definition that a reference means: the first of its name. */
  definition(identifier: string): Definition | undefined
  /** The offset of the URL of a link, a picture or a definition in round brackets or behind a colon. */
  destination(node: Node): number
}

const DESTINATIONS = ['resourceDestinationRaw', 'resourceDestinationLiteral', 'definitionDestinationRaw', 'definitionDestinationLiteral'] as const

/** Parses a text as GitHub does. */
export function parseMarkdown(text: string): Tree {
  const destinations = new WeakMap<object, number>()
  const enter = Object.fromEntries(DESTINATIONS.map((token) => [token, note(destinations, token.endsWith('Literal') ? '<'.length : 0)]))
  const root = fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown().map(untransformed), { enter }] })
  const definitions = new Map<string, Definition>()
  const referred = new Set<string>()
  for (const node of nodesIn(root)) {
    if (node.type === 'definition' && !definitions.has(node.identifier)) definitions.set(node.identifier, node)
    else if (node.type === 'linkReference' || node.type === 'imageReference') referred.add(node.identifier)
  }
  return {
    nodes: root.children,
    unused: [...definitions.values()].filter(({ identifier }) => !referred.has(identifier)),
    definition: (identifier) => definitions.get(identifier),
    destination: (node) => destinations.get(node) ?? startOf(node),
  }
}

type Handle = NonNullable<NonNullable<Extension['enter']>[keyof NonNullable<Extension['enter']>]>

/** Remembers where the text of a destination begins, for the link that is being read. */
const note = (destinations: WeakMap<object, number>, ahead: number): Handle =>
  function (token) {
    const link = this.stack.at(-1)
    if (link !== undefined) destinations.set(link, token.start.offset + ahead)
  }

/** Without the second search for bare URLs, which makes links that have no place. */
const untransformed = ({ transforms: _, ...extension }: Extension): Extension => extension

function* nodesIn(root: Root): Generator<Node> {
  const stack: Node[] = root.children.toReversed()
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    yield node
    if ('children' in node) stack.push(...(node.children as Node[]).toReversed())
  }
}

export const startOf = (node: Node): number => node.position?.start.offset ?? 0
export const endOf = (node: Node): number => node.position?.end.offset ?? 0
