/** The two places that know datasets: the index of all that are shown, one for every link of the night, and the description of one. */
import { z } from 'zod'
import type { Question } from '#model/checker.ts'
import { type Verdict, verdict } from '#model/verdict.ts'
import { ask, askJson, get, isHtml, json, Unrecognised } from '../kit.ts'
import type { Denial } from '../witness.ts'
import { DatasetRecord } from './record.ts'

const API = 'https://www.heywhale.com/api/datasets'

/** Rows to a page, for one reading and for a second: rows move while they are read, and then stand on other pages. */
const SIZES = [100, 90]
/** Of both readings. An index that is longer cannot be read to its end in one conversation, and a part of it denies nothing. */
const MOST_PAGES = 20
const MOST_ROWS = MOST_PAGES * 100
/** A hundred records with all their labels. */
const LARGEST_PAGE = 4 * 1024 * 1024

const IndexPage = z.object({ totalNum: z.int().nonnegative(), data: z.array(DatasetRecord) })

export type Found = { readonly record: DatasetRecord }
/** `example`: a dataset that is in the index. */
export type Absent = { readonly example: string | undefined }

/** Looks a dataset up. A row may be read twice and another not at all, so they are counted by their numbers. */
export function* inIndex(id: string): Question<Found | Absent> {
  const seen = new Set<string>()
  let total = 0
  let asked = 0
  const isMore = () => asked === 0 || (asked < MOST_PAGES && total <= MOST_ROWS && seen.size < total)
  for (const size of SIZES) {
    for (let page = 1; isMore(); page++) {
      const { totalNum, data } = yield* askJson(indexPage(page, size), IndexPage)
      const record = data.find(({ _id }) => _id === id)
      if (record !== undefined) return { record }
      for (const { _id } of data) seen.add(_id)
      total = Math.max(total, totalNum)
      asked++
      if (data.length === 0) break
    }
  }
  const [example] = seen
  return { example }
}

const indexPage = (page: number, size: number) =>
  get(`${API}?page=${page}&perPage=${size}&Visible=true&needMeta=true&sort=-UpdateDate`, {
    limit: LARGEST_PAGE,
    headers: { referer: 'https://www.heywhale.com/home/dataset' },
  })

/** A description, or an error; how errors look is not established, so each of the usual names is read. */
const Described = z.union([DatasetRecord, z.object({ message: z.string() }), z.object({ error: z.string() }), z.object({ msg: z.string() })])

const LOGIN = /请先登录|需要登录|未登录|need login|unauthorized/i
const MISSING = /不存在|已下线|已(?:被)?删除|not ?found|not ?exist/i

/** What the description of a dataset says; no public code asks for it, so a page or an unknown error decides nothing. */
export function* described(id: string): Question<Found | Denial | Verdict> {
  const response = yield* ask(
    get(`${API}/${id}`, { limit: LARGEST_PAGE, headers: { accept: 'application/json', referer: `https://www.heywhale.com/mw/dataset/${id}` } }),
    [400, 401, 404, 410],
  )
  const { status } = response
  if (status === 401) return verdict('login-required', { detail: 'HTTP 401' })
  if (isHtml(response)) throw new Unrecognised(`a page where JSON is due (HTTP ${status})`)
  const answer = json(response, Described)
  if ('_id' in answer) {
    if (status !== 200 || answer._id !== id) throw new Unrecognised(`asked for dataset ${id}, got ${answer._id} (HTTP ${status})`)
    return { record: answer }
  }
  const words = Object.values(answer).join().slice(0, 200)
  const detail = `HTTP ${status}: ${words}`
  if (LOGIN.test(words)) return verdict('login-required', { detail })
  if (status === 404 || status === 410 || MISSING.test(words)) return { denied: detail }
  throw new Unrecognised(detail)
}
