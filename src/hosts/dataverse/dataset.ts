/** Datasets: a description without a published version is one that was withdrawn. */
import type { Conversation } from '#model/checker.ts'
import type { Response } from '#model/http.ts'
import { type Facts, statusOf, type Verdict, verdict } from '#model/verdict.ts'
import { isHtml, text, Unrecognised } from '../kit.ts'
import { DatasetRecord, messageOf, read, Version } from './answers.ts'
import { accessTo, dayOf, file, isElsewhere } from './files.ts'
import { askInterface } from './interface.ts'
import { type Asked, callOf, type Identified, pidOf } from './link.ts'
import { type Elsewhere, harvested, page, sourceOf } from './page.ts'

/** The check of a dataset. */
export function* dataset(target: Asked, night: Elsewhere): Conversation {
  const response = yield* askInterface(target.site, callOf(target, '/'), pidOf(target))
  if (isHtml(response)) return yield* page(target, night)
  if (response.truncated) return yield* cutOff(target, response)
  const answer = read(response, DatasetRecord)
  if ('reason' in answer) return answer
  if ('denied' in answer) return 'id' in target ? verdict('not-found', { detail: answer.denied }) : yield* fileAfterAll(target, answer.denied)
  const { found } = answer
  if (!names(target, found)) throw new Unrecognised(`asked for ${nameOf(target)}, got ${found.persistentUrl ?? found.identifier}`)
  const version = found.latestVersion
  if (!version) return yield* latest(target, 'no version is published')
  if (version.versionState === 'RELEASED' && version.files === undefined) throw new Unrecognised('released, without a list of files')
  const source = version.versionState === 'RELEASED' && version.files?.every(isElsewhere) ? yield* sourceOf(target) : undefined
  return source === undefined ? judge(version, dayOf(response)) : yield* harvested(source, night)
}

/** The identifier of a missing dataset may be that of a file. */
function* fileAfterAll(target: Identified, denied: string): Conversation {
  const said = yield* file({ ...target, kind: 'file' })
  return statusOf(said) === 'gone' ? verdict('not-found', { detail: denied }) : said
}

/** A description of too many files: what could be read of it shows whether any file is for everybody. */
function* cutOff(target: Asked, response: Response): Conversation {
  const seen = text(response)
  const count = (form: RegExp) => seen.match(form)?.length ?? 0
  const said = yield* latest(target)
  if (said.reason === 'listed' && count(/"restricted":\s*false/g) <= count(/"embargo":\s*\{/g))
    throw new Unrecognised('too many files to read, and none of the first is for everybody')
  return said
}

/** Asks for the latest version that was ever published, without its files. `before`: what is known to contradict a living one. */
function* latest(target: Asked, before?: string): Conversation {
  const path = callOf(target, '/versions/:latest-published', 'includeDeaccessioned=true&excludeFiles=true')
  const response = yield* askInterface(target.site, path, pidOf(target))
  // The parameter came with 5.14: older installations deny the version of a dataset that they have just described.
  if (before && response.status === 404 && /^dataset version .{0,300}not found/i.test(messageOf(response)))
    return verdict('not-public', { detail: messageOf(response) })
  const answer = read(response, Version)
  if ('reason' in answer) return answer
  if ('denied' in answer) throw new Unrecognised(`described, and then denied: ${answer.denied}`)
  if (before && answer.found.versionState === 'RELEASED') throw new Unrecognised(`${before}, and yet one is RELEASED`)
  return judge(answer.found, dayOf(response))
}

function judge(version: Version, day: string): Verdict {
  const { versionState: state } = version
  if (state === 'RELEASED') return { ...accessTo(version, day), facts: factsOf(version) }
  if (state === 'DEACCESSIONED') return withdrawn(version)
  throw new Unrecognised(`versionState ${state}`)
}

/** The owner withdrew it, as a rule with a reason, sometimes with an address to go on to. */
function withdrawn({ deaccessionNote, versionNote, deaccessionLink, archiveNote }: Version): Verdict {
  const detail = ['DEACCESSIONED', deaccessionNote || versionNote].filter(Boolean).join(': ').slice(0, 200)
  const place = URL.parse(deaccessionLink || archiveNote || '')
  if (place === null || !/^https?:$/.test(place.protocol)) return verdict('removed', { detail })
  return verdict('removed', {
    detail,
    replacement: { url: place.href, certain: false, why: 'the owner withdrew the dataset and names this address' },
  })
}

/** Whether a description is of what was asked for. */
function names(target: Asked, { id, persistentUrl, identifier }: DatasetRecord): boolean {
  if ('id' in target) return target.id === id
  const asked = target.name.toLowerCase()
  if (!persistentUrl) return `/${asked}`.endsWith(`/${identifier?.toLowerCase()}`)
  return [`/${asked}`, `${target.scheme}:${asked}`].some((end) => persistentUrl.toLowerCase().endsWith(end)) // a permalink ends in `perma:name`
}

const nameOf = (target: Asked) => ('id' in target ? `dataset ${target.id}` : target.name)

/** Longer terms are no name of a licence. */
const LONGEST_LICENCE = 100

function factsOf({ versionNumber, versionMinorNumber = 0, releaseTime, license, termsOfUse, files = [], metadataBlocks }: Version): Facts {
  const licence = license ?? (termsOfUse && termsOfUse.length <= LONGEST_LICENCE ? termsOfUse.trim() : undefined)
  const title = metadataBlocks?.citation.fields.find(({ typeName }) => typeName === 'title')?.value
  const bytes = files.reduce((sum, { dataFile }) => sum + (dataFile.filesize ?? Number.NaN), 0)
  return {
    ...(typeof title === 'string' && title && { title }),
    ...(bytes > 0 && { bytes }),
    ...(files.length > 0 && { files: files.length }),
    ...(versionNumber !== undefined && { version: `${versionNumber}.${versionMinorNumber}` }),
    ...(licence && { licence }),
    ...(releaseTime && { updatedAt: releaseTime }),
  }
}
