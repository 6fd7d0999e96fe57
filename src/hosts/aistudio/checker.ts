/** Baidu AI Studio datasets, by the interface behind the page: the page itself is an application shell that says 200 to anything. */
import { z } from 'zod'
import { verdict } from '#model/verdict.ts'
import { ask, defineChecker, form, invalid, isHtml, json, NoAnswer, pattern, Unrecognised } from '../kit.ts'

const current = pattern('https://aistudio.baidu.com/datasetdetail/:id/*')
const older = pattern('https://aistudio.baidu.com/aistudio/datasetdetail/:id/*')
const detail = pattern('https://aistudio.baidu.com/datasetdetail')
const olderDetail = pattern('https://aistudio.baidu.com/aistudio/datasetdetail')
const site = pattern('https://aistudio.baidu.com/*')

const File = z.object({ fileSize: z.number().catch(0) })

/** `datasetType` 1 is private and 2 public (docstring of Baidu's own SDK). */
const Dataset = z.object({
  datasetId: z.coerce.string(),
  datasetName: z.string().optional().catch(undefined),
  datasetType: z.coerce.number().optional().catch(undefined),
  protocolName: z.string().optional().catch(undefined),
  updateTime: z.string().optional().catch(undefined),
  fileList: z.array(File).nullish(),
})

/** `errorCode` is a number or a string, by endpoint; 0 is success. */
const Answer = z.object({ errorCode: z.coerce.string(), errorMsg: z.string().nullish(), result: Dataset.nullish() })

/** Words of `errorMsg`, as public clients tell them apart; the codes themselves are documented nowhere. */
const LOGIN = /need login|access token|unauthorized|forbidden|permission denied|no permission|无权限|没有权限|需要登录|请先登录|未登录/i
const PRIVATE = /private|私有/i
const MISSING = /repo not found|not ?exist|notexisterror|\b404\b|不存在/i

export default defineChecker<{ id: string }>({
  title: 'Baidu AI Studio',
  homepage: 'https://aistudio.baidu.com',
  urls: [current, older],
  pace: { concurrency: 1, spacing: 1.5 },
  controls: {
    present: ['https://aistudio.baidu.com/datasetdetail/35660', 'https://aistudio.baidu.com/datasetdetail/179509'],
    absent: ['https://aistudio.baidu.com/datasetdetail/999999999'],
  },

  match(url) {
    const id = (current.match(url) ?? older.match(url))?.id
    if (id !== undefined) return /^\d{1,9}$/.test(id) ? { id } : invalid('incomplete-url', 'the dataset number is not a number')
    if (detail.match(url) ?? olderDetail.match(url)) return invalid('incomplete-url', 'the dataset number is missing')
    if (site.match(url)) return invalid('not-a-dataset', 'a page of the site, not a dataset')
    return undefined
  },

  *check({ id }) {
    const request = form(
      'https://aistudio.baidu.com/studio/dataset/detail',
      { datasetId: id },
      {
        headers: {
          accept: 'application/json',
          'x-requested-with': 'XMLHttpRequest',
          referer: `https://aistudio.baidu.com/datasetdetail/${id}`,
        },
      },
    )
    const response = yield* ask(request, [401, 403, 404])
    if (isHtml(response)) {
      if (response.status === 403) throw new NoAnswer(verdict('refused', { detail: 'a page with HTTP 403' }))
      throw new Unrecognised(`a page where JSON is due (HTTP ${response.status})`)
    }
    if (response.status === 401 || response.status === 403) return verdict('login-required', { detail: `HTTP ${response.status}` })

    const { errorCode, errorMsg, result } = json(response, Answer)
    const said = `errorCode ${errorCode}${errorMsg ? `: ${errorMsg}` : ''}`
    if (errorCode !== '0') {
      if (LOGIN.test(said)) return verdict('login-required', { detail: said })
      if (PRIVATE.test(said)) return verdict('approval-required', { detail: said })
      if (MISSING.test(said) || response.status === 404) return verdict('not-found', { detail: said })
      throw new Unrecognised(said)
    }
    if (!result) throw new Unrecognised('errorCode 0 without a result')
    if (result.datasetId !== id) throw new Unrecognised(`asked for dataset ${id}, got ${result.datasetId}`)
    const facts = {
      ...(result.datasetName && { title: result.datasetName }),
      ...(result.protocolName && { licence: result.protocolName }),
      ...(result.updateTime && { updatedAt: result.updateTime.slice(0, 10) }),
    }
    if (result.datasetType === 1) return verdict('approval-required', { detail: 'datasetType 1 (private)', facts })
    if (result.datasetType !== 2) throw new Unrecognised(`datasetType ${result.datasetType}`)
    const files = result.fileList ?? []
    if (files.length === 0) return verdict('listed', { facts, warnings: ['empty'] })
    const bytes = files.reduce((sum, { fileSize }) => sum + fileSize, 0)
    return verdict('listed', { facts: { ...facts, files: files.length, ...(bytes > 0 && { bytes }) } })
  },
})
