/** Markup from templates: every value is escaped unless it is markup itself, so that nothing has to be remembered. */

/** Text that is markup already. Only `html` makes it. */
export class Html {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
  toString(): string {
    return this.text
  }
}

/** What a template takes: markup stays as it is, text is escaped, lists are joined, and nothing becomes nothing. */
export type Value = Html | string | number | false | null | undefined | readonly Value[]

/** Fit for content and for quoted attributes, in HTML and in XML. */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Html {
  return new Html(parts.reduce((before, part, i) => before + markup(values[i - 1]) + part))
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function markup(value: Value): string {
  if (value instanceof Html) return value.text
  if (value === undefined || value === null || value === false) return ''
  if (typeof value === 'object') return value.map(markup).join('')
  return String(value).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '')
}
