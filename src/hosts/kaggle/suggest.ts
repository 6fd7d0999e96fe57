/** Names on Kaggle that lost a hyphen or their end on the way into a catalogue: found among the names that there are. */
import { z } from 'zod'
import type { Candidate, Question, Sought } from '#model/checker.ts'
import { isNamed, lettersOf } from '../alike.ts'
import { ask, askJson, get, postJson, Unrecognised } from '../kit.ts'
import { addressOf, type Competition, type Owned, type Target } from './target.ts'
import { api, HEADERS } from './word.ts'

/** Places for a name that is not there. */
export function* suggest(target: Target, dataset: Sought): Question<readonly Candidate[]> {
  switch (target.kind) {
    case 'competition':
      return yield* competitions(target, dataset)
    case 'dataset':
    case 'legacy':
      return yield* datasets(target, dataset)
    default:
      return []
  }
}

const Competitions = z.object({
  competitions: z.array(z.object({ competitionName: z.string(), title: z.string().nullish().catch(undefined) })).default([]),
})

/** The search of the site's own page, without a login: it wants back the token that the page sets (aropan/clist and others, 2026). */
function* competitions({ slug }: Competition, dataset: Sought): Question<readonly Candidate[]> {
  const page = yield* ask(get('https://www.kaggle.com/competitions', { headers: { ...HEADERS, accept: 'text/html' } }))
  const token = page.cookies['XSRF-TOKEN']
  if (token === undefined) throw new Unrecognised('the page of all competitions sets no XSRF-TOKEN')
  const url = 'https://www.kaggle.com/api/i/competitions.CompetitionService/ListCompetitions'
  const { competitions: found } = yield* askJson(postJson(url, searchFor(slug), { headers: { ...HEADERS, 'x-xsrf-token': token } }), Competitions)
  const alike = found.filter(({ competitionName: name }) => lettersOf(name) === lettersOf(slug))
  if (alike.length > 0) return alike.map(({ competitionName }) => proposal(competitionName, HYPHENS))
  const longer = found.filter(({ competitionName: name }) => name.startsWith(`${slug}-`))
  return longer
    .toSorted((a, b) => shared(b.title, dataset) - shared(a.title, dataset))
    .map(({ competitionName }) => proposal(competitionName, 'a competition whose name begins so'))
}

const HYPHENS = 'a name of the host that differs in hyphens alone'

/** Never certain: that two names look alike is our word, not the host's. */
const proposal = (slug: string, why: string): Candidate => ({ url: addressOf({ kind: 'competition', slug }), certain: false, why })

/** A hyphen is lost where a line was broken, which makes two words one, and mostly the longest: the others are whole. */
function searchFor(slug: string): object {
  const words = slug.split(/[-_.]+/)
  const longest = words.toSorted((a, b) => b.length - a.length)[0]
  const searchQuery = words.length === 1 ? slug : words.filter((word) => word !== longest).join(' ')
  const filters = { prestigeFilter: 'PRESTIGE_FILTER_UNSPECIFIED', participationFilter: 'PARTICIPATION_FILTER_UNSPECIFIED' }
  const selector = { competitionIds: [], listOption: 'LIST_OPTION_DEFAULT', sortOption: 'SORT_OPTION_NEWEST', hostSegmentIdFilter: 0 }
  return {
    selector: { ...selector, searchQuery, ...filters, tagIds: [], requireSimulations: false },
    pageToken: '',
    pageSize: 100,
    readMask: 'competitions',
  }
}

/** How many words of the dataset's name a title has. */
function shared(title: string | null | undefined, { name }: Sought): number {
  const words = new Set((title ?? '').toLowerCase().match(/[\p{L}\p{N}]+/gu))
  return (name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => words.has(word)).length
}

const Datasets = z.array(z.object({ ref: z.string().regex(/^[^/]+\/[^/]+$/), title: z.string().nullish().catch(undefined) }))

/** The owner's other datasets first: one that differs in hyphens, then any that has the dataset's name. */
function* datasets({ owner, slug }: Owned, dataset: Sought): Question<readonly Candidate[]> {
  const words = slug.split(/[-_.]+/).join(' ')
  const found = yield* askJson(api(`v1/datasets/list?search=${encodeURIComponent(words)}&user=${encodeURIComponent(owner)}`), Datasets)
  const others = found.filter(({ ref }) => ref.toLowerCase() !== `${owner}/${slug}`.toLowerCase())
  const alike = others.filter(({ ref }) => sameOwner(ref, owner) && lettersOf(ref.split('/')[1] ?? '') === lettersOf(slug))
  const named = others.filter((other) => !alike.includes(other) && sameOwner(other.ref, owner) && isNamed(other.title ?? '', dataset))
  return [...alike.map(({ ref }) => placeOf(ref, HYPHENS)), ...named.map(({ ref }) => placeOf(ref, 'a dataset of this name by the same owner'))]
}

const sameOwner = (ref: string, owner: string) => ref.split('/')[0]?.toLowerCase() === owner.toLowerCase()

function placeOf(ref: string, why: string): Candidate {
  const [owner = '', slug = ''] = ref.split('/')
  return { url: addressOf({ kind: 'dataset', owner, slug }), certain: false, why }
}
