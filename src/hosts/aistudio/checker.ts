/** Baidu AI Studio datasets, by the interface behind the page: the page itself is an application shell that says 200 to anything. */
import { z } from 'zod'
import type { Response } from '#model/http.ts'
import { type Facts, type Verdict, verdict } from '#model/verdict.ts'
import { Day } from '../day.ts'
import { ask, defineChecker, form, isHtml, json, NoAnswer, text, Unrecognised } from '../kit.ts'
import { parse, type Target, urls } from './link.ts'
import { suggest } from './suggest.ts'

/** A set of hundreds of files and a long description is more than the usual limit. */
const LARGEST_ANSWER = 2 * 1024 * 1024

/** Numbers arrive as numbers or as strings, by endpoint and by year. */
const Code = z.union([z.string().min(1), z.number()]).transform(String)
const Text = z.string().optional().catch(undefined)

const Dataset = z.object({
  datasetId: Code,
  /** 1 is private, 2 is public: docstring of Baidu's own SDK. */
  datasetType: Code.optional().catch(undefined),
  datasetName: Text,
  protocolName: Text,
  updateTime: Day,
  itemVersion: Code.optional().catch(undefined),
  /** The name of the git repository that holds the files of a newer set; empty for the others. */
  repoName: Text,
  fileList: z
    .array(z.object({ fileSize: z.int().nonnegative().optional().catch(undefined) }))
    .optional()
    .catch(undefined),
})
type Dataset = z.output<typeof Dataset>

const Answer = z.object({ errorCode: Code.optional().catch(undefined), errorMsg: z.string().catch(''), result: Dataset.optional().catch(undefined) })

/** Words of `errorMsg` by which public clients tell refusals apart; the numbers are documented nowhere. */
const LOGIN = /need login|access token|unauthorized|forbidden|permission denied|no permission|无权限|没有权限|需要登录|请先登录|未登录/i
const PRIVATE = /private|私有/i
const NAMED = '(?:data ?set|project|repo(?:sitory)?|resource|数据集?|项目|资源|内容|仓库)[\\s\\d:：]{0,24}'
/** Said of nothing in particular, or of a dataset: users and sessions "do not exist" as well. */
const MISSING = new RegExp(`repo not found|\\bNotExistError|(?:^|${NAMED}|或|\\bor )(?:已?不存在|(?:(?:does|did|is) )?not ?exist)`, 'i')

export default defineChecker<Target>({
  title: 'Baidu AI Studio',
  homepage: 'https://aistudio.baidu.com',
  urls,
  pace: { concurrency: 1, spacing: 1.5 },
  controls: {
    present: ['https://aistudio.baidu.com/datasetdetail/35660', 'https://aistudio.baidu.com/datasetdetail/179509'],
    absent: ['https://aistudio.baidu.com/datasetdetail/999999999'],
  },

  match: parse,

  *check({ id }) {
    const response = yield* ask(detailOf(id), [401, 403, 404])
    if (isHtml(response)) throw pageWhereJsonIsDue(response)
    const { errorCode, errorMsg, result } = json(response, Answer)
    if (errorCode === undefined) return uncoded(response.status)
    if (errorCode !== '0') return refusal(response.status, errorCode, errorMsg)
    if (response.status !== 200) throw new Unrecognised(`errorCode 0 with HTTP ${response.status}`)
    if (result === undefined) throw new Unrecognised('errorCode 0 without a dataset')
    if (result.datasetId !== id) throw new Unrecognised(`asked for dataset ${id}, got ${result.datasetId}`)
    return described(result)
  },

  suggest,
})

/** What the page itself asks: answered without a login, Baidu's own SDK sends the form alone. */
const detailOf = (id: string) =>
  form(
    'https://aistudio.baidu.com/studio/dataset/detail',
    { datasetId: id },
    {
      limit: LARGEST_ANSWER,
      headers: {
        accept: 'application/json',
        'x-requested-with': 'XMLHttpRequest',
        referer: `https://aistudio.baidu.com/datasetdetail/${id}`,
      },
    },
  )

function pageWhereJsonIsDue(response: Response): NoAnswer | Unrecognised {
  const what = `a page where JSON is due (HTTP ${response.status})`
  if (text(response).includes('网络不给力，请稍后重试')) return new NoAnswer(verdict('challenged', { detail: what })) // the sentence on Baidu's captcha page
  if (response.status === 403) return new NoAnswer(verdict('refused', { detail: what }))
  return new Unrecognised(what)
}

/** Data of another shape: only its status can mean something. */
function uncoded(status: number): Verdict {
  const detail = `HTTP ${status} without an errorCode`
  if (status !== 401 && status !== 403) throw new Unrecognised(detail)
  return verdict('login-required', { detail })
}

/** What an `errorCode` other than 0 means: its words decide, together with the HTTP status. */
function refusal(status: number, errorCode: string, errorMsg: string): Verdict {
  const detail = errorMsg === '' ? `errorCode ${errorCode}` : `errorCode ${errorCode}: ${errorMsg}`
  const locked = LOGIN.test(errorMsg) || status === 401 || status === 403
  const hidden = PRIVATE.test(errorMsg)
  if (MISSING.test(errorMsg)) return verdict(locked || hidden ? 'not-public' : 'not-found', { detail })
  if (status === 404 || /^404\b/.test(errorMsg)) return verdict('not-public', { detail }) // public clients read a bare 404 as "private or unavailable"
  if (locked) return verdict('login-required', { detail })
  if (hidden) return verdict('approval-required', { detail })
  throw new Unrecognised(detail)
}

function described(dataset: Dataset): Verdict {
  const facts = factsOf(dataset)
  if (dataset.datasetType === '1') return verdict('approval-required', { detail: 'datasetType 1 (private)', facts })
  if (dataset.datasetType !== '2') throw new Unrecognised(`datasetType ${dataset.datasetType}`)
  const empty = dataset.fileList?.length === 0 && !dataset.repoName
  return verdict('listed', { facts, warnings: empty ? ['empty'] : [] })
}

function factsOf({ datasetName, protocolName, updateTime, itemVersion, repoName, fileList = [] }: Dataset): Facts {
  const files = repoName ? [] : fileList // of a git repository the list tells only a part
  const bytes = files.reduce((sum, { fileSize }) => sum + (fileSize ?? Number.NaN), 0)
  return {
    ...(datasetName && { title: datasetName }),
    ...(protocolName && { licence: protocolName }),
    ...(updateTime && { updatedAt: updateTime }),
    ...(itemVersion && { version: itemVersion }),
    ...(files.length > 0 && { files: files.length }),
    ...(bytes > 0 && { bytes }),
  }
}
