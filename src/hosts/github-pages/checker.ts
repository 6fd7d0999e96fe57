/** GitHub Pages: sites made of files, whose 404 says whether the whole site is missing or one file of it. */
import type { Conversation, Question } from '#model/checker.ts'
import type { Response } from '#model/http.ts'
import { type Replacement, statusOf, verdict } from '#model/verdict.ts'
import { ask, defineChecker, get, NoAnswer, Unrecognised } from '../kit.ts'
import { lostAmong } from '../linked-data.ts'
import { denial, judge } from './page.ts'
import { addressOf, pages, parse, repositoryOf, type Target } from './site.ts'

export default defineChecker<Target>({
  title: 'GitHub Pages',
  homepage: 'https://pages.github.com',
  urls: [pages],
  pace: { concurrency: 2, spacing: 1 },
  controls: { present: ['https://git.github.io/'], absent: ['https://no-such-owner-zz9-zz9.github.io/'] },

  match: parse,

  *check(target, night) {
    const response = yield* ask(get(addressOf(target)), [404])
    if (!isFromPages(response)) return yield* night.elsewhere(response.url)
    if (response.status !== 404) return yield* withData(judge(response, target.anchor))
    const { what, words } = denial(response)
    const replacement = what === 'site' ? yield* repositoryBehind(target, night.elsewhere) : undefined
    return verdict('not-found', { detail: words, ...(replacement && { replacement }) })
  },
})

/** A site may have a domain of its own, which lapses and is sold: only what GitHub delivers there is the site. */
function isFromPages({ url, headers }: Response): boolean {
  const { hostname } = new URL(url)
  if (hostname.endsWith('.github.io')) return true
  return hostname !== 'github.com' && (headers.server === 'GitHub.com' || 'x-github-request-id' in headers)
}

/** A page that is there says nothing about the files it links to. */
function* withData({ said, links }: ReturnType<typeof judge>): Conversation {
  const lost = said.replacement === undefined ? yield* lostAmong(links) : undefined
  if (lost === undefined) return said
  return { ...said, warnings: [...said.warnings, 'catalogue-only'], detail: `what the page links to is missing: ${lost}` }
}

/** Without its site, the repository is the next best place, if it is still there. */
function* repositoryBehind(target: Target, elsewhere: (url: string) => Conversation): Question<Replacement | undefined> {
  const url = repositoryOf(target)
  try {
    const said = yield* elsewhere(url)
    if (statusOf(said) !== 'alive') return undefined
    return { url: said.replacement?.url ?? url, certain: false, why: 'the repository behind the site, by its name' }
  } catch (error) {
    if (error instanceof NoAnswer || error instanceof Unrecognised) return undefined
    throw error
  }
}
