/** hyper.ai: pages of datasets, and the torrents of its tracker. */
import { defineChecker } from '../kit.ts'
import { parse, type Target, urls } from './link.ts'
import { dataset } from './page.ts'
import { magnet, torrent } from './torrent.ts'

export default defineChecker<Target>({
  title: 'HyperAI',
  homepage: 'https://hyper.ai',
  urls,
  pace: { concurrency: 1, spacing: 2 },
  controls: {
    present: ['https://orion.hyper.ai/tracker/download?torrent=21960', 'https://hyper.ai/en/datasets/18936'],
    absent: ['https://hyper.ai/cn/datasets/99999999', 'https://orion.hyper.ai/tracker/download?torrent=999999999'],
  },

  match: parse,

  *check({ kind, id }) {
    switch (kind) {
      case 'dataset':
        return yield* dataset(id)
      case 'torrent':
        return yield* torrent(id)
      case 'magnet':
        return yield* magnet(id)
    }
  },
})
