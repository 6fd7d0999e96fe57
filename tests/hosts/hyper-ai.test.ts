/** Which of hyper.ai's two numberings a link means. */
import { expect, it } from 'vitest'
import hyper from '#hosts/hyper-ai/checker.ts'

const match = (url: string) => hyper.match(new URL(url), { url, access: 'open' })

it.each([
  'https://hyper.ai/cn/datasets/18936',
  'https://hyper.ai/en/datasets/18936',
  'https://hyper.ai/datasets/18936',
  'https://orion.hyper.ai/datasets/18936',
  'https://beta.hyper.ai/cn/datasets/18936',
  'https://vercel.hyper.ai/en/datasets/18936',
])('%s is a dataset', (url) => {
  expect(match(url)).toEqual({ kind: 'dataset', id: '18936' })
})

it.each(['hyper.ai', 'orion.hyper.ai'])('the torrents of %s have numbers of their own', (host) => {
  expect(match(`https://${host}/tracker/download?torrent=18936`)).toEqual({ kind: 'torrent', id: '18936' })
  expect(match(`https://${host}/tracker/magnet?torrent=18936`)).toEqual({ kind: 'magnet', id: '18936' })
})

it.each(['tracker/magnet?torr', 'tracker/magnet?torrent=', 'tracker/download', 'cn/datasets', 'cn/datasets/18…'])('%s is cut off', (path) => {
  expect(match(`https://orion.hyper.ai/${path}`)).toMatchObject({ invalid: 'incomplete-url' })
})
