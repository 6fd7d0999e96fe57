/** Takes a page apart into what is shown, what is script, and how its blocks are marked. */
import type { Response } from '#model/http.ts'
import { html } from '../kit.ts'

export type Markup = {
  readonly title: string
  /** The text people see, in empty fields too, without any white space. */
  readonly shown: string
  readonly script: string
  /** The ids and classes of the elements. */
  readonly marks: ReadonlySet<string>
}

type Node = {
  readonly type: string
  readonly name?: string
  readonly data?: string
  readonly attribs?: Readonly<Record<string, string>>
  readonly children?: readonly Node[]
}

const HIDDEN = new Set(['style', 'template', 'noscript'])

/** One walk without recursion: pages of strangers nest deeper than the stack, and each selector would walk again. */
export function markupOf(response: Response): Markup {
  const parts = { title: '', shown: '', script: '' }
  const marks = new Set<string>()
  const rest: { readonly node: Node; readonly into: keyof typeof parts }[] = [{ node: html(response).root()[0] as Node, into: 'shown' }]
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    const { node, into } = next
    if (node.type === 'text') parts[into] += node.data ?? ''
    if (node.type === 'comment' || HIDDEN.has(node.name ?? '')) continue
    parts[into] += node.attribs?.placeholder ?? ''
    for (const mark of `${node.attribs?.id ?? ''} ${node.attribs?.class ?? ''}`.split(/\s/)) marks.add(mark)
    const inside = node.name === 'script' || node.name === 'title' ? node.name : into
    for (const child of (node.children ?? []).toReversed()) rest.push({ node: child, into: inside })
  }
  return { title: parts.title.trim(), shown: parts.shown.replace(/\s+/g, ''), script: parts.script, marks }
}
