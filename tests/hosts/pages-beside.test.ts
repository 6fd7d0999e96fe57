/** Pages of a host that are no datasets and may lead to one all the same: they are judged as any page, and never called wrong. */
import { expect, it } from 'vitest'
import { assign } from '#core/plan.ts'
import { findCheckers } from '#hosts/index.ts'

it.each([
  'https://aistudio.baidu.com/competition/detail/532/0/introduction',
  'https://aistudio.baidu.com/aistudio/competition/detail/90/0/datasets',
  'https://www.heywhale.com/home/competition/5d1d5e1f5a2e7d002c5a9a55',
])('%s, a challenge with data of its own, is judged as any page', async (url) => {
  expect(assign({ url, access: 'open' }, await findCheckers())).toMatchObject({ host: 'generic', parsed: { target: {} } })
})
