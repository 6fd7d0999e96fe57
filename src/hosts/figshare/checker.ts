/** figshare, by its public interface: its pages stand behind a wall that answers scripts with an empty 202. */
import { z } from 'zod'
import type { Conversation, Night } from '#model/checker.ts'
import { statusOf, verdict } from '#model/verdict.ts'
import { Day } from '../day.ts'
import { defineChecker, Unrecognised } from '../kit.ts'
import { isVerdict } from '../witness.ts'
import { article } from './article.ts'
import { file } from './file.ts'
import { describe, PRIVATE } from './interface.ts'
import { downloadOf, parse, type Target, urls } from './link.ts'
import { suggest } from './suggest.ts'

const Group = z.object({ id: z.int().transform(String), title: z.string(), published_date: Day })

export default defineChecker<Target>({
  title: 'figshare',
  homepage: 'https://figshare.com',
  urls,
  // Asked for in the manual: no more than one request a second.
  pace: { concurrency: 1, spacing: 1 },
  controls: {
    // A much cited brain tumour dataset, and the file that the package pooch downloads in its own tests.
    present: ['https://figshare.com/articles/1512427', 'https://figshare.com/articles/14763051'],
    absent: ['https://figshare.com/articles/999999999'],
  },

  match: parse,

  *check(target, night) {
    const said = yield* judge(target, night)
    if (!('former' in target) || statusOf(said) !== 'alive' || said.replacement) return said
    const replacement = { url: downloadOf(target), certain: true, why: 'the same download; this host went on when the former address failed' }
    return { ...said, warnings: ['moved', ...said.warnings], replacement }
  },

  suggest,
})

function* judge(target: Target, night: Night<Target>): Conversation {
  switch (target.kind) {
    case 'article':
      return yield* article(target, night)
    case 'collection':
    case 'project':
      return yield* group(`${target.kind}s/${target.id}`, target.id)
    case 'file':
      return yield* file(target)
    case 'private':
      throw new Unrecognised(PRIVATE)
  }
}

function* group(path: string, id: string): Conversation {
  const found = yield* describe(path, id, Group)
  if (isVerdict(found)) return found
  const { title, published_date: day } = found
  return verdict('listed', { facts: { title, ...(day && { updatedAt: day }) } })
}
