/** Datasets: a description without a published version is one that was withdrawn. */
import type { Conversation } from '#model/checker.ts'
import { type Facts, statusOf, type Verdict, verdict } from '#model/verdict.ts'
import { isHtml, Unrecognised } from '../kit.ts'
import { DatasetRecord, messageOf, read, Version } from './answers.ts'
import { accessTo, dayOf, file } from './files.ts'
import { askInterface } from './interface.ts'
import { type Identified, type Pid, queryOf } from './link.ts'
import { page } from './page.ts'

/** The check of a dataset. */
export function* dataset(target: Identified): Conversation {
  const response = yield* askInterface(target.host, `datasets/:persistentId/?${queryOf(target)}`, target)
  if (isHtml(response)) return yield* page(target)
  if (response.truncated) return yield* latest(target)
  const answer = read(response, DatasetRecord)
  if ('reason' in answer) return answer
  if ('denied' in answer) return yield* fileAfterAll(target, answer.denied)
  const { found } = answer
  if (!names(target, found)) throw new Unrecognised(`asked for ${target.name}, got ${found.persistentUrl ?? found.identifier}`)
  const version = found.latestVersion
  if (!version) return yield* latest(target, 'no version is published')
  if (version.versionState === 'RELEASED' && version.files === undefined) throw new Unrecognised('released, without a list of files')
  return judge(version, dayOf(response))
}

/** The identifier of a missing dataset may be that of a file. */
function* fileAfterAll(target: Identified, denied: string): Conversation {
  const said = yield* file(target)
  return statusOf(said) === 'gone' ? verdict('not-found', { detail: denied }) : said
}

/** Asks for the latest version that was ever published, without its files. `before`: what is known to contradict a living one. */
function* latest(target: Identified, before?: string): Conversation {
  const path = `datasets/:persistentId/versions/:latest-published?${queryOf(target)}&includeDeaccessioned=true&excludeFiles=true`
  const response = yield* askInterface(target.host, path, target)
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
  const { versionState: state, files } = version
  if (state === 'RELEASED') return { ...(files ? accessTo(files, version.fileAccessRequest, day) : verdict('listed')), facts: factsOf(version) }
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
function names({ name }: Pid, { persistentUrl, identifier }: DatasetRecord): boolean {
  const asked = `/${name.toLowerCase()}`
  return persistentUrl ? persistentUrl.toLowerCase().endsWith(asked) : asked.endsWith(`/${identifier?.toLowerCase()}`)
}

function factsOf({ versionNumber, versionMinorNumber = 0, releaseTime, license, files = [], metadataBlocks }: Version): Facts {
  const title = metadataBlocks?.citation.fields.find(({ typeName }) => typeName === 'title')?.value
  const bytes = files.reduce((sum, { dataFile }) => sum + (dataFile.filesize ?? Number.NaN), 0)
  const day = /^\d{4}-\d\d-\d\d/.exec(releaseTime ?? '')?.[0]
  return {
    ...(typeof title === 'string' && title && { title }),
    ...(bytes > 0 && { bytes }),
    ...(files.length > 0 && { files: files.length }),
    ...(versionNumber !== undefined && { version: `${versionNumber}.${versionMinorNumber}` }),
    ...(license && { licence: license }),
    ...(day && { updatedAt: day }),
  }
}
