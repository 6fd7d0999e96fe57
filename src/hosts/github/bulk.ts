/** One GraphQL question about up to a hundred repositories, which costs a single point of the hour's thousands. */
import { z } from 'zod'
import type { Question } from '#model/checker.ts'
import { verdict } from '#model/verdict.ts'
import { Day } from '../day.ts'
import { json, NoAnswer, postJson, Unrecognised } from '../kit.ts'
import { askApi, TOKEN } from './api.ts'
import { fullNameOf, type InRepository, type Target } from './target.ts'

const MOST = 100

const FIELDS = 'nameWithOwner description isArchived isDisabled isPrivate isEmpty licenseInfo{spdxId} latestRelease{tagName publishedAt}'

const Node = z.object({
  nameWithOwner: z.string().regex(/^[^/\s]+\/[^/\s]+$/),
  description: z.string().nullish().catch(undefined),
  isArchived: z.boolean(),
  isDisabled: z.boolean(),
  isPrivate: z.boolean(),
  isEmpty: z.boolean(),
  licenseInfo: z.object({ spdxId: z.string().nullish() }).nullish().catch(undefined),
  latestRelease: z
    .object({ tagName: z.string().min(1), publishedAt: Day })
    .nullish()
    .catch(undefined),
})
export type Node = z.output<typeof Node>

/** Partial data comes with errors beside it and HTTP 200. */
const Answer = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .array(z.object({ type: z.string().optional().catch(undefined), message: z.string() }))
    .optional()
    .catch(undefined),
})

/**
 * What GraphQL knows about a repository, asked together with the other links of the night.
 * @returns undefined when it has nothing under this name, which does not say why
 */
export function* inBulk(target: InRepository, peers: readonly Target[]): Question<Node | undefined> {
  const names = batchOf(target, peers)
  const response = yield* askApi(postJson('https://api.github.com/graphql', { query: queryFor(names) }, { credential: TOKEN }))
  if (!('status' in response)) throw new Unrecognised('GraphQL denies itself')
  const { data, errors } = json(response, Answer)
  const limit = errors?.find(({ type, message }) => type === 'RATE_LIMITED' || /rate limit/i.test(message))
  if (limit !== undefined) throw new NoAnswer(verdict('rate-limited', { detail: limit.message }))
  const node = data?.[`r${names.indexOf(fullNameOf(target))}`]
  if (node === undefined || node === null) return undefined
  const read = Node.safeParse(node)
  if (read.success) return read.data
  throw new Unrecognised(`unexpected GraphQL: ${read.error.issues[0]?.path.join('.')}: ${read.error.issues[0]?.message}`)
}

/** The names that are asked for together with this one: in one order for each of them, so that the question is asked once. */
function batchOf(target: InRepository, peers: readonly Target[]): readonly string[] {
  const names = [...new Set([...peers.flatMap((peer) => (peer.kind === 'gist' ? [] : [fullNameOf(peer)])), fullNameOf(target)])].sort()
  const start = Math.floor(names.indexOf(fullNameOf(target)) / MOST) * MOST
  return names.slice(start, start + MOST)
}

function queryFor(names: readonly string[]): string {
  const fields = names.map((fullName, i) => {
    const [owner, name] = fullName.split('/').map((part) => JSON.stringify(part))
    return `r${i}:repository(owner:${owner},name:${name}){...f}`
  })
  return `{${fields.join(' ')}} fragment f on Repository{${FIELDS}}`
}
