/** What a CSDN URL names: an article of a blog, or an upload. */
import type { Invalid } from '#model/checker.ts'
import { invalid, isCutOff, pattern } from '../kit.ts'

export type Target = {
  readonly kind: 'article' | 'upload'
  readonly id: string
  /** The account; empty where the blog has a name of its own as a subdomain. */
  readonly author: string
  readonly url: string
}

const article = pattern('https://blog.csdn.net/:author/article/details/:id')
const named = pattern('https://:blog.blog.csdn.net/article/details/:id')
const upload = pattern('https://download.csdn.net/download/:author/:id')

export const urls = [article, named, upload]

const blogs = pattern('https://blog.csdn.net/*')
const cutOff = [
  pattern('https://blog.csdn.net/:author/article/details'),
  pattern('https://blog.csdn.net/:author/article'),
  pattern('https://:blog.blog.csdn.net/article/details'),
  pattern('https://download.csdn.net/download/:author'),
]
/** Which blog it stands in only the redirect of this address tells. */
const numberAlone = pattern('https://m.blog.csdn.net/article/details?id=:id')
const withoutAuthor = pattern('https://blog.csdn.net/article/details/:id')

/** The target of a URL, undefined for one that has to be followed; what follows the number (`spm`, `utm_…`) only tells where the reader came from. */
export function parse(url: URL): Target | Invalid | undefined {
  const written = article.match(url)
  if (written) return target('article', written, (id, author) => `https://blog.csdn.net/${author}/article/details/${id}`)
  const own = named.match(url)
  if (own) return target('article', { id: own.id ?? '' }, (id) => `https://${own.blog}.blog.csdn.net/article/details/${id}`)
  const shared = upload.match(url)
  if (shared) return target('upload', shared, (id, author) => `https://download.csdn.net/download/${author}/${id}`)
  if (numberAlone.match(url)) return undefined
  if (cutOff.some(({ match }) => match(url))) return invalid('incomplete-url', 'the number is missing')
  if (withoutAuthor.match(url)) return invalid('incomplete-url', 'the author is missing')
  return blogs.match(url) && invalid('not-a-dataset', 'a page of the site that is no article')
}

type Parts = Readonly<Record<string, string>>

/** Numbers have nine digits today; what clung to them in a text is left out. */
function target(kind: Target['kind'], { id: written = '', author = '' }: Parts, address: (id: string, author: string) => string): Target | Invalid {
  if (isCutOff(written)) return invalid('incomplete-url', 'the number is cut off')
  const id = /^([1-9]\d{0,11})[\p{P}\p{S}\s]*$/u.exec(written)?.[1]
  if (id === undefined) return invalid('malformed-url', 'no article can have this number')
  if (author !== '' && !/^[\w.-]+$/.test(author)) return invalid('malformed-url', 'no author can have this name')
  return { kind, id, author, url: address(id, author) }
}
