/** Pages of datasets. The site answers 200 to anything, so a page vouches only by a name that the page of nobody does not have. */
import type { Conversation, Question } from '#model/checker.ts'
import { type Verdict, verdict } from '#model/verdict.ts'
import { ask, get, html, isHtml, Unrecognised } from '../kit.ts'
import { tried } from '../witness.ts'
import { isLogin, parse } from './link.ts'
import { type Denial, isDenial, mirrored, upheld } from './word.ts'

/** The mirror is asked in the other language, too. */
const SITE = 'https://hyper.ai/cn/datasets'
const MIRROR = 'https://orion.hyper.ai/en/datasets'

/** CoNSeP, downloaded and compared by a public project; and a number far beyond the last one. */
const LIVING = '18936'
const NOBODY = '99999999'

/** What the page says about a dataset, and for a denial a living one beside it. */
export function* dataset(id: string): Conversation {
  const word = yield* page(id)
  return isDenial(word) ? yield* upheld(word, page(LIVING)) : word
}

const page = (id: string): Question<Verdict | Denial> => mirrored(compared(SITE, id), compared(MIRROR, id))

function* compared(site: string, id: string): Question<Verdict | Denial> {
  const shown = yield* visit(site, id)
  if (isLogin(shown.address)) return verdict('login-required', { detail: 'redirected to the login' })
  if (shown.status === 404 || shown.status === 410) return { denied: 'not-found', words: `HTTP ${shown.status}` }
  if (shown.status !== 200) throw new Unrecognised(`HTTP ${shown.status}`)
  const blank = yield* tried(visit(site, NOBODY))
  if (blank instanceof Error) throw new Unrecognised(`no page of ${NOBODY} to compare with: ${blank.message}`)
  if (!isPageOf(id, shown.address)) {
    if (shown.address === blank.address) return { denied: 'soft-404', words: 'redirected like a number that no dataset has' }
    throw new Unrecognised(`redirected to ${shown.address}`)
  }
  if (shown.name !== '' && shown.mark !== blank.mark) return verdict('served', { facts: { title: shown.name } })
  if (shown.mark !== '' && shown.mark === blank.mark)
    return { denied: 'soft-404', words: `the title of a number that no dataset has: "${shown.title}"` }
  throw new Unrecognised(`the page names no dataset: "${shown.title}"`)
}

type Shown = {
  readonly status: number
  readonly address: string
  readonly title: string
  /** The name of the dataset by the title, or empty. */
  readonly name: string
  /** The title without the number that was asked for, to tell two pages apart. */
  readonly mark: string
}

function* visit(site: string, id: string): Question<Shown> {
  const response = yield* ask(get(`${site}/${id}`, { headers: { accept: 'text/html' } }), [404, 410])
  const title = isHtml(response) ? titleOf(html(response)) : ''
  return { status: response.status, address: response.url, title, name: nameIn(title), mark: title.replaceAll(id, '') }
}

/** The title of the window, or where it names only the site the one for shared links, or the heading. */
function titleOf($: ReturnType<typeof html>): string {
  const [title = '', ...others] = [$('title').first().text(), $('meta[property="og:title"]').attr('content'), $('h1').first().text()].map(onOneLine)
  return [title, ...others].find((written) => nameIn(written) !== '') ?? title
}

const onOneLine = (written = '') => written.replace(/\s+/g, ' ').trim().slice(0, 300)

/** What the site adds to a name: "… / 数据集 / HyperAI超神经 | HyperAI超神经", "…| 数据集| HyperAI超神经". */
const ADDED = /^(?:hyper\.?ai\S*|超神经|数据集|datasets?)?$/i

/** A page that says with its title that there is nothing. */
const MISSING = /^(?:404|error)\b|not found|不存在|找不到|已下线|已(?:被)?删除/i

function nameIn(title: string): string {
  const parts = title.split(/ ?\| ?| \/ /)
  while (parts.length > 0 && ADDED.test(parts.at(-1) ?? '')) parts.pop()
  const name = parts.join(' / ').trim()
  return MISSING.test(name) ? '' : name
}

function isPageOf(id: string, address: string): boolean {
  const landed = parse(new URL(address))
  return landed !== undefined && 'kind' in landed && landed.kind === 'dataset' && landed.id === id
}
