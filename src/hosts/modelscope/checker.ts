/** ModelScope datasets, by its two interfaces: each denies what the other has. */
import type { Question } from '#model/checker.ts'
import { type Verdict, verdict } from '#model/verdict.ts'
import { missingBeside } from '../html-file.ts'
import { ask, defineChecker, get, heard, isHtml, json, NoAnswer, Unrecognised } from '../kit.ts'
import { isVerdict, tried } from '../witness.ts'
import { access, described, NO_SUCH_REVISION, nameOf, REFUSALS, Refusal, refused } from './answers.ts'
import { parse, type Target, urls } from './link.ts'
import { suggest } from './suggest.ts'

export default defineChecker<Target>({
  title: 'ModelScope',
  homepage: 'https://www.modelscope.cn',
  urls,
  pace: { concurrency: 1, spacing: 1 },
  controls: { present: [], absent: ['https://www.modelscope.cn/datasets/modelscope/no-such-dataset-zz9'] },

  match: parse,

  *check(target) {
    const said = yield* dataset(target)
    return said.reason === 'listed' && target.file ? yield* opened(target, target.file, said) : said
  },

  suggest,
})

/** Both interfaces are asked: each denies what the other has (the official client asks the older one after the newer one's 404). */
function* dataset(target: Target): Question<Verdict> {
  const older = yield* tried(described(target))
  if (isVerdict(older) && older.reason !== 'listed') return older
  const newer = yield* heard(access(target))
  if (isVerdict(newer)) return { ...newer, facts: { ...(isVerdict(older) && older.facts), ...newer.facts } }
  if (isVerdict(older)) return older
  if (older instanceof Error) throw older
  if (newer instanceof Error) throw newer
  return verdict('not-found', { detail: older.denied })
}

/** The dataset is there; the link means a file of it. A beginning or a redirect to the bytes is answer enough. */
function* opened(target: Target, { revision, path }: NonNullable<Target['file']>, said: Verdict): Question<Verdict> {
  const file = (path: string) => {
    const query = new URLSearchParams({ Revision: revision, FilePath: path })
    return ask(get(`https://${target.site}/api/v1/datasets/${nameOf(target)}/repo?${query}`, { redirect: 'manual', limit: 4096 }), REFUSALS)
  }
  const response = yield* file(path)
  if (!REFUSALS.includes(response.status)) {
    if (!isHtml(response)) return said
    const missing = missingBeside(path)
    if (missing === undefined) throw new NoAnswer(verdict('challenged', { detail: 'a page where the file is due' }))
    const { status } = yield* file(missing)
    if (status !== 404) throw new Unrecognised(`a page, as for a file that does not exist (HTTP ${status})`)
    return said
  }
  const { code, words } = json(response, Refusal)
  if (response.status === 404 && code === NO_SUCH_REVISION)
    return verdict('not-found', { detail: `${code}: the dataset is there, not this revision of the file`, facts: said.facts })
  const judged = refused(response)
  if ('denied' in judged) throw new Unrecognised(`listed, but its file is denied: ${code} ${words}`)
  return { ...judged, facts: said.facts }
}
