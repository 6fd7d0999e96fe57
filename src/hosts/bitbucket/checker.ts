/** Bitbucket, by the interface that answers without a login: sixty questions an hour. */
import { z } from 'zod'
import type { Conversation, Question } from '#model/checker.ts'
import type { Request, Response } from '#model/http.ts'
import { type Verdict, verdict } from '#model/verdict.ts'
import { ask, defineChecker, get, json, Unrecognised } from '../kit.ts'
import { addressOf, type Download, FORMS, fullNameOf, inApi, parse, type Source, type Target } from './place.ts'

const Repository = z.object({ full_name: z.string().regex(/^[^/\s]+\/[^/\s]+$/), is_private: z.boolean() })
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
    const answer = yield* heard(api(fullNameOf(target)))
    if (typeof answer === 'string') {
      if (!NO_REPOSITORY.test(answer)) throw new Unrecognised(`HTTP 404: ${answer}`)
      return verdict('not-public', { detail: answer })
    }
    const { full_name: fullName, is_private: isPrivate } = json(answer, Repository)
    if (isPrivate) throw new Unrecognised('a private repository is described to strangers')
    const said = placed(target, fullName, answer)
    if (target.kind === 'source') return yield* source(target, fullName, said)
    return target.kind === 'download' ? yield* download(target, fullName, said) : said
  },
})

const api = (path: string): Request => get(`https://api.bitbucket.org/2.0/repositories/${path}`, { headers: { accept: 'application/json' } })

/** An answer, or the words of a 404. */
function* heard(request: Request): Question<Response | string> {
  const response = yield* ask(request, [404])
  return response.status === 404 ? json(response, Refusal).error.message : response
}

function placed(target: Target, fullName: string, { hops, url }: Response): Verdict {
  const facts = { title: fullName }
  if (fullName.toLowerCase() === fullNameOf(target)) return verdict('listed', { facts })
  if (hops.length === 0 || !url.startsWith('https://api.bitbucket.org/2.0/repositories/'))
    throw new Unrecognised(`asked for ${fullNameOf(target)}, got ${fullName}`)
  const replacement = { url: addressOf(target, fullName), certain: true, why: 'the repository was renamed or transferred' }
  return verdict('listed', { facts, warnings: ['moved'], replacement })
}

/** A file or folder. Only a path that is missing at a commit that exists is a denial: the commit may be a branch with a slash. */
function* source(target: Source, fullName: string, said: Verdict): Conversation {
  const answer = yield* heard(api(`${fullName}/src/${inApi(target)}?format=meta`))
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
  const answer = yield* heard({ ...api(`${fullName}/downloads/${encodeURIComponent(file)}`), redirect: 'manual' })
  if (typeof answer === 'string') return verdict('not-found', { detail: `the repository is there; download: ${answer}` })
  if (answer.status !== 302 || !answer.headers.location) throw new Unrecognised(`HTTP ${answer.status} for a download`)
  return said
}
