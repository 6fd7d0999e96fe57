/** Letters in a URL that browsers change silently, or that only look like those they stand for. */
import { bareUrls } from '#catalogue/bare.ts'
import { codeIn } from '#catalogue/passcode.ts'

type Said = { readonly rule: 'space-in-url' | 'odd-host'; readonly message: string; readonly suggestion?: string }

/** What follows a space may be the words that stood beside the link. */
export function space(link: string): Said | undefined {
  const url = link.trim()
  const at = url.search(/\s/)
  if (at < 0) return undefined
  const rest = url.slice(at)
  const isText = /[^\p{ASCII}]/u.test(rest) || codeIn(rest) !== undefined
  return {
    rule: 'space-in-url',
    message: isText ? `"${rest.trim()}" stood beside the link` : 'there is a space in it',
    suggestion: isText ? (bareUrls(url)[0]?.url ?? url.slice(0, at)) : url.replace(/\s/g, '%20'),
  }
}

/** Names in other scripts are good names; under a Latin ending, such letters are mostly there to deceive. */
const LOOKALIKE = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}].*\.[a-z]+$/iu

export function host(url: string): Said | undefined {
  const [, before = '', name = ''] = /^([a-z]+:\/\/)([^/?#]*)/i.exec(url) ?? []
  const plain = name.normalize('NFKC')
  if (plain !== name) {
    return { rule: 'odd-host', message: `"${name}" has full-width letters`, suggestion: `${before}${plain}${url.slice(before.length + name.length)}` }
  }
  return LOOKALIKE.test(name) ? { rule: 'odd-host', message: `"${name}" has letters that only look Latin` } : undefined
}
