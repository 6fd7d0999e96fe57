/** Competitions, by the interface of their own page, which needs no login; their data always needs one, and consent to the rules. */
import { z } from 'zod'
import type { Conversation, Question } from '#model/checker.ts'
import { type Verdict, verdict } from '#model/verdict.ts'
import { ask, heard, Unrecognised } from '../kit.ts'
import { isVerdict } from '../witness.ts'
import { settledByPage } from './page.ts'
import { addressOf, type Competition, type NumberedCompetition, placed } from './target.ts'
import { api, type Denial, described, description, opening, refusal } from './word.ts'

const Described = z.object({
  id: z.number().optional(),
  competitionName: z.string().min(1),
  title: z.string().nullish().catch(undefined),
  isPrivate: z.boolean().nullish(),
})
type Described = z.output<typeof Described>

/** Refused to someone who has not joined: the competition is there (mle-bench#29, kaggle-cli#152). */
const RULES = /accept this competition.{1,8}rules/
const PERMISSION = 'competitions.get'
const GET_COMPETITION = 'i/competitions.CompetitionService/GetCompetition'

/** The check of a competition. */
export function* competition(target: Competition): Conversation {
  const word = yield* opening(named(target))
  return isVerdict(word) ? word : yield* settledByPage(target, word)
}

function* named(target: Competition): Question<Verdict | Denial> {
  const response = yield* ask(api(`${GET_COMPETITION}?competitionName=${target.slug}`), [403, 404])
  const words = response.status === 403 ? refusal(response) : ''
  if (RULES.test(words)) return verdict('agreement-required', { detail: words })
  const found = description(response, Described, PERMISSION)
  if ('denied' in found) return found
  return yield* withData(found, accessOf(found, placed(target, { kind: 'competition', slug: found.competitionName })))
}

/** Old links name a competition by its number. That the interface finds it so is known of its predecessor only: a denial proves nothing. */
export function* numberedCompetition({ number }: NumberedCompetition): Conversation {
  const found = yield* described(api(`${GET_COMPETITION}?competitionId=${number}`), Described, PERMISSION)
  if ('denied' in found) throw new Unrecognised(`competition number ${number}: ${found.words}`)
  if (String(found.id) !== number) throw new Unrecognised(`asked for competition number ${number}, got ${found.id}`)
  const url = addressOf({ kind: 'competition', slug: found.competitionName })
  return yield* withData(
    found,
    accessOf(found, { warnings: ['moved'], replacement: { url, certain: true, why: 'the same competition by its name' } }),
  )
}

/** A version of the data by its number, which is left out when it is 0 (kagglesdk `GetCompetitionDatabundleVersionResponse`). */
const Databundle = z.object({ databundleVersionId: z.number().default(0) })

/** A competition keeps its page when its data is withdrawn. Silence here unsays nothing. */
function* withData({ id }: Described, said: Verdict): Question<Verdict> {
  if (!id) return said
  const query = `competitionId=${id}&competitionDatabundleType=COMPETITION_DATABUNDLE_TYPE_PUBLIC`
  const found = yield* heard(described(api(`${GET_COMPETITION}DatabundleVersion?${query}`), Databundle, PERMISSION))
  const withdrawn = 'denied' in found ? found.denied === 'not-found' : 'databundleVersionId' in found && found.databundleVersionId === 0
  return withdrawn ? { ...said, warnings: [...said.warnings, 'catalogue-only'], detail: 'the competition has no data (any more)' } : said
}

function accessOf({ title, isPrivate }: Described, findings: Partial<Verdict>): Verdict {
  const facts = title ? { title } : {}
  return isPrivate ? verdict('approval-required', { ...findings, facts, detail: 'isPrivate' }) : verdict('login-required', { ...findings, facts })
}
