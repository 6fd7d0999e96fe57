/** Whether anybody may have the files of a dataset, and a single file asked for by itself. */
import type { Question } from '#model/checker.ts'
import type { Response } from '#model/http.ts'
import { type Verdict, verdict } from '#model/verdict.ts'
import { Unrecognised } from '../kit.ts'
import { FileRecord, messageOf, type Row, read, type Version } from './answers.ts'
import { askInterface } from './interface.ts'
import { type Asked, callOf, pidOf } from './link.ts'

/** The answer's own day. An embargo stays in the description after its end; without a day it is taken as lasting. */
export function dayOf({ headers }: Pick<Response, 'headers'>): string {
  const time = Date.parse(headers.date ?? '')
  return Number.isNaN(time) ? '' : new Date(time).toISOString().slice(0, 10)
}

const isEmbargoed = ({ dataFile: { embargo } }: Row, day: string) => embargo !== undefined && embargo.dateAvailable > day

/** A description that was harvested from another archive has no files, or files whose place is an address there (DataFile.java). */
export const isElsewhere = ({ dataFile }: Row) => /^https?:/i.test(dataFile.storageIdentifier ?? '')

/** What a stranger may have of a dataset, whose files may have been too many to list. Partly restricted is alive, and says so. */
export function accessTo({ files, fileAccessRequest: mayAsk }: Version, day: string): Verdict {
  if (files === undefined) return verdict('listed')
  if (files.every(isElsewhere)) return verdict('listed', { warnings: ['catalogue-only'] })
  const embargoed = files.filter((row) => isEmbargoed(row, day))
  const closed = files.filter((row) => row.restricted || isEmbargoed(row, day))
  if (closed.length === 0) return verdict('listed')
  if (closed.length < files.length) return verdict('listed', { detail: `${closed.length} of ${files.length} files are not for everybody` })
  const [until] = embargoed.flatMap(({ dataFile }) => dataFile.embargo?.dateAvailable ?? []).sort()
  if (embargoed.length === files.length) return verdict('embargoed', { detail: `until ${until}` })
  if (mayAsk) return verdict('login-required', { detail: 'every file is restricted; access can be requested' })
  return verdict('approval-required', { detail: 'every file is restricted' })
}

/** The check of a file, by its number or its own identifier. Described, not downloaded: installations count downloads. */
export function* file(target: Asked): Question<Verdict> {
  const response = yield* askInterface(target.site, callOf(target), pidOf(target))
  if (response.status === 403) return verdict('login-required', { detail: messageOf(response) })
  const answer = read(response, FileRecord)
  if ('reason' in answer) return answer
  if ('denied' in answer) return verdict('not-found', { detail: answer.denied })
  return described(target, answer.found, dayOf(response))
}

function described(target: Asked, record: FileRecord, day: string): Verdict {
  const { label, restricted, dataFile } = record
  const asked = 'id' in target ? target.id : `${target.scheme}:${target.name}`
  const got = 'id' in target ? dataFile.id : dataFile.persistentId
  if (got?.toLowerCase() !== asked.toLowerCase()) throw new Unrecognised(`asked for file ${asked}, got ${got ?? 'one without identifier'}`)
  const facts = { ...(label && { title: label }), ...(dataFile.filesize && { bytes: dataFile.filesize }) }
  if (isEmbargoed(record, day)) return verdict('embargoed', { facts, detail: `until ${dataFile.embargo?.dateAvailable}` })
  return restricted ? verdict('approval-required', { facts, detail: 'a restricted file' }) : verdict('listed', { facts })
}
