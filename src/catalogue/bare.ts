/** Bare URLs in running text, in English and in Chinese: each ends where a person would end it. */

export type Bare = { readonly url: string; readonly index: number }

const BEGINNING = /(?<![a-z0-9])(?:(?:https?|ftps?|ed2k):\/\/|magnet:\?|www\.(?=[a-z0-9-]+\.[a-z]))/gi

/** White space, brackets and quotes that no URL holds, the punctuation of Chinese texts, and what such texts say right after a link. */
const END = /[\s<>"`\p{Pi}\p{Pf}、。〈-】〔-〛…！（），．：；？［］｛｜｝～]|(?:提取|访问)?(?:密码|码[:：]|口令)|(?:提取|访问)码|链接|解压/u

/** A host is written in the letters of its scheme; Chinese ones there are the text that goes on. */
const BARE_HOST = /^[a-z0-9]+:\/\/[^/?#]*?(?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])/iu

const BRACKETS: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' }

/** The URLs that stand in a text, `www.` ones included, with their places in it. */
export function bareUrls(text: string): readonly Bare[] {
  const found: Bare[] = []
  let from = 0
  for (const { index, 0: beginning } of text.matchAll(BEGINNING)) {
    if (index < from) continue
    const url = withoutPunctuation(upToEnd(text.slice(index)))
    if (url.length <= beginning.length) continue
    found.push({ url, index })
    from = index + url.length
  }
  return found
}

function upToEnd(text: string): string {
  const url = text.slice(0, END.exec(text)?.index)
  return BARE_HOST.exec(url)?.[0] ?? url
}

/** Final punctuation belongs to the sentence; a closing bracket does, too, unless the URL opened it. */
function withoutPunctuation(url: string): string {
  const surplus = new Map(Object.entries(BRACKETS).map(([closing, opening]) => [closing, count(url, closing) - count(url, opening)]))
  let end = url.length
  for (; end > 0; end--) {
    const last = url.charAt(end - 1)
    const closed = surplus.get(last)
    if (closed === undefined ? !/[?!.,:;'"|*~]/.test(last) : closed <= 0) break
    if (closed !== undefined) surplus.set(last, closed - 1)
  }
  return url.slice(0, end)
}

const count = (text: string, character: string) => text.split(character).length - 1
