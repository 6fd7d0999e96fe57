/** Hugging Face repositories, by the public interface: it says 401 for what is missing and for what is private alike. */
import { z } from 'zod'
import type { Question } from '#model/checker.ts'
import type { Request, Response } from '#model/http.ts'
import { type Facts, type Verdict, verdict } from '#model/verdict.ts'
import { Day } from '../day.ts'
import { ask, defineChecker, get, head, json, NoAnswer, text, Unrecognised } from '../kit.ts'
import { type Kind, parse, type Target, urls } from './link.ts'
import { suggest } from './suggest.ts'

/** Which repository answered; `false` for one that anybody may read. Spaces cannot be gated. */
const Repository = z.object({
  id: z.string().regex(/^[\w.-]+(?:\/[\w.-]+)?$/),
  private: z.boolean(),
  gated: z.union([z.literal(false), z.enum(['auto', 'manual'])]).optional(),
  disabled: z.boolean().optional(),
  lastModified: Day,
  tags: z.array(z.string()).optional().catch(undefined),
  usedStorage: z.int().nonnegative().optional().catch(undefined),
})
type Repository = z.output<typeof Repository>

/** Only what is read here: the list of files alone can be megabytes. */
const FIELDS = ['disabled', 'lastModified', 'private', 'tags', 'usedStorage']

/** The statuses that come with `x-error-code`, or with a sentence in its place. */
const REFUSALS = [401, 403, 404]

export default defineChecker<Target>({
  title: 'Hugging Face',
  homepage: 'https://huggingface.co',
  urls,
  pace: { concurrency: 1, spacing: 1 },
  controls: {
    present: ['https://huggingface.co/datasets/rajpurkar/squad'],
    absent: ['https://huggingface.co/datasets/rajpurkar/no-such-dataset-zz9'],
  },

  match: parse,

  *check(target) {
    const response = yield* ask(descriptionOf(target), REFUSALS)
    if (REFUSALS.includes(response.status)) return refused(response)
    const found = json(response, Repository)
    const said = described(found, target, response)
    return target.place === undefined || said.reason !== 'listed' ? said : yield* inside(found.id, target.kind, target.place, said)
  },

  suggest,
})

function descriptionOf({ kind, id }: Target): Request {
  const fields = kind === 'spaces' ? FIELDS : [...FIELDS, 'gated']
  const url = `https://huggingface.co/api/${kind}/${escaped(id)}?${fields.map((field) => `expand=${field}`).join('&')}`
  return get(url, { headers: { accept: 'application/json' } })
}

const escaped = (path: string) => path.split('/').map(encodeURIComponent).join('/')

function described(found: Repository, { kind, id }: Target, response: Response): Verdict {
  const renamed = found.id.toLowerCase() !== id.toLowerCase()
  // A renamed repository redirects; without a redirect another name is another repository.
  if (renamed && response.hops.length === 0) throw new Unrecognised(`asked for ${id}, got ${found.id}`)
  if (kind !== 'spaces' && found.gated === undefined) throw new Unrecognised('the answer does not say whether it is gated')
  const url = pageOf(kind, found.id)
  const findings: Partial<Verdict> = {
    facts: factsOf(found),
    ...(renamed && { warnings: ['moved'], replacement: { url, certain: true, why: 'the host answers with this name' } }),
  }
  if (found.disabled) return verdict('approval-required', { ...findings, detail: 'disabled' })
  if (found.private) return verdict('approval-required', { ...findings, detail: 'private' })
  if (found.gated === 'manual') return verdict('approval-required', { ...findings, detail: 'gated: manual' })
  if (found.gated === 'auto') return verdict('agreement-required', { ...findings, detail: 'gated: auto' })
  return verdict('listed', findings)
}

const pageOf = (kind: Kind, id: string) => `https://huggingface.co/${kind === 'models' ? '' : `${kind}/`}${escaped(id)}`

function factsOf({ id, lastModified, tags = [], usedStorage: bytes }: Repository): Facts {
  const licence = tags.find((tag) => tag.startsWith('license:'))?.slice('license:'.length)
  return { title: id, ...(bytes && { bytes }), ...(licence && { licence }), ...(lastModified && { updatedAt: lastModified }) }
}

/** The repository is there; the link means a file or folder of it. Bytes are not fetched: the redirect to them is answer enough. */
function* inside(id: string, kind: Kind, { kind: part, revision, path }: NonNullable<Target['place']>, said: Verdict): Question<Verdict> {
  const where = `${encodeURIComponent(revision)}/${escaped(path)}`
  const question =
    part === 'file'
      ? head(`${pageOf(kind, id)}/resolve/${where}`, { redirect: 'manual', headers: { accept: '*/*' } })
      : get(`https://huggingface.co/api/${kind}/${escaped(id)}/tree/${where.replace(/\/$/, '')}?limit=1`, { headers: { accept: 'application/json' } })
  const response = yield* ask(question, REFUSALS)
  if (!REFUSALS.includes(response.status)) return said
  const code = response.headers['x-error-code']
  if (response.status === 404 && (code === 'EntryNotFound' || code === 'RevisionNotFound'))
    return verdict('not-found', { detail: `${code}: the repository is there, not this ${part}`, facts: said.facts })
  const judged = refused(response)
  // Described a moment ago: whatever is said now, the repository is not what is missing.
  if (judged.reason !== 'approval-required') throw new Unrecognised(`listed, but its ${part} is refused: ${judged.detail}`)
  return { ...judged, facts: said.facts }
}

/**
 * What a refusal means: its header decides, not its status.
 * @throws {NoAnswer} `refused` for a 403 that names no reason
 */
function refused(response: Response): Verdict {
  const { status } = response
  const code = response.headers['x-error-code']
  const words = response.headers['x-error-message'] ?? wordsOf(response)
  const detail = [`HTTP ${status}`, code, words].filter(Boolean).join(': ')
  if (code === 'GatedRepo') return verdict('approval-required', { detail })
  if (status === 403 && /access to this resource is disabled/i.test(words)) return verdict('approval-required', { detail })
  if (status === 404 && code === 'RepoNotFound') return verdict('not-found', { detail })
  // The client library calls this 401 misleading and reads it as "not found"; what is private gets the same.
  if (status === 401 && (code === 'RepoNotFound' || words === 'Invalid username or password.')) return verdict('not-public', { detail })
  if (status === 403 && code === undefined) throw new NoAnswer(verdict('refused', { detail }))
  throw new Unrecognised(detail)
}

const Refusal = z.object({ error: z.string() })

function wordsOf(response: Response): string {
  try {
    return Refusal.parse(JSON.parse(text(response))).error.slice(0, 200)
  } catch {
    return '' // no sentence, so nothing is read out of it
  }
}
