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

it.each(['数据集不存在', 'dataset not exist', 'NotExistError', 'repo not found'])('"%s": there is none', async (words) => {
  expect(await refused(words)).toBe('not-found')
})

it.each(['404', '404 Client Error', '私有或不存在', 'private, or does not exist', '不存在或无权限'])(
  '"%s": none, or none for the public',
  async (words) => {
    expect(await refused(words)).toBe('not-public')
  },
)

it.each(['', '系统异常', 'dataset 404 is being moved', 'server busy'])('"%s" is not guessed', async (words) => {
  expect(await refused(words)).toBe('unrecognised')
})
