/** The words by which AI Studio refuses: its numbers are documented nowhere. */
import { expect, it } from 'vitest'
import aistudio from '#hosts/aistudio/checker.ts'
import type { Reason } from '#model/verdict.ts'
import { data, probed } from './answers.ts'

const refused = async (errorMsg: string, status = 200): Promise<Reason> => {
  const { verdict } = await probed(aistudio, 'https://aistudio.baidu.com/datasetdetail/35660', () =>
    data({ logId: '1', errorCode: 4711, errorMsg, timestamp: 0, result: null }, status),
  )
  return verdict.reason
}

it.each([
  'need login',
  'invalid access token',
  'Unauthorized',
  'Forbidden',
  'permission denied',
  'no permission',
  '无权限',
  '没有权限',
  '需要登录',
  '请先登录',
  '未登录',
])('"%s" asks for a login', async (words) => {
  expect(await refused(words)).toBe('login-required')
})

it.each([401, 403])('so does HTTP %i with data', async (status) => {
  expect(await refused('', status)).toBe('login-required')
})

it.each(['this dataset is private', '该数据集为私有数据集'])('"%s" is for some people', async (words) => {
  expect(await refused(words)).toBe('approval-required')
})

it.each([
  '数据集不存在',
  '数据集 35660 不存在',
  '该资源已不存在',
  '不存在',
  'dataset not exist',
  'dataset 35660 does not exist',
  'NotExistError',
  'repo not found',
])('"%s": there is none', async (words) => {
  expect(await refused(words)).toBe('not-found')
})

it.each(['404', '404 Client Error', '私有或不存在', 'private, or does not exist', '不存在或无权限'])(
  '"%s": none, or none for the public',
  async (words) => {
    expect(await refused(words)).toBe('not-public')
  },
)

it.each(['用户不存在', '会话不存在', 'user does not exist', 'UserNotExistError', '', '系统异常', 'dataset 404 is being moved', 'server busy'])(
  '"%s" is not guessed',
  async (words) => {
    expect(await refused(words)).toBe('unrecognised')
  },
)

it.each([
  [401, 'login-required'],
  [403, 'login-required'],
  [404, 'unrecognised'],
  [200, 'unrecognised'],
])('data without a code and HTTP %i: %s', async (status, reason) => {
  const { verdict } = await probed(aistudio, 'https://aistudio.baidu.com/datasetdetail/35660', () => data({ status, error: 'an error' }, status))
  expect(verdict.reason).toBe(reason)
})

const match = (url: string) => aistudio.match(new URL(url), { url, access: 'open' })

it('characters that nobody sees are no part of the number', () => {
  expect(match('https://aistudio.baidu.com/datasetdetail/35660\u200b')).toEqual({ id: '35660' })
})

it.each(['', 'index', 'datasetoverview?topic=1', 'aistudio/projectoverview/public', 'my/dataset'])('/%s is no dataset', (path) => {
  expect(match(`https://aistudio.baidu.com/${path}`)).toMatchObject({ invalid: 'not-a-dataset' })
})

it.each(['projectdetail/1234567', 'competition/detail/9', 'some/form/of/tomorrow'])('/%s is judged as any other page', (path) => {
  expect(match(`https://aistudio.baidu.com/${path}`)).toBeUndefined()
})
