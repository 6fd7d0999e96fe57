/** What MEGA's error numbers mean for a public link. */
import { z } from 'zod'
import { type Reason, type Verdict, verdict } from '#model/verdict.ts'
import { NoAnswer, Unrecognised } from '../kit.ts'

/** Names as in MEGA's own SDK; a code that is not here has never been seen. */
const NAMES: Readonly<Record<number, string>> = {
  [-1]: 'EINTERNAL',
  [-2]: 'EARGS',
  [-3]: 'EAGAIN',
  [-4]: 'ERATELIMIT',
  [-6]: 'ETOOMANY',
  [-7]: 'ERANGE',
  [-8]: 'EEXPIRED',
  [-9]: 'ENOENT',
  [-11]: 'EACCESS',
  [-13]: 'EINCOMPLETE',
  [-15]: 'ESID',
  [-16]: 'EBLOCKED',
  [-17]: 'EOVERQUOTA',
  [-18]: 'ETEMPUNAVAIL',
  [-19]: 'too many connections',
  [-24]: 'EGOINGOVERQUOTA',
  [-29]: 'EPAYWALL',
  [-400]: 'too many errors',
  [-401]: 'quota of the owner',
}

/** Codes about the server or about us: they say nothing about any link. That the server is busy is no sign that it fails, either. */
const NO_ANSWER: Readonly<Record<number, Reason>> = {
  [-1]: 'unrecognised',
  [-3]: 'unrecognised',
  [-4]: 'rate-limited',
  [-17]: 'rate-limited',
  [-18]: 'unrecognised',
  [-19]: 'rate-limited',
  [-400]: 'rate-limited',
}

/** States of the owner's account: suspended, for copyright, by an administrator (two kinds), emergency take-down. */
const SUSPENDED: ReadonlySet<number | undefined> = new Set([2, 4, 5, 6, 7])
/** States of the owner's account: deleted, or no such user. */
const NO_OWNER: ReadonlySet<number | undefined> = new Set([12, 99])
/** States of the link. */
const DELETED = 1
const TAKEN_DOWN = 2

const state = z.number().optional().catch(undefined)

/** An error: a bare number, or an object that also tells the state of the owner (`u`) and of the link (`l`). */
export const Refusal = z.union([
  z
    .int()
    .negative()
    .transform((code) => ({ code, owner: undefined, link: undefined })),
  z.object({ err: z.int().negative(), u: state, l: state }).transform(({ err, u, l }) => ({ code: err, owner: u, link: l })),
])
export type Refusal = z.output<typeof Refusal>

/** True for a handle asked for as what it is not: seen for folders queried as files, and the other way round. */
export const isOfOtherKind = ({ code, link }: Refusal) => (code === -2 || code === -11) && !isDown(link)

/** True when access is denied, which is also said of a handle asked for as what it is not. */
export const isClosed = ({ code, link }: Refusal) => code === -11 && !isDown(link)

/** True when the error is about the request as a whole: asking again for one link would not help. */
export const isNoAnswer = ({ code }: Refusal) => code in NO_ANSWER

export function wordsOf({ code, owner, link }: Refusal): string {
  const states = [owner !== undefined && `owner ${owner}`, link !== undefined && `link ${link}`].filter(Boolean)
  return [code, NAMES[code], states.length > 0 && `(${states.join(', ')})`].filter(Boolean).join(' ')
}

/**
 * The verdict of an error on the link it was said of.
 * @throws {NoAnswer} for codes about the server or about us
 * @throws {Unrecognised} for every code that does not clearly say that the link is dead
 */
export function denial(refusal: Refusal): Verdict {
  const { code, owner, link } = refusal
  const detail = wordsOf(refusal)
  const silent = NO_ANSWER[code]
  if (silent !== undefined) throw new NoAnswer(verdict(silent, { detail }))
  if (code === -8) return verdict('expired', { detail })
  if (code === -16 || link === TAKEN_DOWN) return verdict('taken-down', { detail })
  if (code === -6 && (isDown(link) || SUSPENDED.has(owner))) return verdict('taken-down', { detail }) // bare it also means too many askers, which a living share may have two nights in a row
  if (code === -9 && SUSPENDED.has(owner)) return verdict('taken-down', { detail })
  if (link === DELETED || (code === -9 && NO_OWNER.has(owner))) return verdict('removed', { detail })
  if (code === -9) return verdict('not-found', { detail })
  throw new Unrecognised(detail)
}

const isDown = (link: number | undefined) => link === DELETED || link === TAKEN_DOWN
