/** Open Science Framework: one interface resolves every short identifier and tells deleted from private. */
import { z } from 'zod'
import type { Response } from '#model/http.ts'
import { type Facts, type Verdict, verdict } from '#model/verdict.ts'
import { Day } from '../day.ts'
import { ask, defineChecker, get, json, Unrecognised } from '../kit.ts'
import { FORMS, parse, type Target } from './identity.ts'

const Text = z.string().nullish().catch(undefined)
const Flag = z.boolean().nullish().catch(undefined)

const Resource = z.object({
  data: z.object({
    id: z.string().min(1),
    type: z.string(),
    attributes: z.object({
      title: Text,
      name: Text,
      /** The short identifier of a file, once somebody has looked at its page. */
      guid: Text,
      public: Flag,
      withdrawn: Flag,
      embargoed: Flag,
      date_modified: Day,
      size: z.int().nonnegative().nullish().catch(undefined),
      current_version: z.int().positive().nullish().catch(undefined),
    }),
  }),
})
type Data = z.output<typeof Resource>['data']

const Refusal = z.object({
  errors: z.tuple([z.object({ detail: z.string(), meta: z.object({ flagged_content: Flag }).nullish().catch(undefined) })], z.unknown()),
})

export default defineChecker<Target>({
  title: 'OSF',
  homepage: 'https://osf.io',
  urls: FORMS,
  pace: { concurrency: 1, spacing: 2 }, // a hundred questions an hour for strangers
  controls: { present: ['https://osf.io/mh9sj'], absent: ['https://osf.io/zzz01'] },

  match: parse,

  *check(target) {
    const response = yield* ask(get(addressOf(target), { headers: { accept: 'application/vnd.api+json' } }), [401, 403, 404, 410])
    if (response.status >= 400) return refused(response)
    const { data } = json(response, Resource)
    if (!isOf(target, data)) throw new Unrecognised(`asked for ${target.id}, got ${data.type} ${data.id}`)
    return described(target, data)
  },
})

function addressOf({ kind, id, viewOnly }: Target): string {
  const path = kind === 'file' ? `files/${id}/` : `guids/${id}/`
  return `https://api.osf.io/v2/${path}${viewOnly === undefined ? '' : `?view_only=${encodeURIComponent(viewOnly)}`}`
}

/** The interface tells the three apart: unknown, deleted, and there but not for strangers. */
function refused(response: Response): Verdict {
  const [{ detail, meta }] = json(response, Refusal).errors
  switch (response.status) {
    case 404:
      if (/^not found/i.test(detail)) return verdict('not-found', { detail })
      break
    case 410:
      if (meta?.flagged_content) return verdict('taken-down', { detail: `${detail} (flagged as spam)` })
      if (/no longer available/i.test(detail)) return verdict('removed', { detail })
      break
    default: // 401 to strangers, 403 to other users
      if (/credentials were not provided|do not have permission/i.test(detail)) return verdict('approval-required', { detail })
  }
  throw new Unrecognised(`HTTP ${response.status}: ${detail}`)
}

/** A file has its long number as id whichever way it was asked for; a preprint may add its version. */
function isOf({ id }: Target, data: Data): boolean {
  const base = (written: string) => written.toLowerCase().split('_')[0]
  return base(data.id) === base(id) || (data.type === 'files' && data.attributes.guid?.toLowerCase() === id)
}

const KINDS = ['nodes', 'registrations', 'preprints', 'files']

function described({ viewOnly }: Target, { type, attributes }: Data): Verdict {
  const facts = factsOf(attributes)
  if (type === 'users') return verdict('not-a-dataset', { detail: 'the page of a person' })
  if (!KINDS.includes(type)) throw new Unrecognised(`a thing of type ${type}`)
  if (attributes.withdrawn) return verdict('removed', { detail: 'the registration is withdrawn' })
  if (attributes.embargoed) return verdict('embargoed', { facts })
  if (attributes.public === false && viewOnly === undefined) return verdict('approval-required', { facts, detail: 'public: false' })
  return verdict('listed', { facts })
}

function factsOf({ title, name, date_modified: day, size, current_version: version }: Data['attributes']): Facts {
  const called = title || name
  return {
    ...(called && { title: called }),
    ...(size && { bytes: size }),
    ...(version && { version: String(version) }),
    ...(day && { updatedAt: day }),
  }
}
