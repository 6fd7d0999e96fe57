/** MEGA folders and files, by the interface of its own clients; the key in the link is tried on the answer, without asking anybody. */
import type { Conversation } from '#model/checker.ts'
import { statusOf, verdict } from '#model/verdict.ts'
import { defineChecker, Unrecognised } from '../kit.ts'
import { denial, isClosed, isOfOtherKind, type Refusal, wordsOf } from './codes.ts'
import { described } from './description.ts'
import { addressOf, FORMS, parse, type Share, type Target } from './link.ts'
import { saidOf } from './question.ts'

export default defineChecker<Target>({
  title: 'MEGA',
  homepage: 'https://mega.nz',
  urls: FORMS,
  pace: { concurrency: 1, spacing: 1 },
  controls: { present: [], absent: ['https://mega.nz/folder/zzzzzzzz#AAECAwQFBgcICQoLDA0ODw'] },

  match: parse,

  *check(target, { peers }) {
    if (target.kind === 'unjudged') throw new Unrecognised(`${target.what}: nothing is known that vouches for it`)
    const said = yield* saidOf(target, peers.filter(isShare))
    if ('description' in said) return described(target, said.description)
    return isOfOtherKind(said.refusal) ? yield* asOtherKind(target, said.refusal) : denial(said.refusal)
  },
})

const isShare = (target: Target): target is Share => target.kind !== 'unjudged'

/**
 * Folders and files have handles of the same look, and a link may call one the other. Access denied to both is a denial. That
 * the other kind has none of this handle proves nothing: the first error was not that the share is gone.
 */
function* asOtherKind(target: Share, first: Refusal): Conversation {
  const other: Share = { ...target, kind: target.kind === 'folder' ? 'file' : 'folder' }
  const said = yield* saidOf(other, [other])
  if ('refusal' in said) {
    const second = said.refusal
    const detail = `as a ${target.kind}: ${wordsOf(first)}; as a ${other.kind}: ${wordsOf(second)}`
    if (isClosed(first) && isClosed(second)) return verdict('not-public', { detail })
    if (second.code !== -9 && !isOfOtherKind(second)) return denial(second)
    throw new Unrecognised(detail)
  }
  const found = described(other, said.description)
  if (statusOf(found) !== 'alive') return found
  const replacement = { url: addressOf(other), certain: true, why: `the handle is that of a ${other.kind}` }
  return { ...found, warnings: [...found.warnings, 'moved'], replacement }
}
