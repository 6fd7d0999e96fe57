/** Gitee: repositories, and the files they serve for download. */
import type { Conversation, Question } from '#model/checker.ts'
import { type Facts, statusOf, type Verdict, verdict } from '#model/verdict.ts'
import { missingBeside } from '../html-file.ts'
import { ask, defineChecker, get, isHtml, Unrecognised } from '../kit.ts'
import { addressOf, parse, type Target, urls } from './link.ts'
import { repository } from './repository.ts'

export default defineChecker<Target>({
  title: 'Gitee',
  homepage: 'https://gitee.com',
  urls,
  pace: { concurrency: 1, spacing: 1.5 },
  controls: {
    present: ['https://gitee.com/oschina/git-osc'],
    absent: ['https://gitee.com/oschina/does-not-exist-zz'],
  },

  match: parse,

  *check(target) {
    const said = yield* repository(target)
    const whole = target.file === '' || statusOf(said) !== 'alive' ? said : yield* file(target, said.facts)
    return target.pasted ? withoutFragment(target, whole) : whole
  },
})

/** A file can be missing, or withheld by a moderator, while its repository lives: a flagged one is 451 (measured 2026-10). */
function* file(target: Target, facts: Facts): Conversation {
  const response = yield* ask(get(addressOf(target), { limit: 4096 }), [401, 404, 451])
  const { status } = response
  if (status === 451) return verdict('taken-down', { detail: 'HTTP 451 for the file', facts })
  if (status === 404) return verdict('not-found', { detail: 'HTTP 404 for the file; the repository is there', facts })
  if (status === 401 || new URL(response.url).pathname === '/login') return verdict('login-required', { detail: 'the file asks for a login', facts })
  if (status !== 200 || response.body.length === 0) throw new Unrecognised(`HTTP ${status} without a file`)
  if (isHtml(response)) yield* assertFile(target)
  return verdict('served', { facts })
}

/** @throws {Unrecognised} when the page that was served is one of the site, or may be */
function* assertFile(target: Target): Question<void> {
  const missing = missingBeside(target.file)
  if (missing === undefined) throw new Unrecognised('a page where a file is due')
  const { status } = yield* ask(get(addressOf({ ...target, file: missing }), { limit: 4096 }), [401, 404])
  if (status !== 404) throw new Unrecognised(`a page, as for a file that does not exist (HTTP ${status})`)
}

/** A fragment never reaches the host: without it the link is the same, and reads better. */
function withoutFragment(target: Target, said: Verdict): Verdict {
  const status = statusOf(said)
  if (status !== 'alive' && status !== 'restricted') return said
  const replacement = { url: addressOf(target), certain: true, why: 'the same address without the piece of a URL pasted behind it' }
  return { ...said, warnings: [...said.warnings, 'fragment-missing'], replacement }
}
