/** OpenDataLab datasets, by the interface behind the page: the page itself is an application shell that says 200 to anything. */
import type { Conversation, Question } from '#model/checker.ts'
import { type Verdict, verdict, vouchesFor } from '#model/verdict.ts'
import { defineChecker, get, heard, NoAnswer, postJson, Unrecognised } from '../kit.ts'
import { type DatasetRecord, type Described, factsOf, readDataset, readFiles, readSearch } from './answers.ts'
import { askDoor, askDoors, DOORS, OPTIONS, XLAB } from './doors.ts'
import { elsewhere, listed } from './findings.ts'
import { nameKey, refOf, type Target, target, urls } from './link.ts'

export default defineChecker<Target>({
  title: 'OpenDataLab',
  homepage: DOORS[0],
  urls,
  pace: { concurrency: 1, spacing: 1 },
  controls: {
    present: ['https://opendatalab.com/OpenDataLab/MNIST'],
    absent: ['https://opendatalab.com/OpenDataLab/does-not-exist-zz'],
  },

  match: target,

  *check(asked) {
    const said = yield* dataset(asked)
    return vouchesFor(said) && asked.flaw === 'winding-down' ? yield* throughXlab(asked, said) : said
  },
})

function* dataset(asked: Target): Conversation {
  const answer = yield* describe(slugOf(asked))
  if ('refused' in answer) return answer.refused
  if ('record' in answer) return yield* judge(asked, answer.record)

  // The denial may be about our spelling: one public client met 404 for every name and asks by number alone (2026-09).
  const namesakes = (yield* search(asked.name)).filter(({ name }) => name.includes('/') && nameKey(name) === nameKey(asked.name))
  const itself = namesakes.find(({ name }) => isRefOf(asked, name))
  if (itself === undefined) return verdict('not-found', { detail: answer.denied, ...elsewhere(namesakes) })
  const again = yield* describe(itself.id)
  if ('refused' in again) return again.refused
  if ('record' in again) return yield* judge(asked, again.record)
  throw new Unrecognised(`the search lists it, its record is denied: ${again.denied}`)
}

/** What another door says of a dataset, unless the door of the link is not there any more: then the link leads nowhere. */
function* throughXlab(asked: Target, said: Verdict): Conversation {
  const own = yield* askDoor(get(recordAt(XLAB, 'v3', slugOf(asked)), OPTIONS))
  if (!(own instanceof NoAnswer) || own.verdict.reason !== 'dns-not-found') return said
  return { ...said, ...own.verdict, facts: said.facts, ...(said.replacement && { replacement: { ...said.replacement, certain: true } }) }
}

const recordAt = (door: string, version: 'v2' | 'v3', key: string) => `${door}/datasets/api/${version}/datasets/${key}`

/** How the interface writes a dataset: owner and name with a comma between; a slash is answered 404. */
const slugOf = ({ owner, name }: Target) => `${encodeURIComponent(owner)},${encodeURIComponent(name)}`

/** Whether letter case matters is not known, so it decides nothing. */
const isRefOf = (asked: Target, ref: string) => ref.toLowerCase() === refOf(asked).toLowerCase()

/** The record by `owner,name` or number, as the present interface has it or, when that has none or is silent, the former one. */
function* describe(key: string): Question<Described> {
  const present = yield* describedBy('v3', key)
  if (present instanceof NoAnswer && present.verdict.reason === 'rate-limited') throw present
  if (!(present instanceof NoAnswer) && !('denied' in present)) return present
  const former = yield* describedBy('v2', key)
  if (!(former instanceof NoAnswer)) return former
  if (present instanceof NoAnswer) throw present
  return present
}

function* describedBy(version: 'v2' | 'v3', key: string): Question<Described | NoAnswer> {
  const response = yield* askDoors((door) => get(recordAt(door, version, key), OPTIONS))
  return response instanceof NoAnswer ? response : readDataset(response)
}

/** The first twenty that the site's own search finds. It can save a link, never condemn one: that takes the denial before it. */
function* search(name: string): Question<readonly DatasetRecord[]> {
  const response = yield* askDoors((door) => postJson(`${door}/datasets/api/v3/datasets/list`, { keywords: name, pageNo: 1, pageSize: 20 }, OPTIONS))
  if (response instanceof NoAnswer) throw response
  return readSearch(response)
}

/** The dataset exists; its files are asked for, which tells a hosted dataset from an entry of the catalogue. */
function* judge(asked: Target, record: DatasetRecord): Conversation {
  if (!isRefOf(asked, record.name)) throw new Unrecognised(`asked for ${refOf(asked)}, got ${record.name || 'no name'}`)
  const answer = yield* files(asked)
  if (answer === undefined || 'denied' in answer) return listed(asked, record)
  if ('refused' in answer) return { ...answer.refused, facts: factsOf(record) }
  if (asked.path === '' || answer.files.hasNext !== true) return listed(asked, record, answer.files)
  const inside = yield* heard(files(asked, asked.path))
  return listed(asked, record, answer.files, inside !== undefined && 'files' in inside ? inside.files : undefined)
}

/** The first files of a dataset, or of a folder of it; undefined when no door answers. */
function* files(asked: Target, path = ''): Question<ReturnType<typeof readFiles> | undefined> {
  const within = path === '' ? '' : `&prefix=${encodeURIComponent(`/${path}`)}`
  const response = yield* askDoors((door) =>
    get(`${recordAt(door, 'v2', slugOf(asked))}/r/main?recursive=true&needContent=true&limit=500${within}`, OPTIONS),
  )
  return response instanceof NoAnswer ? undefined : readFiles(response)
}
