/** What a Kaggle URL names, and whether an answer names the same thing. */
import { type Invalid, Unrecognised } from '#model/checker.ts'
import type { Verdict } from '#model/verdict.ts'
import { invalid, isCutOff, pattern, unclung } from '../kit.ts'

/** Names as the link spells them: the host compares them without case, but nobody says that every interface does. */
export type Owned = { readonly kind: 'dataset' | 'notebook' | 'model' | 'legacy'; readonly owner: string; readonly slug: string }
export type Competition = { readonly kind: 'competition'; readonly slug: string }
export type NumberedCompetition = { readonly kind: 'numbered-competition'; readonly number: string }
export type Target = Owned | Competition | NumberedCompetition

/** Whatever follows the name is a tab of its page. */
const OWNED = [
  ['dataset', pattern('https://www.kaggle.com/datasets/:owner/:slug/*')],
  ['dataset', pattern('https://www.kaggle.com/api/v1/datasets/download/:owner/:slug/*')],
  ['notebook', pattern('https://www.kaggle.com/code/:owner/:slug/*')],
  ['notebook', pattern('https://www.kaggle.com/kernels/:owner/:slug/*')],
  ['model', pattern('https://www.kaggle.com/models/:owner/:slug/*')],
] as const
const COMPETITIONS = [pattern('https://www.kaggle.com/competitions/:slug/*'), pattern('https://www.kaggle.com/c/:slug/*')]
/** Datasets and notebooks before 2022. */
const legacy = pattern('https://www.kaggle.com/:owner/:slug/*')
const site = pattern('https://www.kaggle.com/*')

export const FORMS = [...OWNED.map(([, form]) => form), ...COMPETITIONS, legacy]

/** First segments after which a name must follow. */
const KINDS = /^(datasets|competitions|c|code|kernels|models)$/i
/** First segments that are no owner; the last four are the oldest forums. */
const SECTIONS =
  /^(organizations|discussions|learn|docs|account|settings|search|benchmarks|general|getting-started|product-feedback|questions-and-answers)$/i
/** Second segments that are a tab of a person's page. */
const PROFILE_TABS = /^(datasets|competitions|code|kernels|notebooks|scripts|models|discussions?|followers|following|activity|account)$/i

/** The thing a URL names; undefined when it is not Kaggle's, or a call of the interface that the generic checker judges better. */
export function parse(url: URL): Target | Invalid | undefined {
  for (const [kind, form] of OWNED) {
    const found = form.match(url)
    if (found) return named(found, ({ owner = '', slug = '' }) => ({ kind, owner, slug }))
  }
  for (const form of COMPETITIONS) {
    const found = form.match(url)
    if (found)
      return named(found, ({ slug = '' }) => (/^\d+$/.test(slug) ? { kind: 'numbered-competition', number: slug } : { kind: 'competition', slug }))
  }
  if (!site.match(url)) return undefined
  const [first, second] = url.pathname.split('/').filter((segment) => segment !== '')
  if (first === undefined) return invalid('not-a-dataset', 'the front page')
  if (first.toLowerCase() === 'api') return undefined
  if (KINDS.test(first)) {
    return url.searchParams.has('search') ? invalid('not-a-dataset', 'a page of search results') : invalid('incomplete-url', 'the name is missing')
  }
  if (SECTIONS.test(first)) return invalid('not-a-dataset', 'a page of the site, not a dataset')
  if (second === undefined || PROFILE_TABS.test(second)) return invalid('not-a-dataset', 'the page of a person or an organisation')
  const found = legacy.match(url)
  return found && named(found, ({ owner = '', slug = '' }) => ({ kind: 'legacy', owner, slug }))
}

/** The target of cleaned names, or what is wrong with one of them. */
function named(parts: Readonly<Record<string, string>>, target: (names: Readonly<Record<string, string>>) => Target): Target | Invalid {
  const names: Record<string, string> = {}
  for (const [part, written] of Object.entries(parts)) {
    const name = unclung(written)
    if (name === '' || isCutOff(written)) return invalid('incomplete-url', `the ${part} is cut off`)
    if (!/^\w[\w.-]*$/.test(name)) return invalid('malformed-url', `the ${part} holds characters that no name has`)
    names[part] = name
  }
  return target(names)
}

/** The present address of a thing. */
export const addressOf = (target: Owned | Competition): string => `https://www.kaggle.com/${SECTION[target.kind]}/${nameOf(target)}`

const SECTION = { dataset: 'datasets', notebook: 'code', model: 'models', competition: 'competitions', legacy: 'datasets' } as const

export const nameOf = (target: Owned | Competition): string => (target.kind === 'competition' ? target.slug : `${target.owner}/${target.slug}`)

/**
 * Compares what was asked for with what answered: nothing to report when it is the same, `moved` when the host led us on to
 * the same thing under another name (one half of the name kept, or the hyphens alone changed).
 * @throws {Unrecognised} when another thing answered
 */
export function placed(asked: Owned | Competition, answered: Owned | Competition): Partial<Verdict> {
  if (asked.kind === answered.kind && same(nameOf(asked), nameOf(answered))) return {}
  if (!akin(asked, answered)) throw new Unrecognised(`asked for ${asked.kind} ${nameOf(asked)}, got ${answered.kind} ${nameOf(answered)}`)
  return { warnings: ['moved'], replacement: { url: addressOf(answered), certain: true, why: 'the host answers with this name' } }
}

/**
 * Compares what was asked for with the address that answered; see `placed`.
 * @throws {Unrecognised} when it is the address of another thing, or of none (a login, the front page)
 */
export function arrived(asked: Owned | Competition, address: string): Partial<Verdict> {
  const answered = parse(new URL(address))
  if (answered === undefined || 'invalid' in answered || answered.kind === 'numbered-competition')
    throw new Unrecognised(`led to ${new URL(address).pathname}`)
  return placed(asked, answered)
}

function akin(asked: Owned | Competition, answered: Owned | Competition): boolean {
  if (asked.kind !== answered.kind) return false
  if (asked.kind === 'competition' || answered.kind === 'competition') return same(letters(asked.slug), letters(answered.slug))
  return same(asked.owner, answered.owner) || same(asked.slug, answered.slug)
}

const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase()

const letters = (slug: string) => slug.replaceAll(/[^a-z0-9]/gi, '')
