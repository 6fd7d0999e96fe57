/** GitHub, by its interface: the site itself answers link checkers 429 (lychee#1873). */
import { defineChecker } from '../kit.ts'
import { TOKEN } from './api.ts'
import { gist } from './gist.ts'
import { raw, release, tree } from './inside.ts'
import { withReadme } from './readme.ts'
import { repository } from './repository.ts'
import { suggest } from './suggest.ts'
import { FORMS, parse, type Target } from './target.ts'

export default defineChecker<Target>({
  title: 'GitHub',
  homepage: 'https://github.com',
  urls: FORMS,
  pace: { concurrency: 1, spacing: 1 },
  controls: {
    present: ['https://github.com/git/git'],
    absent: ['https://github.com/git/no-such-repository-zz9'],
  },
  secrets: [TOKEN],

  match: parse,

  *check(target, night) {
    if (target.kind === 'gist') return yield* gist(target)
    const found = yield* repository(target, night)
    if ('reason' in found) return found
    switch (target.kind) {
      case 'repository':
        return yield* withReadme(found, night)
      case 'tree':
        return yield* tree(target, found)
      case 'raw':
        return yield* raw(target, found)
      case 'release':
        return yield* release(target, found)
    }
  },

  suggest,
})
