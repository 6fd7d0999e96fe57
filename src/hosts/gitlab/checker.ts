/** GitLab, on gitlab.com, on servers that carry its name and on some that do not, by the interface that answers without a login. */
import { z } from 'zod'
import type { Conversation, Question } from '#model/checker.ts'
import { type Verdict, verdict, type Warning } from '#model/verdict.ts'
import { ask, defineChecker, get, json, Unrecognised } from '../kit.ts'
import { addressOf, FORMS, type Place, parse, type Target } from './place.ts'

const Project = z.object({
  id: z.int(),
  path_with_namespace: z.string().min(1),
  name_with_namespace: z.string().optional().catch(undefined),
  archived: z.boolean().optional().catch(undefined),
  empty_repo: z.boolean().optional().catch(undefined),
  license: z.object({ name: z.string() }).nullish().catch(undefined),
})
type Project = z.output<typeof Project>

const Group = z.object({ id: z.int(), full_path: z.string() })
type Described<Answer> = { readonly answer: Answer; readonly moved: boolean }
const Refusal = z.object({ message: z.string() })

export default defineChecker<Target>({
  title: 'GitLab',
  homepage: 'https://gitlab.com',
  urls: FORMS,
  pace: { concurrency: 1, spacing: 1 },
  controls: { present: ['https://gitlab.com/gitlab-org/gitlab'], absent: ['https://gitlab.com/gitlab-org/no-such-project-zz9'] },

  match: parse,

  *check(target) {
    const project = yield* described(target, 'projects', Project, '?license=true')
    return typeof project === 'string' ? yield* unlessGroup(target, project) : yield* judged(target, project)
  },
})

/**
 * Asks for a project or a group by its path.
 * @returns the description and whether a redirect led to it, or the words of the denial
 */
function* described<Shape extends z.ZodType>(
  { origin, project }: Place,
  kind: 'projects' | 'groups',
  shape: Shape,
  query = '',
): Question<string | Described<z.output<Shape>>> {
  const url = `${origin}/api/v4/${kind}/${encodeURIComponent(project)}${query}`
  const response = yield* ask(get(url, { headers: { accept: 'application/json' } }), [401, 404])
  if (response.status === 200)
    return { answer: json(response, shape), moved: response.hops.length > 0 && response.url.startsWith(`${origin}/api/v4/${kind}/`) }
  const { message } = json(response, Refusal)
  if (response.status === 404 && /^404 (?:Project|Group) Not Found$/i.test(message)) return message
  throw new Unrecognised(`HTTP ${response.status}: ${message}`)
}

/** Groups and projects are addressed alike. */
function* unlessGroup(target: Target, denial: string): Conversation {
  const group = yield* described(target, 'groups', Group, '?with_projects=false')
  if (typeof group === 'string') return verdict('not-public', { detail: denial })
  if (group.answer.full_path.toLowerCase() !== target.project)
    throw new Unrecognised(`asked for group ${target.project}, got ${group.answer.full_path}`)
  if (target.below !== undefined) {
    const project = yield* described(target.below, 'projects', Project, '?license=true')
    if (typeof project !== 'string') return yield* judged(target.below, project)
  }
  return verdict('not-a-dataset', { detail: 'a group of projects' })
}

function* judged(place: Place, { answer, moved }: Described<Project>): Conversation {
  const said = found(place, answer, moved)
  return place.inside === '' ? said : yield* inside(place, answer.path_with_namespace, said)
}

function found(place: Place, project: Project, moved: boolean): Verdict {
  const { path_with_namespace: path, name_with_namespace: title, archived, empty_repo: empty, license } = project
  const warnings: Warning[] = [...(archived ? (['archived'] as const) : []), ...(empty ? (['empty'] as const) : [])]
  const facts = { ...(title && { title }), ...(license && { licence: license.name }) }
  if (path.toLowerCase() === place.project) return verdict('listed', { facts, warnings })
  // A moved project answers 301 to its number since GitLab 16.4 (merge request 128642).
  if (!moved) throw new Unrecognised(`asked for ${place.project}, got ${path}`)
  const replacement = { url: addressOf(place, path), certain: true, why: 'the project was renamed or transferred' }
  return verdict('listed', { facts, warnings: ['moved', ...warnings], replacement })
}

/** A file, a folder or an archive of a project that is there. Missing ones may lead to another page instead of a 404. */
function* inside(place: Place, project: string, said: Verdict): Conversation {
  const url = addressOf(place, project)
  const response = yield* ask(get(url, { limit: 1024 }), [404])
  if (response.status === 404) return verdict('not-found', { detail: 'the project is there; what is addressed in it: HTTP 404' })
  const { pathname } = new URL(response.url)
  if (pathname === '/users/sign_in')
    return verdict('login-required', { facts: said.facts, detail: 'the project is there, its files ask for a login' })
  if (pathname !== new URL(url).pathname) throw new Unrecognised(`led to ${pathname}`)
  return { ...said, reason: 'served' }
}
