/** OneDrive shares of persons and of companies, without a login. */
import { defineChecker } from '../kit.ts'
import { businessShare } from './business.ts'
import { type Target, target, urls } from './link.ts'
import { follow, personalShare, readPage } from './personal.ts'

export default defineChecker<Target>({
  title: 'OneDrive',
  homepage: 'https://onedrive.live.com',
  urls,
  pace: { concurrency: 1, spacing: 2 },
  controls: { present: [], absent: ['https://1drv.ms/u/s!zzNoSuchShareZzNoSuchShareZz00'] },

  match: (url, { passcode }) => target(url, passcode),

  *check(asked) {
    const found = 'address' in asked ? yield* follow(asked) : asked
    if ('page' in found) return readPage(found.page, 'code' in asked ? asked.code : undefined)
    if ('business' in found) return yield* businessShare(found)
    return yield* personalShare(found.redeem)
  },
})
