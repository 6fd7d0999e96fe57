/** Baidu Netdisk shares: is the share there, does its code open it, is anything in it? Without login, and with one code a night. */
import type { Conversation } from '#model/checker.ts'
import { statusOf, verdict } from '#model/verdict.ts'
import { ask, defineChecker, heard, NoAnswer, type Silence, Unrecognised } from '../kit.ts'
import { parse, type Share, type Target, urls } from './address.ts'
import { askList, askMiniProgram, askRecord, askVerify, type Said } from './answers.ts'
import { type Gone, RECORD } from './codes.ts'
import { factsOf } from './files.ts'
import type { Page } from './page.ts'
import { addressOf, frontPage, page, pageInside } from './requests.ts'
import { visit } from './visit.ts'

type Coded = Share & { readonly code?: string }
type Locked = Extract<Page, { says: 'locked' }>
type Open = Extract<Page, { says: 'open' }>

export default defineChecker<Target>({
  title: 'Baidu Netdisk',
  homepage: 'https://pan.baidu.com',
  urls,
  pace: { concurrency: 1, spacing: 3 },
  // No share is known to be safe to rely on; the catalogue's own links vouch for the host.
  controls: { present: [], absent: ['https://pan.baidu.com/s/1qZxNoSuchShare0Zq7Xw2w'] },

  match: (url, link) => parse(url, link.passcode),

  *check(target) {
    if ('enterprise' in target) throw new Unrecognised('an enterprise share: nothing public is known to say whether it is there')
    // For its BAIDUID cookie, without which a page may be 404 or the security check. A cookie that is missing proves nothing by
    // itself: those answers are no word on the share anyway.
    yield* ask(frontPage(), [404])
    const record = yield* askRecord(target)
    if (record.errno === RECORD.open) return yield* openShare(target, record)
    const seen = yield* heard(visit(target, page(addressOf(target))))
    if (!(seen instanceof Error)) return yield* byPage(target, record, seen)
    if (record.errno === RECORD.dead && isWalled(seen)) return verdict('not-found', { detail: record.words })
    throw seen
  },
})

/** The page is not for us to see, which says nothing against the record. A service out of order may keep wrong records, too. */
const isWalled = (silence: Silence) =>
  silence instanceof NoAnswer && statusOf(silence.verdict) === 'blocked' && silence.verdict.reason !== 'rate-limited'

/** The record alone cannot tell a dead locked share from a living one (measured 2026-06); the page can. */
function* byPage(share: Coded, record: Said, seen: Page): Conversation {
  const detail = `${seen.words}; ${record.words}`
  switch (seen.says) {
    case 'gone':
      return verdict(seen.reason, { detail })
    case 'open':
      return yield* openShare(share, record, seen)
    case 'locked':
      return yield* lockedShare(share, record, seen)
    case 'unclear':
      throw new Unrecognised(detail)
    case 'restricted':
      if (denies(record)) throw new Unrecognised(detail)
      return verdict('login-required', { detail })
    case 'hint':
      if (record.errno === RECORD.dead) return verdict(seen.reason, { detail })
      return yield* secondOpinion(share, record, detail, seen.reason)
    case 'nothing':
      if (record.errno === RECORD.dead) return verdict('not-found', { detail: record.words })
      return yield* secondOpinion(share, record, detail, denies(record) ? 'not-found' : undefined)
  }
}

const denies = ({ errno }: Said) => errno === RECORD.dead || errno === RECORD.nonsense

/** A share that asks for no code. When the listing says nothing known, a page that shows files is as good. */
function* openShare(share: Coded, record: Said, seen?: Open): Conversation {
  const listed = yield* heard(askList(share, record.words, seen?.shareid))
  if (listed instanceof NoAnswer) throw listed
  if (listed === 'empty') return yield* emptyShare(share)
  if (!(listed instanceof Unrecognised)) return listed
  const shown = seen ?? (yield* visit(share, page(addressOf(share))))
  if (shown.says === 'locked') return yield* lockedShare(share, record, shown)
  if (shown.says === 'gone') return verdict(shown.reason, { detail: `${shown.words}; ${listed.message}` })
  if (shown.says === 'open' && shown.files !== undefined && shown.files.length > 0) return verdict('listed', { facts: factsOf(shown.files, false) })
  throw new Unrecognised(`${listed.message}; ${shown.words}`)
}

/** A share whose page asks for a code: the one code of the night is spent here. */
function* lockedShare(share: Coded, record: Said, { words, captcha }: Locked): Conversation {
  const contradicted = new Unrecognised(`${words}; ${record.words}`)
  if (share.code === undefined) {
    if (denies(record)) throw contradicted
    return verdict('passcode-missing', { detail: words })
  }
  if (captcha) return verdict('challenged', { detail: 'the page asks for a captcha with the code' })
  const verified = yield* askVerify(share, share.code)
  if (typeof verified === 'string') {
    const listed = yield* askList(share, verified)
    return listed === 'empty' ? yield* emptyShare(share) : listed
  }
  if (denies(record) && statusOf(verified) === 'invalid') throw contradicted
  return verified
}

/** An empty listing is believed when the page, asked anew, shows an empty share too. */
function* emptyShare(share: Share): Conversation {
  const shown = yield* visit(share, pageInside(share))
  const detail = `share/list errno 0 with an empty list; ${shown.words}`
  if (shown.says === 'gone') return verdict(shown.reason, { detail })
  if (shown.says === 'open' && shown.files?.length === 0) return verdict('empty', { detail })
  throw new Unrecognised(detail)
}

/**
 * The mini-program's door, for a share whose page says too little: it takes the code and lists in one, so the night's one
 * code is spent here. `suspicion`: how the share is gone if this door finds nothing either.
 */
function* secondOpinion(share: Coded, record: Said, before: string, suspicion: Gone | undefined): Conversation {
  const said = yield* askMiniProgram(share, share.code)
  if (said.says === 'decided') return said.verdict
  const detail = `${said.words}; ${before}`
  const agrees = said.says === 'hint' || (said.says === 'hint-or-code' && denies(record))
  if (agrees && suspicion !== undefined) return verdict(suspicion, { detail })
  if (said.says === 'code' && suspicion === undefined)
    return share.code === undefined ? verdict('passcode-missing', { detail }) : verdict('passcode-rejected', { detail })
  throw new Unrecognised(detail)
}
