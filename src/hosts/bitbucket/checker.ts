/** Bitbucket, by the interface that answers without a login: sixty questions an hour. */
import { z } from 'zod'
import type { Conversation, Question } from '#model/checker.ts'
import type { Request, Response } from '#model/http.ts'
import { type Verdict, verdict } from '#model/verdict.ts'
import { ask, defineChecker, get, json, Unrecognised } from '../kit.ts'
import { addressOf, type Download, FORMS, fullNameOf, inApi, parse, type Source, type Target } from './place.ts'

const Uuid = z.string().toLowerCase().optional().catch(undefined)
const Repository = z.object({
  full_name: z.string().regex(/^[^/\s]+\/[^/\s]+$/),
  is_private: z.boolean(),
  uuid: Uuid,
  workspace: z.object({ uuid: Uuid }).optional().catch(undefined),
})
type Repository = z.output<typeof Repository>
const Meta = z.object({
  path: z.string(),
  type: z.enum(['commit_file', 'commit_directory']),
  size: z.int().nonnegative().optional().catch(undefined),
})
const Refusal = z.object({ type: z.literal('error'), error: z.object({ message: z.string().min(1) }) })

/** The same for what is missing and what is private. */
const NO_REPOSITORY = /^(?:You may not have access to this repository or it no longer exists|Repository \S+ not found|No workspace with identifier)/

export default defineChecker<Target>({
  title: 'Bitbucket',
  homepage: 'https://bitbucket.org',
  urls: FORMS,
  pace: { concurrency: 1, spacing: 2 },
  controls: {
    // linked from the README that Bitbucket proposes for new repositories
    present: ['https://bitbucket.org/tutorials/markdowndemo'],
    absent: ['https://bitbucket.org/atlassian/no-such-repository-zz9'],
  },

  match: parse,

  *check(target) {
    const answer = yield* described(fullNameOf(target))
    if (typeof answer === 'string') {
      if (!NO_REPOSITORY.test(answer)) throw new Unrecognised(`HTTP 404: ${answer}`)
      return verdict('not-public', { detail: answer })
    }
    const found = json(answer, Repository)
    if (found.is_private) throw new Unrecognised('a private repository is described to strangers')
    const said = placed(target, found, answer)
    if (target.kind === 'source') return yield* source(target, found.full_name, said)
    return target.kind === 'download' ? yield* download(target, found.full_name, said) : said
  },
})

/** What the interface says of a repository or a part of it: an answer, or the words of a 404. */
function* described(path: string, redirect: Request['redirect'] = 'follow'): Question<Response | string> {
  const url = `https://api.bitbucket.org/2.0/repositories/${path.replaceAll('{', '%7B').replaceAll('}', '%7D')}`
  const response = yield* ask(get(url, { headers: { accept: 'application/json' }, redirect }), [404])
  return response.status === 404 ? json(response, Refusal).error.message : response
}

function placed(target: Target, found: Repository, { hops, url }: Response): Verdict {
  const { full_name: fullName } = found
  const facts = { title: fullName }
  if (isCalled(target, found)) return verdict('listed', { facts })
  if (hops.length === 0 || !url.startsWith('https://api.bitbucket.org/2.0/repositories/'))
    throw new Unrecognised(`asked for ${fullNameOf(target)}, got ${fullName}`)
  const replacement = { url: addressOf(target, fullName), certain: true, why: 'the repository was renamed or transferred' }
  return verdict('listed', { facts, warnings: ['moved'], replacement })
}

/** Each half of a name may be a UUID instead, which stays when the other changes. */
function isCalled({ workspace, slug }: Target, found: Repository): boolean {
  const [itsWorkspace, itsSlug] = found.full_name.toLowerCase().split('/')
  return (workspace === itsWorkspace || workspace === found.workspace?.uuid) && (slug === itsSlug || slug === found.uuid)
}

/** A file or folder. Only a path that is missing at a commit that exists is a denial: the commit may be a branch with a slash. */
function* source(target: Source, fullName: string, said: Verdict): Conversation {
  const answer = yield* described(`${fullName}/src/${inApi(target)}?format=meta`)
  if (typeof answer === 'string') {
    if (target.path !== '' && !answer.startsWith('No such file or directory')) throw new Unrecognised(`HTTP 404: ${answer}`)
    return verdict('not-found', { detail: `the repository is there; ${answer}` })
  }
  const { path, type, size } = json(answer, Meta)
  if (path.replace(/\/$/, '') !== target.path) throw new Unrecognised(`asked for ${target.path}, got ${path}`)
  return type === 'commit_file' && size !== undefined ? { ...said, facts: { ...said.facts, bytes: size } } : said
}

/** A file that was uploaded beside the repository: the interface redirects to its bytes. */
function* download({ file }: Download, fullName: string, said: Verdict): Conversation {
  const answer = yield* described(`${fullName}/downloads/${encodeURIComponent(file)}`, 'manual')
  if (typeof answer === 'string') return verdict('not-found', { detail: `the repository is there; download: ${answer}` })
  if (answer.status !== 302 || !answer.headers.location) throw new Unrecognised(`HTTP ${answer.status} for a download`)
  return said
}
