/** Articles: what the interface describes, compared with the title in the address, because a number that was cut off is a number, too. */
import { z } from 'zod'
import type { Conversation, Night, Question } from '#model/checker.ts'
import { type Facts, statusOf, type Verdict, verdict } from '#model/verdict.ts'
import { Day } from '../day.ts'
import { heard, Unrecognised } from '../kit.ts'
import { isVerdict } from '../witness.ts'
import { describe, PRIVATE } from './interface.ts'
import type { Article } from './link.ts'
import { isShort, namesakeOf, resembles } from './namesake.ts'

const Text = z.string().nullish().catch(undefined)
const Flag = z.boolean().nullish()

const Described = z.object({
  id: z.int().transform(String),
  title: z.string(),
  version: z.int().optional().catch(undefined),
  size: z.int().nonnegative().optional().catch(undefined),
  license: z.object({ name: z.string() }).optional().catch(undefined),
  published_date: Day,
  url_public_html: z.url().optional().catch(undefined),
  is_public: z.boolean(),
  is_embargoed: Flag,
  embargo_type: Text,
  embargo_date: Text,
  is_confidential: Flag,
  is_metadata_record: Flag,
  metadata_reason: Text,
  download_disabled: Flag,
  files: z.array(z.object({ size: z.int().nonnegative(), is_link_only: z.boolean(), download_url: z.string() })),
})
type Described = z.output<typeof Described>

/** The check of an article. */
export function* article(target: Article, night: Elsewhere): Conversation {
  const answer = yield* described(target)
  if (!isVerdict(answer) && resembles(target, answer.title)) return yield* judge(target, answer, night)
  if (isVerdict(answer) && answer.reason !== 'not-public') return answer
  if (isVerdict(answer) && target.key !== undefined) throw new Unrecognised(PRIVATE)

  const namesake = yield* namesakeOf(target)
  const found = { ...(namesake && { replacement: namesake.replacement }) }
  const detail = isVerdict(answer) ? answer.detail : `number ${target.id} is "${answer.title.slice(0, 100)}"`
  const isCutOff = namesake?.cutOff || (isShort(target) && (isVerdict(answer) || target.slug !== undefined))
  if (isCutOff) return verdict('incomplete-url', { detail: `the number is cut off: ${detail}`, ...found })
  if (isVerdict(answer)) return { ...answer, ...found }
  // Owners rename articles; but the title in the address may be another's, and a short number the beginning of another's.
  if (namesake !== undefined || isShort(target)) return verdict('unrecognised', { detail: `perhaps another article: ${detail}`, ...found })
  return yield* judge(target, answer, night)
}

type Elsewhere = Pick<Night<Article>, 'elsewhere'>

/** A version that is missing does not take the article with it. */
function* described({ id, version }: Article): Question<Described | Verdict> {
  if (version !== undefined) {
    const found = yield* describe(`articles/${id}/versions/${version}`, id, Described)
    if (!isVerdict(found) || found.reason !== 'not-public') return found
  }
  return yield* describe(`articles/${id}`, id, Described)
}

function* judge(target: Article, found: Described, night: Elsewhere): Conversation {
  const { embargo_type = 'all', embargo_date = 'an unnamed day' } = found
  const findings = { facts: factsOf(found), ...arrived(target, found) }
  if (!found.is_public) throw new Unrecognised('described to everybody, but not is_public')
  if (found.is_embargoed) return verdict('embargoed', { ...findings, detail: `${embargo_type} until ${embargo_date}` })
  if (found.is_confidential) return verdict('approval-required', { ...findings, detail: 'is_confidential' })
  if (found.download_disabled) return verdict('approval-required', { ...findings, detail: 'download_disabled' })
  const said = verdict('listed', findings)
  if (found.files.length > 0 && found.files.every(({ is_link_only }) => is_link_only)) {
    return yield* linked(catalogued(said), found.files[0]?.download_url ?? '', night)
  }
  if (found.is_metadata_record) return catalogued(said)
  return found.files.length === 0 ? { ...said, warnings: [...said.warnings, 'empty'] } : said
}

/** A description whose files are somewhere else, if anywhere. */
const catalogued = (said: Verdict): Verdict => ({ ...said, warnings: [...said.warnings, 'catalogue-only'] })

/** Whoever knows the place of the files is asked about it. */
function* linked(said: Verdict, place: string, { elsewhere }: Elsewhere): Conversation {
  if (!/^https?:\/\/./i.test(place) || !URL.canParse(place)) return said
  const there = yield* heard(elsewhere(place))
  if (there instanceof Error) return said
  if (statusOf(there) === 'gone') throw new Unrecognised(`the article is there, its files at ${new URL(place).host} are gone (${there.reason})`)
  return { ...said, replacement: said.replacement ?? { url: place, certain: false, why: 'the article has no files and sends its readers there' } }
}

function arrived({ version: asked }: Article, { version, url_public_html: url }: Described): Partial<Verdict> {
  if (asked === undefined || version === undefined || asked === String(version)) return {}
  const replacement = url && { url, certain: false, why: `version ${asked} is not there, version ${version} is` }
  return { warnings: ['moved'], ...(replacement && { replacement }) }
}

/** The list of files may be a part of it: it counts when it adds up to the whole. The day is the version's own: others change by themselves. */
function factsOf({ title, size = 0, version, license, published_date: day, files }: Described): Facts {
  const whole = size > 0 && files.reduce((sum, file) => sum + file.size, 0) === size
  return {
    title,
    ...(size > 0 && { bytes: size }),
    ...(whole && { files: files.length }),
    ...(version && { version: String(version) }),
    ...(license && { licence: license.name }),
    ...(day && { updatedAt: day }),
  }
}
