/** Synapse (Sage Bionetworks) entities, by the interface behind the page: it answers strangers, and says why when it refuses. */
import { z } from 'zod'
import type { Invalid, Question } from '#model/checker.ts'
import type { Request, Response } from '#model/http.ts'
import { type Facts, type Reason, type Verdict, verdict } from '#model/verdict.ts'
import { ask, askJson, defineChecker, get, invalid, json, NoAnswer, pattern, postJson, Unrecognised } from '../kit.ts'

/** `syn` and a number, in lower case. */
type Target = { readonly id: string }

/** The page of anything is `Synapse:syn123`, as a path or, before 2024, behind `#!`. */
const page = pattern('https://www.synapse.org/:entity/*')
const formerPage = pattern('https://www.synapse.org/*#:entity')
const bare = pattern('https://www.synapse.org')
const api = pattern('https://repo-prod.prod.sagebase.org/repo/v1/entity/:id/*')

const REPO = 'https://repo-prod.prod.sagebase.org/repo/v1'

const Text = z.string().optional().catch(undefined)
const Entity = z.object({
  id: z.string(),
  name: Text,
  modifiedOn: Text,
  versionNumber: z.int().optional().catch(undefined),
})
const Refusal = z.object({ reason: z.string() })
const Permissions = z.object({ canDownload: z.boolean(), isEntityOpenData: z.boolean() })
const Restriction = z.object({ restrictionLevel: z.string(), hasUnmetAccessRequirement: z.boolean() })

export default defineChecker<Target>({
  title: 'Synapse',
  homepage: 'https://www.synapse.org',
  urls: [page, formerPage, api],
  /** The host's own limit is ten a second and three at once. */
  pace: { concurrency: 1, spacing: 0.5 },
  controls: { present: [], absent: ['https://www.synapse.org/Synapse:syn999999999999'] },

  match(url) {
    const direct = api.match(url)?.id
    if (direct !== undefined) return numbered(direct)
    for (const { match } of [formerPage, page]) {
      const [, kind, name = ''] = /^!?(\w+):([^/]*)/.exec(match(url)?.entity ?? '') ?? []
      if (kind !== undefined) return kind.toLowerCase() === 'synapse' ? numbered(name) : invalid('not-a-dataset', `a page of the site (${kind})`)
    }
    return bare.match(url) && invalid('not-a-dataset', 'the front page') // an alias such as `/brats2023` is for the generic checker
  },

  *check({ id }) {
    const response = yield* ask(get(`${REPO}/entity/${id}`), [403, 404])
    if (response.status === 404) return missing(id, reasonOf(response))
    if (response.status === 403) return yield* locked(id, reasonOf(response))
    const entity = json(response, Entity)
    if (entity.id.toLowerCase() !== id) throw new Unrecognised(`asked for ${id}, got ${entity.id}`)
    const facts = factsOf(entity)
    if (yield* isOpen(id)) return verdict('listed', { facts })
    return verdict((yield* conditionOf(id)) ?? 'login-required', { facts })
  },
})

/** The number, without the version after its dot and the punctuation that clung to it in a text. */
function numbered(written: string): Target | Invalid {
  const digits = /^syn(\d*)(?:\.\d+)?[\p{P}\p{S}\s]*$/iu.exec(written)?.[1]
  if (digits === '' || written === '') return invalid('incomplete-url', 'the number of the entity is missing')
  return digits !== undefined && digits.length <= 18 ? { id: `syn${digits}` } : invalid('malformed-url', 'no entity can have this number')
}

const reasonOf = (response: Response) => json(response, Refusal).reason

/** The two sentences of a 404, each with the number in it. */
function missing(id: string, detail: string): Verdict {
  const said = detail.toLowerCase()
  if (said.includes(`entity ${id} is in trash can`)) return verdict('removed', { detail })
  if (said.includes(`'${id}' does not exist`)) return verdict('not-found', { detail })
  throw new Unrecognised(detail)
}

/** A 403 is only ever said of what exists. Whether a login would be enough is not told; without one it is closed. */
function* locked(id: string, detail: string): Question<Verdict> {
  if (detail.startsWith('You lack READ access')) return verdict('login-required', { detail })
  if (detail.startsWith('There are unmet access requirements')) return verdict((yield* conditionOf(id)) ?? 'agreement-required', { detail })
  throw new Unrecognised(detail)
}

/** Only what is flagged as open data can be had without a login; strangers may merely look at everything else that is public. */
function* isOpen(id: string): Question<boolean> {
  const said = yield* told(get(`${REPO}/entity/${id}/permissions`), Permissions)
  return said?.isEntityOpenData === true && said.canDownload
}

const CONDITIONS: Readonly<Record<string, Reason>> = {
  RESTRICTED_BY_TERMS_OF_USE: 'agreement-required',
  CONTROLLED_BY_ACT: 'approval-required',
}

/** What stands before the data beside a login; undefined when nothing does, or when strangers are not told. */
function* conditionOf(id: string): Question<Reason | undefined> {
  const said = yield* told(postJson(`${REPO}/restrictionInformation`, { objectId: id, restrictableObjectType: 'ENTITY' }), Restriction)
  return said?.hasUnmetAccessRequirement ? CONDITIONS[said.restrictionLevel] : undefined
}

/** For what the verdict can do without; whether strangers are told is not established. */
function* told<Shape extends z.ZodType>(request: Request, shape: Shape): Question<z.output<Shape> | undefined> {
  try {
    return yield* askJson(request, shape)
  } catch (error) {
    if (error instanceof NoAnswer || error instanceof Unrecognised) return undefined
    throw error
  }
}

function factsOf({ name, modifiedOn, versionNumber }: z.output<typeof Entity>): Facts {
  return {
    ...(name && { title: name }),
    ...(versionNumber && { version: String(versionNumber) }),
    ...(modifiedOn && /^\d{4}-\d\d-\d\d/.test(modifiedOn) && { updatedAt: modifiedOn.slice(0, 10) }),
  }
}
