/** Alibaba Tianchi datasets, by the interface behind the page: the page itself is an application shell that says 200 to anything. */
import { z } from 'zod'
import type { Question } from '#model/checker.ts'
import { type Facts, verdict } from '#model/verdict.ts'
import { ask, defineChecker, get, heard, invalid, json, NoAnswer, pattern, postJson, Unrecognised } from '../kit.ts'
import { MISSING, pageOf, witnessOf } from './page.ts'

const detailForm = pattern('https://tianchi.aliyun.com/dataset/dataDetail?dataId=:id')
const datasetForm = pattern('https://tianchi.aliyun.com/dataset/:id/*')
const section = pattern('https://tianchi.aliyun.com/dataset')
const site = pattern('https://tianchi.aliyun.com/*')

const Text = z.string().optional().catch(undefined)
const Id = z.union([z.string(), z.number()]).transform(String)
const Files = z.array(z.object({ size: z.int().nonnegative().optional().catch(undefined) }))

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
const Listing = z.object({ list: z.array(z.object({ datalab: z.object({ id: Id, title: Text }) })) })

/** Words by which this and the neighbouring Chinese platforms ask for an account; the codes are documented nowhere. */
const LOGIN = /need ?login|not ?login|请先登录|需要登录|未登录|无权限|没有权限/i
const CSRF = 'EBADCSRFTOKEN'

/** What the interface says: a dataset, that there is none, or that one must log in to hear it. */
type Word = { readonly facts: Facts } | { readonly denied: string } | { readonly login: string }

export default defineChecker<{ id: string }>({
  title: 'Tianchi',
  homepage: 'https://tianchi.aliyun.com',
  urls: [datasetForm, detailForm],
  pace: { concurrency: 1, spacing: 1.5 },
  controls: { present: [pageOf('213581')], absent: [pageOf(MISSING)] },

  match(url) {
    if (!site.match(url)) return undefined
    const id = detailForm.match(url)?.id ?? datasetForm.match(url)?.id
    if (id !== undefined && !/^datadetail$/i.test(id)) return numbered(id)
    if (id !== undefined) return invalid('incomplete-url', 'the dataset number is missing')
    const isList = section.match(url) !== undefined || url.pathname === '/'
    return isList ? invalid('not-a-dataset', 'the list of datasets') : undefined // competitions have data, too
  },

  *check({ id }) {
    const token = yield* heard(handshake())
    const word = token instanceof Error ? token : yield* heard(detail(id, token))
    if (word instanceof NoAnswer && word.verdict.reason === 'rate-limited') throw word
    if (!(word instanceof Error) && 'facts' in word) return verdict('listed', { facts: word.facts })
    const seen = yield* heard(witnessOf(id))
    if (!(seen instanceof Error) && 'name' in seen) {
      if (!(word instanceof Error) && 'login' in word) return verdict('login-required', { detail: word.login, facts: { title: seen.name } })
      const found = token instanceof Error ? token : yield* heard(search(id, seen.name, token))
      return verdict(found === true ? 'listed' : 'served', { facts: { title: seen.name } })
    }
    if (word instanceof Error) throw word
    if ('login' in word) throw new Unrecognised(`asks for a login: ${word.login}; the page shows no dataset`)
    if (seen instanceof Error) throw seen
    return verdict('not-found', { detail: `${word.denied}; page: "${seen.missing}"` })
  },
})

/** The number, without leading zeros and the punctuation that clung to it in a text. */
function numbered(id: string) {
  const digits = /^(\d*)[\p{P}\p{S}\s]*$/u.exec(id)?.[1]
  if (digits === '') return invalid('incomplete-url', 'the dataset number is missing')
  const number = digits?.replace(/^0+/, '')
  return number && number.length <= 9 ? { id: number } : invalid('malformed-url', 'no dataset can have this number')
}

/** The list sets the cookie whose value every call must repeat as a header (measured 2026-10). */
function* handshake(): Question<string> {
  const { cookies } = yield* ask(get('https://tianchi.aliyun.com/dataset', { headers: { accept: 'text/html' } }))
  const token = cookies['x-csrf-token']
  if (token === undefined) throw new Unrecognised('the list sets no x-csrf-token')
  return token
}

const call = (name: string, body: unknown, token: string) =>
  postJson(`https://tianchi.aliyun.com/api/notebook/${name}`, body, {
    headers: { accept: 'application/json', 'csrf-token': token, referer: 'https://tianchi.aliyun.com/dataset' },
  })

function* detail(id: string, token: string): Question<Word> {
  const response = yield* ask(call('dataDetail', { dataId: Number(id) }, token), [401, 403])
  const answer = json(response, Answer)
  if (response.status === 403) throw refusal(answer)
  const words = answer.message ?? answer.errorMsg ?? ''
  const said = `code ${answer.code ?? 'none'}${words && `: ${words}`}`
  if (response.status === 401 || LOGIN.test(words)) return { login: said }
  if (answer.success === false) return { denied: said }
  if (answer.success !== true && answer.code !== 'SUCCESS') throw new Unrecognised(said)
  if (answer.data === null) return { denied: 'no data' }
  return described(answer.data, id)
}

/** Our own token was refused, or we were: neither is about the dataset. */
function refusal({ code }: Answer): Error {
  if (code === CSRF) return new Unrecognised(`the token of the list is refused: ${CSRF}`)
  return new NoAnswer(verdict('refused', { detail: `HTTP 403 code ${code ?? 'none'}` }))
}

const Named = z.object({ datalab: z.object({ id: Id, title: Text }).optional().catch(undefined) })

function described(data: unknown, id: string): Word {
  const read = Detail.safeParse(data)
  if (!read.success) throw new Unrecognised('success without a list of files')
  const { datalab } = Named.parse(data)
  if (datalab !== undefined && datalab.id !== id) throw new Unrecognised(`asked for dataset ${id}, got ${datalab.id}`)
  const { datalabFile: files } = read.data
  const bytes = files.reduce((sum, { size }) => sum + (size ?? Number.NaN), 0)
  return {
    facts: { ...(datalab?.title && { title: datalab.title }), ...(files.length > 0 && { files: files.length }), ...(bytes > 0 && { bytes }) },
  }
}

/** Whether the site's own search finds the dataset under the name that its page shows. */
function* search(id: string, name: string, token: string): Question<boolean> {
  const wanted = { my: false, official: false, sortby: 'top', industryId: '', fieldId: '', source: '', pageSize: 10, pageNum: 1, keywords: name }
  const { code, data } = json(yield* ask(call('getDatasetList', wanted, token)), Answer)
  const read = Listing.safeParse(data)
  if (code !== 'SUCCESS' || !read.success) throw new Unrecognised(`the search answers code ${code ?? 'none'}`)
  return read.data.list.some(({ datalab }) => datalab.id === id)
}
