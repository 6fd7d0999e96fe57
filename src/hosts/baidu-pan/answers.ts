/** Asks the doors that answer with data, and reads what they say about the share. */
import { z } from 'zod'
import type { Question } from '#model/checker.ts'
import type { Request } from '#model/http.ts'
import { type Reason, type Verdict, verdict } from '#model/verdict.ts'
import { ask, json, Unrecognised } from '../kit.ts'
import type { Share } from './address.ts'
import { LIST, VERIFY, VERIFY_NO_LINK, WXLIST, WXLIST_CODE, WXLIST_GONE, WXLIST_HINT_OR_CODE, WXLIST_HINTS } from './codes.ts'
import { Entry, factsOf, Id } from './files.ts'
import { LISTED, list, miniProgram, record, verify } from './requests.ts'
import { agree, destination, sentAway } from './visit.ts'

/** A missing `errno` is not 0: bot pages and changed answers have none. */
const Answer = z.object({ errno: z.int() })

const Listing = Answer.extend({
  title: z.string().optional().catch(undefined),
  list: z.array(Entry).optional().catch(undefined),
  share_id: Id,
})

const Wxlist = Answer.extend({
  errtype: z.union([z.number(), z.string()]).transform(String).optional().catch(undefined),
  data: z
    .object({
      title: z.string().optional().catch(undefined),
      list: z.array(Entry),
      has_more: z.boolean().optional().catch(undefined),
      shareid: Id,
      uk: Id,
    })
    .optional()
    .catch(undefined),
})

/** What one door said, and the words to repeat it with. */
export type Said = { readonly errno?: number; readonly words: string }

/** Data, or the security check: these doors never redirect otherwise. */
function* askData<Shape extends z.ZodType>(request: Request, shape: Shape): Question<z.output<Shape>> {
  const response = yield* ask(request)
  const away = destination(response)
  if (away !== undefined) throw sentAway(away)
  return json(response, shape)
}

/** What the host notes about the short id; a numbered share has none. */
export function* askRecord(share: Share): Question<Said> {
  if (!('surl' in share)) return { words: 'a numbered share' }
  const { errno } = yield* askData(record(share.surl), Answer)
  return { errno, words: `shorturlinfo errno ${errno}` }
}

/** Submits the code: the verdict, or the words of an answer after which the listing decides. */
export function* askVerify(share: Share, code: string): Question<Verdict | string> {
  const { errno } = yield* askData(verify(share, code), Answer)
  const words = `share/verify errno ${errno}`
  if (errno === 0 || errno === VERIFY_NO_LINK) return words
  return decided(VERIFY, errno, words)
}

/**
 * The verdict of the listing, or `empty`. Only a listing with an entry in it is proof of life.
 * @param after what was said before, for an answer that does not fit it
 * @param shareid the share's number, when another door named it
 */
export function* askList(share: Share, after: string, shareid?: string): Question<Verdict | 'empty'> {
  const { errno, list: entries, title, share_id } = yield* askData(list(share), Listing)
  const words = `share/list errno ${errno}`
  if (errno !== 0) return decided(LIST, errno, words, `${words} after ${after}`)
  if (entries === undefined) throw new Unrecognised(`${words} without a list`)
  const asked = 'shareid' in share ? share.shareid : shareid
  if (asked !== undefined && share_id !== undefined && share_id !== asked) throw new Unrecognised(`asked for share ${asked}, got ${share_id}`)
  if (entries.length === 0) return 'empty'
  return verdict('listed', { facts: factsOf(entries, entries.length < LISTED, title) })
}

/** What the mini-program's door says. `hint`: gone when another door agrees. `code`: the code is wrong or missing. `hint-or-code`: either. */
export type MiniProgram = { readonly words: string } & (
  | { readonly says: 'decided'; readonly verdict: Verdict }
  | { readonly says: 'hint' | 'code' | 'hint-or-code' }
)

export function* askMiniProgram(share: Share, code: string | undefined): Question<MiniProgram> {
  const { errno, errtype, data } = yield* askData(miniProgram(share, code), Wxlist)
  const words = `share/wxlist errno ${errno}${errtype === undefined ? '' : ` errtype ${errtype}`}`
  if (errno === 0) {
    if (data === undefined) throw new Unrecognised(`${words} without a list`)
    const { list: entries, shareid, uk, title, has_more } = data
    if (shareid !== undefined && uk !== undefined && !agree(share, { shareid, uk })) throw new Unrecognised(`${words} for another share`)
    if (entries.length === 0) return { says: 'hint', words: `${words} with an empty list` }
    return { says: 'decided', words, verdict: verdict('listed', { facts: factsOf(entries, has_more === false, title) }) }
  }
  if (errtype !== undefined && WXLIST_CODE.has(errtype)) return { says: 'code', words }
  if (errtype !== undefined && WXLIST_HINTS.has(errtype)) return { says: 'hint', words }
  if (errtype === WXLIST_HINT_OR_CODE) return { says: 'hint-or-code', words }
  const gone = WXLIST_GONE.get(`${errno} ${errtype}`) ?? WXLIST_GONE.get(errtype ?? '')
  return { says: 'decided', words, verdict: gone === undefined ? decided(WXLIST, errno, words) : verdict(gone, { detail: words }) }
}

/** The verdict a table has for a code. Codes it does not know are not guessed. */
function decided(table: ReadonlyMap<number, Reason>, errno: number, words: string, unknown = words): Verdict {
  const reason = table.get(errno)
  if (reason === undefined) throw new Unrecognised(unknown)
  return verdict(reason, { detail: words })
}
