/** What ModelScope's two interfaces say about a dataset: the older one names its refusals, the newer one knows who may download. */
import { z } from 'zod'
import type { Question } from '#model/checker.ts'
import type { Response } from '#model/http.ts'
import { type Facts, type Verdict, verdict } from '#model/verdict.ts'
import { Day } from '../day.ts'
import { ask, get, json, Unrecognised } from '../kit.ts'
import type { Denial } from '../witness.ts'
import type { Target } from './link.ts'

const text = z.string().optional().catch(undefined)

/** The newer interface writes the same fields in lower case. */
export const Refusal = z
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
    LastModified: Day,
  }),
})
const Opened = z.object({
  data: z.object({
    id: z.unknown().optional(),
    private: z.boolean(),
    gated: z.boolean().optional(),
    login_required: z.boolean().optional(),
    /** Bytes. */
    file_size: z.int().positive().optional().catch(undefined),
  }),
})

/** Every refusal is HTTP 404; only these tell which (five independent projects, and one project's measurements). */
const MISSING = '10010205001'
const NO_ACCESS = '10010200001'
export const NO_SUCH_REVISION = '10990101004'

/** An overloaded database answers with the code of the missing, too: `Error 1461: Can't create more than …`. */
const MISSING_WORDS = /record not found|不存在/i
const LOGIN_WORDS = /未登录/

const PRIVATE = 1
const INTERNAL = 3
const PUBLIC = 5

export const REFUSALS = [401, 403, 404]

export const nameOf = ({ owner, name }: Target) => `${encodeURIComponent(owner)}/${encodeURIComponent(name)}`

const OPTIONS = { headers: { accept: 'application/json' } }

export function* described(target: Target): Question<Verdict | Denial> {
  const response = yield* ask(get(`https://${target.site}/api/v1/datasets/${nameOf(target)}`, OPTIONS), REFUSALS)
  if (REFUSALS.includes(response.status)) return refused(response)
  const { Data: data } = json(response, Described)
  const another = compared(target, `${data.Namespace}/${data.Name}`)
  if (another !== undefined) return another
  const facts: Facts = {
    title: data.ChineseName || data.Name,
    ...(data.License && { licence: data.License }),
    ...(data.LastModified && { updatedAt: data.LastModified }),
  }
  if (data.Visibility === PUBLIC) return verdict('listed', { facts })
  if (data.Visibility !== PRIVATE && data.Visibility !== INTERNAL) throw new Unrecognised(`Visibility ${data.Visibility}`)
  return verdict('approval-required', { detail: `Visibility ${data.Visibility}`, facts })
}

/** Who may have the files, by the newer interface. */
export function* access(target: Target): Question<Verdict | Denial> {
  const response = yield* ask(get(`https://${target.site}/openapi/v1/datasets/${nameOf(target)}`, OPTIONS), REFUSALS)
  if (response.status === 404) return bareDenial(response)
  if (REFUSALS.includes(response.status)) return refused(response)
  const { data } = json(response, Opened)
  const another = typeof data.id === 'string' && data.id.includes('/') ? compared(target, data.id) : undefined
  if (another !== undefined) return another
  const facts: Facts = data.file_size === undefined ? {} : { bytes: data.file_size }
  if (data.private) return verdict('approval-required', { detail: 'private', facts })
  if (data.gated) return verdict('approval-required', { detail: 'gated', facts })
  return data.login_required ? verdict('login-required', { detail: 'login_required', facts }) : verdict('listed', { facts })
}

/** Another dataset in the answer, which the other interface cannot mend. */
function compared(target: Target, answered: string): Verdict | undefined {
  const asked = `${target.owner}/${target.name}`
  return answered.toLowerCase() === asked.toLowerCase() ? undefined : verdict('unrecognised', { detail: `asked for ${asked}, got ${answered}` })
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
export function refused(response: Response): Verdict | Denial {
  const { status } = response
  const { code, words } = json(response, Refusal)
  const detail = [`HTTP ${status}`, code, words].filter(Boolean).join(' ').slice(0, 200)
  if (status === 404 && code === MISSING && MISSING_WORDS.test(words)) return { denied: detail }
  if (status !== 401 && code === NO_ACCESS) return verdict('approval-required', { detail })
  if (status === 403 && code === '403') return verdict('approval-required', { detail })
  if ((status === 401 && code !== '') || LOGIN_WORDS.test(words)) return verdict('login-required', { detail })
  throw new Unrecognised(detail)
}
