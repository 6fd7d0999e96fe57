/** The Cancer Imaging Archive, by the lists its staff take for the authority; pages and the old wiki only where these are silent. */
import { z } from 'zod'
import type { Conversation } from '#model/checker.ts'
import { type Verdict, verdict, vouchesFor } from '#model/verdict.ts'
import { ask, askJson, defineChecker, get, heard, isHtml, Unrecognised } from '../kit.ts'
import { moved, vouch } from './access.ts'
import { addressOf, forms, keyOf, parse, type Target } from './link.ts'
import { everything, named } from './listing.ts'
import { record } from './record.ts'
import { suggest } from './suggest.ts'
import { isLogin, wiki } from './wiki.ts'

export default defineChecker<Target>({
  title: 'The Cancer Imaging Archive',
  homepage: 'https://www.cancerimagingarchive.net',
  urls: forms,
  pace: { concurrency: 1, spacing: 1 },
  controls: {
    present: ['https://www.cancerimagingarchive.net/collection/lidc-idri/'],
    absent: ['https://www.cancerimagingarchive.net/collection/does-not-exist-zz/'],
  },

  match: (url) => parse(url),

  *check(target) {
    switch (target.at) {
      case 'www':
        return target.staged ? unstaged(target, yield* record(target)) : yield* record(target)
      case 'wiki':
        return yield* wiki(target)
      case 'attachment':
        return yield* attachment(target)
      case 'nbia':
        return yield* search(target.key)
    }
  },

  suggest,
})

/** The staging mirror is not for visitors: what exists belongs under its public address. */
function unstaged(target: Extract<Target, { at: 'www' }>, said: Verdict): Verdict {
  const exists = vouchesFor(said)
  if (!exists || said.replacement !== undefined) return said
  const replacement = { url: addressOf(target), certain: true, why: 'the public address instead of the staging mirror' }
  return { ...said, warnings: [...said.warnings, 'moved'], replacement }
}

function* attachment({ pageId, file }: Extract<Target, { at: 'attachment' }>): Conversation {
  const url = `https://wiki.cancerimagingarchive.net/download/attachments/${pageId}/${encodeURIComponent(file)}`
  const answer = yield* ask(get(url, { limit: 4096 }), [404])
  if (isLogin(answer)) return verdict('login-required', { detail: 'the wiki asks for a login' })
  if (answer.status === 404) return verdict('not-found', { detail: 'HTTP 404' })
  if (answer.status !== 200 || isHtml(answer) || answer.body.length === 0) throw new Unrecognised(`no file (HTTP ${answer.status} at ${answer.url})`)
  const length = answer.headers['content-encoding'] === undefined ? answer.headers['content-length'] : undefined
  return verdict('served', { ...(/^\d{1,15}$/.test(length ?? '') && { facts: { bytes: Number(length) } }) })
}

const Values = z.array(z.object({ Collection: z.string() })).min(1)

/**
 * The search page answers 200 to any name, so the lists are asked. NBIA is being phased out and never had what is not
 * public DICOM: it may confirm a collection, and its silence counts only where the lists do not know the name either.
 */
function* search(key: string): Conversation {
  const lists = yield* heard(everything())
  const values = yield* heard(askJson(get('https://services.cancerimagingarchive.net/nbia-api/services/v1/getCollectionValues'), Values))
  const held = values instanceof Error ? undefined : values.some(({ Collection }) => keyOf(Collection) === key)
  const [found, ...others] = lists instanceof Error ? [] : named(lists, key)
  if (others.length > 0) throw new Unrecognised(`${others.length + 1} records share the name`)
  if (found !== undefined) return yield* held === false && !found.hidden ? moved(found) : vouch(found)
  if (held === true) return verdict('listed')
  if (lists instanceof Error) throw lists
  if (values instanceof Error) throw values
  return verdict('not-found', { detail: 'neither NBIA nor the lists of the site have the collection' })
}
