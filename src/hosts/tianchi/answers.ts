/** The interface behind Tianchi's pages: what it says about one dataset, and what its search finds. */
import { z } from 'zod'
import type { Question } from '#model/checker.ts'
import { type Facts, verdict } from '#model/verdict.ts'
import { Day } from '../day.ts'
import { ask, get, heard, json, NoAnswer, postJson, type Silence, Unrecognised } from '../kit.ts'

const Text = z.string().optional().catch(undefined)
const Id = z.union([z.string(), z.number()]).transform(String)
const Files = z.array(z.object({ size: z.int().nonnegative().optional().catch(undefined), updateTime: Day }))

/** Numbers where public clients saw numbers; strings are as good. */
const Answer = z.object({
  success: z.boolean().optional(),
  code: z.union([z.string(), z.number()]).transform(String).optional(),
  message: Text,
  errorMsg: Text,
  data: z.unknown().optional(),
})
type Answer = z.output<typeof Answer>

const Detail = z.object({ datalabFile: Files })
const Named = z.object({ datalab: z.object({ id: Id, title: Text, datalabLicense: Text }).optional().catch(undefined) })
const Listing = z.object({ list: z.array(z.object({ datalab: z.object({ id: Id, title: Text }) })) })

/** Codes and words by which this and the neighbouring Chinese platforms ask for an account; documented nowhere. */
const LOGIN = /(?:need|not|no)[ _-]?log(?:ged)?[ _-]?in|no[ _-]?permission|unauthori[sz]ed|请先登录|需要登录|未登录|无权限|没有权限/i
/** About us, and about the service: no denial, though `success` is false with these, too. */
const TOO_OFTEN = /过于频繁|验证码|too[ _-]?(?:many|frequent)|rate[ _-]?limit/i
const BUSY = /busy|繁忙|稍后|系统(?:异常|错误)|system[ _-]?(?:error|exception)/i
const CSRF = 'EBADCSRFTOKEN'

/** What the interface says: a dataset, another one, that there is none, or that one must log in to hear it. */
export type Word = { readonly facts: Facts } | { readonly another: string } | { readonly denied: string } | { readonly login: string }

/** The list sets the cookie whose value every call must repeat as a header (measured 2026-10). */
function* handshake(): Question<string> {
  const { cookies } = yield* ask(get('https://tianchi.aliyun.com/dataset', { headers: { accept: 'text/html' } }))
  const token = cookies['x-csrf-token']
  if (token === undefined) throw new Unrecognised('the list sets no x-csrf-token')
  return token
}

/** The word on a dataset, and the token that was good for it. A token that is refused is our fault: the list is asked for another, once. */
export function* detail(id: string): Question<{ readonly word: Word | Silence; readonly token: string | Silence }> {
  const token = yield* heard(handshake())
  const word = token instanceof Error ? token : yield* heard(described(id, token))
  if (!(word instanceof StaleToken)) return { word, token }
  const renewed = yield* heard(handshake())
  return { word: renewed instanceof Error ? word : yield* heard(described(id, renewed)), token: renewed }
}

class StaleToken extends Unrecognised {}

const call = (name: string, body: unknown, token: string) =>
  postJson(`https://tianchi.aliyun.com/api/notebook/${name}`, body, {
    headers: { accept: 'application/json', 'csrf-token': token, referer: 'https://tianchi.aliyun.com/dataset' },
  })

function* described(id: string, token: string): Question<Word> {
  const { status, answer } = yield* asked(call('dataDetail', { dataId: Number(id) }, token))
  const words = answer.message ?? answer.errorMsg ?? ''
  const said = `code ${answer.code ?? 'none'}${words && `: ${words}`}`
  if (status === 401 || LOGIN.test(said)) return { login: said }
  if (TOO_OFTEN.test(said)) throw new NoAnswer(verdict('rate-limited', { detail: said }))
  if (BUSY.test(said)) throw new Unrecognised(said)
  if (answer.success === false) return { denied: said }
  if (answer.success !== true && answer.code !== 'SUCCESS') throw new Unrecognised(said)
  if (answer.data === null) return { denied: 'no data' }
  return dataset(answer.data, id)
}

/** An answer of the interface; our own token was refused, or we were: neither is about the dataset. */
function* asked(request: ReturnType<typeof call>): Question<{ readonly status: number; readonly answer: Answer }> {
  const response = yield* ask(request, [401, 403, 405])
  const { status } = response
  const answer = json(response, Answer)
  if (status === 403 && answer.code === CSRF) throw new StaleToken(`the token of the list is refused: ${CSRF}`)
  if (status === 403 || status === 405) throw new NoAnswer(verdict('refused', { detail: `HTTP ${status} code ${answer.code ?? 'none'}` }))
  return { status, answer }
}

function dataset(data: unknown, id: string): Word {
  const read = Detail.safeParse(data)
  if (!read.success) throw new Unrecognised('success without a list of files')
  const { datalab } = Named.parse(data)
  if (datalab !== undefined && datalab.id !== id) return { another: `asked for dataset ${id}, got ${datalab.id}` }
  const { datalabFile: files } = read.data
  const bytes = files.reduce((sum, { size }) => sum + (size ?? Number.NaN), 0)
  const updatedAt = files
    .map(({ updateTime = '' }) => updateTime)
    .sort()
    .at(-1)
  return {
    facts: {
      ...(datalab?.title && { title: datalab.title }),
      ...(datalab?.datalabLicense && { licence: datalab.datalabLicense }),
      ...(files.length > 0 && { files: files.length }),
      ...(bytes > 0 && { bytes }),
      ...(updatedAt && { updatedAt }),
    },
  }
}

/** Whether the site's own search finds the dataset under the name that its page shows. */
export function* search(id: string, name: string, token: string): Question<boolean> {
  const wanted = { my: false, official: false, sortby: 'top', industryId: '', fieldId: '', source: '', pageSize: 10, pageNum: 1, keywords: name }
  const { code, data } = json(yield* ask(call('getDatasetList', wanted, token)), Answer)
  const read = Listing.safeParse(data)
  if (code !== 'SUCCESS' || !read.success) throw new Unrecognised(`the search answers code ${code ?? 'none'}`)
  return read.data.list.some(({ datalab }) => datalab.id === id)
}
