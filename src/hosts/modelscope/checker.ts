/** ModelScope datasets, by its two interfaces: the older one names its refusals, the newer one knows who may download. */
import { z } from 'zod'
import type { Question } from '#model/checker.ts'
import type { Response } from '#model/http.ts'
import { type Facts, type Verdict, verdict } from '#model/verdict.ts'
import { ask, defineChecker, get, heard, isHtml, json, NoAnswer, Unrecognised } from '../kit.ts'
import { parse, type Target, urls } from './link.ts'
import { suggest } from './suggest.ts'

const text = z.string().optional().catch(undefined)

/** The newer interface writes the same fields in lower case. */
const Refusal = z
  .object({ Code: z.union([z.number(), z.string()]).optional(), Message: text, code: z.union([z.number(), z.string()]).optional(), message: text })
  .transform(({ Code, Message, code, message }) => ({ code: String(Code ?? code ?? ''), words: Message ?? message ?? '' }))

const Described = z.object({
  Code: z.literal(200),
  Success: z.literal(true),
  Data: z.object({
    Namespace: z.string(),
    Name: z.string(),
    Visibility: z.int(),
    ChineseName: text,
    License: text,
  }),
})
const Opened = z.object({
  data: z.object({
    id: z.unknown().optional(),
    private: z.boolean(),
    gated: z.boolean().optional(),
    login_required: z.boolean().optional(),
  }),
})

/** Every refusal is HTTP 404; only these tell which (five independent projects, and one project's measurements). */
const MISSING = '10010205001'
const NO_ACCESS = '10010200001'
const NO_SUCH_REVISION = '10990101004'

/** An overloaded database answers with the code of the missing, too: `Error 1461: Can't create more than …`. */
const MISSING_WORDS = /record not found|不存在/i
const LOGIN_WORDS = /未登录/

const PRIVATE = 1
const INTERNAL = 3
const PUBLIC = 5

const REFUSALS = [401, 403, 404]

/** "There is no such dataset", from one of two interfaces. */
type Denial = { readonly denied: string }

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
  const older = yield* heard(described(target))
  if (older instanceof NoAnswer && older.verdict.reason === 'rate-limited') throw older
  if (isVerdict(older) && older.reason !== 'listed') return older
  const newer = yield* heard(access(target))
  if (isVerdict(newer)) return { ...newer, facts: isVerdict(older) ? older.facts : {} }
  if (isVerdict(older)) return older
  if (older instanceof Error) throw older
  if (newer instanceof Error) throw newer
  return verdict('not-found', { detail: older.denied })
}

const isVerdict = (word: Verdict | Denial | Error): word is Verdict => 'reason' in word

const nameOf = ({ owner, name }: Target) => `${encodeURIComponent(owner)}/${encodeURIComponent(name)}`

const OPTIONS = { headers: { accept: 'application/json' } }

function* described(target: Target): Question<Verdict | Denial> {
  const response = yield* ask(get(`https://${target.site}/api/v1/datasets/${nameOf(target)}`, OPTIONS), REFUSALS)
  if (REFUSALS.includes(response.status)) return refused(response)
  const { Data: data } = json(response, Described)
  compared(target, `${data.Namespace}/${data.Name}`)
  const facts: Facts = { title: data.ChineseName || data.Name, ...(data.License && { licence: data.License }) }
  if (data.Visibility === PUBLIC) return verdict('listed', { facts })
  if (data.Visibility !== PRIVATE && data.Visibility !== INTERNAL) throw new Unrecognised(`Visibility ${data.Visibility}`)
  return verdict('approval-required', { detail: `Visibility ${data.Visibility}`, facts })
}

/** Who may have the files, by the newer interface. */
function* access(target: Target): Question<Verdict | Denial> {
  const response = yield* ask(get(`https://${target.site}/openapi/v1/datasets/${nameOf(target)}`, OPTIONS), REFUSALS)
  if (response.status === 404) return bareDenial(response)
  if (REFUSALS.includes(response.status)) return refused(response)
  const { data } = json(response, Opened)
  if (typeof data.id === 'string' && data.id.includes('/')) compared(target, data.id)
  if (data.private) return verdict('approval-required', { detail: 'private' })
  if (data.gated) return verdict('approval-required', { detail: 'gated' })
  return data.login_required ? verdict('login-required', { detail: 'login_required' }) : verdict('listed')
}

function compared(target: Target, answered: string): void {
  const asked = `${target.owner}/${target.name}`
  if (answered.toLowerCase() !== asked.toLowerCase()) throw new Unrecognised(`asked for ${asked}, got ${answered}`)
}

/** The code of the newer interface's 404 is not established: any will do, but for those that are known to say something else. */
function bareDenial(response: Response): Verdict | Denial {
  const { code, words } = json(response, Refusal)
  return code === NO_ACCESS || code === MISSING ? refused(response) : { denied: `404 ${code} ${words}`.trim() }
}

/**
 * What a refusal says, by status, code and words together.
 * @throws {Unrecognised} when they do not fit
 */
function refused(response: Response): Verdict | Denial {
  const { status } = response
  const { code, words } = json(response, Refusal)
  const detail = [`HTTP ${status}`, code, words].filter(Boolean).join(' ').slice(0, 200)
  if (status === 404 && code === MISSING && MISSING_WORDS.test(words)) return { denied: detail }
  if (status !== 401 && code === NO_ACCESS) return verdict('approval-required', { detail })
  if (status === 403 && code === '403') return verdict('approval-required', { detail })
  if ((status === 401 && code !== '') || LOGIN_WORDS.test(words)) return verdict('login-required', { detail })
  throw new Unrecognised(detail)
}

/** The dataset is there; the link means a file of it. A beginning or a redirect to the bytes is answer enough. */
function* opened(target: Target, { revision, path }: NonNullable<Target['file']>, said: Verdict): Question<Verdict> {
  const query = new URLSearchParams({ Revision: revision, FilePath: path })
  const url = `https://${target.site}/api/v1/datasets/${nameOf(target)}/repo?${query}`
  const response = yield* ask(get(url, { redirect: 'manual', limit: 4096 }), REFUSALS)
  if (!REFUSALS.includes(response.status)) {
    if (isHtml(response) && !/\.html?$/i.test(path)) throw new NoAnswer(verdict('challenged', { detail: 'a page where the file is due' }))
    return said
  }
  const { code, words } = json(response, Refusal)
  if (response.status === 404 && code === NO_SUCH_REVISION)
    return verdict('not-found', { detail: `${code}: the dataset is there, not this revision of the file`, facts: said.facts })
  const judged = refused(response)
  if ('denied' in judged) throw new Unrecognised(`listed, but its file is denied: ${code} ${words}`)
  return { ...judged, facts: said.facts }
}
