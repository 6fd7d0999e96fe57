/** Addresses and sizes as the page shows them. */
import { plain } from '#report/escape.ts'
import { type Html, html } from '#report/html.ts'

/** A link when the URL is http(s); anything else is shown as what it is and leads nowhere. */
export function address(url: string, label: string): Html {
  const target = URL.parse(url)
  if (target?.protocol !== 'https:' && target?.protocol !== 'http:') return html`<code>${plain(url)}</code>`
  return html`<a href="${target.href}">${plain(label)}</a>`
}

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB']

/** `245.6 MB` of 245642216: three or four digits are all that anybody compares. */
export function bytes(size: number): string {
  const power = size < 1000 ? 0 : Math.min(Math.floor(Math.log10(size) / 3), UNITS.length - 1)
  const scaled = size / 1000 ** power
  return `${power === 0 ? size : scaled.toFixed(1)} ${UNITS[power]}`
}
