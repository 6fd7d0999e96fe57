/** Is the repository there, and under which name? GraphQL for all at once, REST for what it does not know, git when both have had enough. */
import { z } from 'zod'
import type { Night, Question } from '#model/checker.ts'
import type { Response } from '#model/http.ts'
import { type Facts, type Verdict, verdict, type Warning } from '#model/verdict.ts'
import { attempt, get, heard, json, NoAnswer, text, Unrecognised } from '../kit.ts'
import { api, askApi, TOKEN } from './api.ts'
import { inBulk, type Node } from './bulk.ts'
import { addressOf, fullNameOf, type InRepository, type Target } from './target.ts'

/** A repository that exists: its present name, and what can be said about the link so far. */
export type Found = { readonly fullName: string; readonly said: Verdict }

const Described = z.object({
  full_name: z.string().regex(/^[^/\s]+\/[^/\s]+$/),
  description: z.string().nullish().catch(undefined),
  private: z.boolean(),
  archived: z.boolean(),
  disabled: z.boolean().optional(),
  license: z.object({ spdx_id: z.string().nullish() }).nullish().catch(undefined),
})

/** The repository of a target, or the verdict that there is none for the public. */
export function* repository(target: InRepository, night: Night<Target>): Question<Found | Verdict> {
  try {
    const node = night.secrets.has(TOKEN) ? yield* byGraphql(target, night) : undefined
    if (node === undefined || node.isDisabled) return yield* byRest(target)
    return found(target, node)
  } catch (error) {
    // The quota of the interface does not concern git, which every clone uses.
    if (error instanceof NoAnswer && error.verdict.reason === 'rate-limited') return yield* byGit(target, error)
    throw error
  }
}

/** Whatever GraphQL cannot say REST may, unless we are asked to wait: that holds for both. One silence there falls on a hundred links. */
function* byGraphql(target: InRepository, night: Night<Target>): Question<Node | undefined> {
  const node = yield* heard(inBulk(target, night.peers), ['rate-limited'])
  return node instanceof Error ? undefined : node
}

/** Redirects to follow: a repository may have been renamed and then moved. */
const MOST_MOVES = 3

function* byRest(target: InRepository): Question<Found | Verdict> {
  let path = `/repos/${fullNameOf(target)}`
  for (let moves = 0; moves <= MOST_MOVES; moves++) {
    const answer = yield* askApi(api(path))
    if ('missing' in answer) return verdict('not-public', { detail: answer.missing })
    if ('blocked' in answer) return answer.blocked
    if (answer.status < 300) return described(target, answer, moves > 0)
    path = presentPath(answer)
  }
  throw new Unrecognised(`moved more than ${MOST_MOVES} times`)
}

/** Where `Moved Permanently` leads: `https://api.github.com/repositories/1000`. */
function presentPath({ status, headers }: Response): string {
  const location = URL.parse(headers.location ?? '', 'https://api.github.com')
  const path =
    location?.origin === 'https://api.github.com' ? /^\/(?:repositories\/\d+|repos\/[\w.-]+\/[\w.-]+)$/.exec(location.pathname)?.[0] : undefined
  if (path === undefined) throw new Unrecognised(`HTTP ${status} to ${headers.location ?? 'nowhere'}`)
  return path
}

function described(target: InRepository, response: Response, moved: boolean): Found | Verdict {
  const repo = json(response, Described)
  if (!moved && !isNameOf(target, repo.full_name)) throw new Unrecognised(`asked for ${fullNameOf(target)}, got ${repo.full_name}`)
  return found(target, {
    nameWithOwner: repo.full_name,
    description: repo.description,
    isArchived: repo.archived,
    isDisabled: repo.disabled ?? false,
    isPrivate: repo.private,
    isEmpty: false, // only GraphQL says so
    licenseInfo: repo.license && { spdxId: repo.license.spdx_id },
  })
}

function found(target: InRepository, node: Node): Found | Verdict {
  const { nameWithOwner, isArchived, isDisabled, isPrivate, isEmpty } = node
  if (isPrivate) return verdict('not-public', { detail: 'private: our token may see it, the public may not' })
  const warnings: Warning[] = [...(isArchived ? (['archived'] as const) : []), ...(isEmpty ? (['empty'] as const) : [])]
  return placed(target, nameWithOwner, {
    reason: 'listed',
    warnings,
    facts: factsOf(target, node),
    ...(isDisabled && { detail: 'disabled' }),
  })
}

/**
 * Times of pushes are no facts: bots push every night. The title is that of the page, with the description in it: a name that was
 * given up may be taken by a stranger, who describes something else.
 */
function factsOf({ kind }: InRepository, { nameWithOwner, description, licenseInfo, latestRelease }: Node): Facts {
  const licence = licenseInfo?.spdxId
  const about = description?.replace(/\s+/g, ' ').trim()
  const release = kind === 'repository' ? latestRelease : undefined
  return {
    title: about ? `${nameWithOwner}: ${about}` : nameWithOwner,
    ...(release && { version: release.tagName }),
    ...(licence && licence !== 'NOASSERTION' && { licence }),
    ...(release?.publishedAt && { updatedAt: release.publishedAt }),
  }
}

/** What `git clone` reads first. It can vouch; its 401 proves nothing, because strangers meet it for public repositories, too (clawbox#704, 2026-09). */
function* byGit(target: InRepository, silence: NoAnswer): Question<Found> {
  const response = yield* attempt(get(`https://github.com/${fullNameOf(target)}.git/info/refs?service=git-upload-pack`, { limit: 1024 }))
  if (response instanceof NoAnswer || !text(response).startsWith('001e# service=git-upload-pack')) throw silence
  const url = new URL(response.url)
  const fullName = url.hostname === 'github.com' ? /^\/([\w-]+\/[\w.-]+)\.git\/info\/refs$/.exec(url.pathname)?.[1] : undefined
  if (fullName === undefined) throw silence
  return placed(target, fullName, verdict('served', { detail: `git answers; interface: ${silence.verdict.detail ?? silence.verdict.reason}` }))
}

function placed(target: InRepository, fullName: string, said: Verdict): Found {
  if (isNameOf(target, fullName)) return { fullName, said }
  const replacement = { url: addressOf(target, fullName), certain: true, why: 'the repository was renamed or transferred' }
  return { fullName, said: { ...said, warnings: ['moved', ...said.warnings], replacement } }
}

const isNameOf = (target: InRepository, fullName: string) => fullName.toLowerCase() === fullNameOf(target)
