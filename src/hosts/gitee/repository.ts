/** Repositories, by the interface that needs no token, and by the git protocol where that denies or is silent. */
import { z } from 'zod'
import type { Conversation, Question } from '#model/checker.ts'
import type { Response } from '#model/http.ts'
import { type Facts, type Verdict, verdict } from '#model/verdict.ts'
import { ask, get, json, NoAnswer, Unrecognised } from '../kit.ts'
import { type Denial, isVerdict, tried } from '../witness.ts'
import { nameOf, type Target } from './link.ts'

const Text = z.string().optional().catch(undefined)
const Flag = z.boolean().optional().catch(undefined)

/** A repository or, with another status, an error; errors are written in two ways. */
const Answer = z.object({
  full_name: Text,
  human_name: Text,
  public: Flag,
  private: Flag,
  internal: Flag,
  message: Text,
  error: Text,
})
type Answer = z.output<typeof Answer>

/** What is said about the repository alone. */
export function* repository(target: Target): Conversation {
  const word = yield* tried(described(target))
  if (isVerdict(word)) return word
  const served = yield* tried(advertised(target))
  if (isVerdict(served)) return served
  if (word instanceof Error) throw word
  if (served instanceof Error) throw served
  return verdict('not-public', { detail: word.denied }) // private and deleted look alike to whoever is not logged in
}

function* described(target: Target): Question<Verdict | Denial> {
  const url = `https://gitee.com/api/v5/repos/${nameOf(target)}`
  const response = yield* ask(get(url, { headers: { accept: 'application/json' } }), [401, 403, 404, 405])
  const { status } = response
  if (status === 405) throw new NoAnswer(verdict('refused', { detail: 'HTTP 405' }))
  const answer = json(response, Answer)
  const words = (answer.message ?? answer.error ?? '').slice(0, 200)
  const detail = words === '' ? `HTTP ${status}` : `HTTP ${status}: ${words}`
  if (isQuota(response, words)) throw new NoAnswer(verdict('rate-limited', { detail }))
  if (words === 'Git Repository is empty.') return verdict('listed', { detail: words, warnings: ['empty'] })
  if (words === 'Repository access blocked') return verdict('not-public', { detail: words }) // closed by the host (Gitako), often until a review ends
  if (status === 401 || status === 404) return { denied: detail }
  if (status === 403) throw new NoAnswer(verdict('refused', { detail }))
  if (words !== '') throw new Unrecognised(detail)
  return judged(target, answer)
}

/** Sixty questions an hour without a token; the interface says so with 403. */
const isQuota = ({ status, headers }: Response, words: string) =>
  status === 403 && (headers['x-ratelimit-remaining'] === '0' || /rate.?limit/i.test(words))

function judged(target: Target, answer: Answer): Verdict {
  if (answer.full_name === undefined) throw new Unrecognised('a repository without a name')
  if (answer.full_name.toLowerCase() !== nameOf(target).toLowerCase())
    return verdict('unrecognised', { detail: `asked for ${nameOf(target)}, got ${answer.full_name}` }) // and no second witness can mend that
  const facts = factsOf(answer)
  if (answer.private === true || answer.internal === true) return verdict('approval-required', { detail: 'not public', facts })
  if (answer.public !== true) throw new Unrecognised(`public ${answer.public}`)
  return verdict('listed', { facts })
}

/** Times of pushes are no facts: bots push every night. */
function factsOf({ human_name, full_name }: Answer): Facts {
  const title = human_name ?? full_name
  return { ...(title && { title }) }
}

const ADVERTISEMENT = 'application/x-git-upload-pack-advertisement'

/** What `git clone` asks first. */
function* advertised(target: Target): Question<Verdict | Denial> {
  const url = `https://gitee.com/${nameOf(target)}.git/info/refs?service=git-upload-pack`
  const response = yield* ask(get(url, { limit: 4096 }), [401, 403, 404])
  if (response.status !== 200) return { denied: `git: HTTP ${response.status}` }
  if (!response.headers['content-type']?.startsWith(ADVERTISEMENT) || response.body.length === 0)
    throw new Unrecognised('no answer in the git protocol')
  return verdict('served', { detail: 'by the git protocol' })
}
