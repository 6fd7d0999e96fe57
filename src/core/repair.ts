/** Where the dataset of a link that does not work any more may be now: searched for, and shown only when a probe vouches for it. */
import type { Candidate, Checker, Conversation, Question, Sought } from '#model/checker.ts'
import type { Transport } from '#model/http.ts'
import type { Link } from '#model/registry.ts'
import { type Replacement, statusOf, type Verdict, verdict, vouchesFor } from '#model/verdict.ts'
import { type Asking, askTarget } from './ask-host.ts'
import { redacted } from './evidence.ts'
import { assign } from './plan.ts'
import { probe } from './probe.ts'
import { wholeHosts } from './whole-host.ts'

export type Broken = Pick<Link, 'url' | 'passcode' | 'access'>

/** The address under which an archive would have a page; the checker that claims it proposes captures. */
const ARCHIVE = 'https://web.archive.org/web/'

/** Candidates that are probed for one link. Those of a search come best first; what is not among these is not worth more requests. */
const MOST_PROBES = 3

/**
 * A place that takes the place of a link: what its own host proposes, else, for a link that is gone, a capture of its page.
 * Undefined when the verdict already names one, when the link is neither gone nor invalid, or when nothing found is vouched for.
 */
export async function repairs(link: Broken, said: Verdict, dataset: Sought, asking: Asking): Promise<Replacement | undefined> {
  if (!isRepairable(said)) return undefined
  return (await ownPlace(link, dataset, asking)) ?? (isArchivable(link, said) ? (await captured(link, dataset, asking)).found : undefined)
}

/** What was taken down on somebody's demand is not looked for elsewhere. */
export function isRepairable(said: Verdict): boolean {
  const status = statusOf(said)
  return said.replacement === undefined && said.reason !== 'taken-down' && (status === 'gone' || status === 'invalid')
}

/** An archive has only what its address alone opens, and is told no codes. */
export const isArchivable = ({ url, passcode }: Broken, said: Verdict): boolean =>
  statusOf(said) === 'gone' && passcode === undefined && URL.canParse(url) && redacted(url) === new URL(url).href

/** The first place that the link's own host proposes, or that its host may be the beginning of, and that is vouched for. */
export async function ownPlace(link: Broken, dataset: Sought, asking: Asking): Promise<Replacement | undefined> {
  return vouchedFor((await search(link, dataset, asking)).candidates, asking)
}

/** A capture of the page by the archive; `refused` when the archive does not want to be asked any more. */
export async function captured({ url }: Broken, dataset: Sought, asking: Asking): Promise<{ found: Replacement | undefined; refused: boolean }> {
  const { candidates, refused } = await search({ url: `${ARCHIVE}${url}`, access: 'open' }, dataset, asking)
  const found = await vouchedFor(candidates, asking)
  return { found: found && { ...found, certain: false }, refused }
}

type Found = { readonly candidates: readonly Candidate[]; readonly refused: boolean }

const NOTHING: Found = { candidates: [], refused: false }

async function search(link: Broken, dataset: Sought, asking: Asking): Promise<Found> {
  const { checker, parsed } = assign(link, asking.checkers)
  if ('invalid' in parsed) return { candidates: wholeHosts(link.url, dataset.hosts ?? []), refused: false }
  const { candidates, refused } = await proposed(checker, parsed.target, dataset, asking.converse())
  return { candidates: candidates.filter(({ url }) => url !== link.url), refused }
}

/** What a checker proposes in place of a target, not probed yet; `refused` when it was not let search. */
export async function proposed(checker: Checker, target: object, dataset: Sought, transport: Transport): Promise<Found> {
  if (checker.suggest === undefined) return NOTHING
  const candidates: Candidate[] = []
  const { verdict: said } = await probe(collecting(checker.suggest(target, dataset), candidates), transport)
  return { candidates, refused: statusOf(said) === 'blocked' }
}

/** A search as a conversation, so that it is as bounded as a check. */
function* collecting(question: Question<readonly Candidate[]>, found: Candidate[]): Conversation {
  found.push(...(yield* question))
  return verdict('listed')
}

async function vouchedFor(candidates: readonly Candidate[], asking: Asking): Promise<Replacement | undefined> {
  for (const candidate of candidates.slice(0, MOST_PROBES)) {
    const { checker, parsed } = assign({ url: candidate.url, access: 'open' }, asking.checkers)
    if ('invalid' in parsed) continue
    const { verdict: said } = await askTarget(checker, parsed.target, [parsed.target], asking)
    if (vouchesFor(said)) return candidate
  }
  return undefined
}
