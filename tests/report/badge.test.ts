import { expect, it } from 'vitest'
import { badge } from '#report/badge.ts'
import { view } from '#report/view.ts'
import { dataset, documentOf, NIGHT, open, record } from '../support/document.ts'
import { viewed } from './night.ts'

const said = (...records: readonly ReturnType<typeof record>[]) => {
  const datasets = [
    dataset(
      'Data',
      'CT',
      records.map(({ url }) => url),
    ),
  ]
  return JSON.parse(badge(view(documentOf(datasets, records), datasets, { title: 'Datasets' }), 'en'))
}

it('the badge counts what is broken', () => {
  expect(said(record('https://a.example/', 'removed', { incident: open(NIGHT) }))).toEqual({
    schemaVersion: 1,
    label: 'links',
    message: '1 broken',
    color: 'red',
  })
})

it('the badge counts what is alive when nothing is broken', () => {
  expect(said(record('https://a.example/', 'listed'), record('https://b.example/', 'refused'))).toMatchObject({
    message: '1 alive',
    color: 'brightgreen',
  })
})

it('the badge is grey when nothing could be judged', () => {
  expect(said(record('https://a.example/', 'refused'))).toMatchObject({ message: '1 not checkable', color: 'lightgrey' })
})

it('the badge says the same on every night without news, in the language of the reports', () => {
  expect(badge(viewed('2026-11-24T19:17:00.000Z'), 'zh-CN')).toBe(badge(viewed(), 'zh-CN'))
  expect(JSON.parse(badge(viewed(), 'zh-CN'))).toMatchObject({ label: '链接', message: '3 个失效' })
})
