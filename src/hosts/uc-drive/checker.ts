/** UC drive shares, by the interface behind the page. */
import { defineChecker } from '../kit.ts'
import { type Drive, quarkShare } from '../quark-share.ts'
import { type Share, shareLinks } from '../share-link.ts'

const UC: Drive = { api: 'https://pc-api.uc.cn', product: 'UCBrowser', origin: 'https://drive.uc.cn' }

const { urls, match } = shareLinks({ shares: ['https://drive.uc.cn/s/:id/*'], fronts: ['https://drive.uc.cn'] })

export default defineChecker<Share>({
  title: 'UC drive',
  homepage: 'https://drive.uc.cn',
  urls,
  pace: { concurrency: 1, spacing: 3 },
  controls: { present: [], absent: ['https://drive.uc.cn/s/0000000000zz'] },
  match,
  check: (share) => quarkShare(share, UC),
})
