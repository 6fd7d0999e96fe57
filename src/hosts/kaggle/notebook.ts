/** Notebooks and models: the public interface, then the page. */
import { z } from 'zod'
import type { Conversation, Question } from '#model/checker.ts'
import { type Verdict, verdict } from '#model/verdict.ts'
import { isVerdict } from '../witness.ts'
import { settledByPage } from './page.ts'
import { nameOf, type Owned, placed } from './target.ts'
import { api, type Denial, described, opening } from './word.ts'

const Described = z.object({
  ref: z.string().regex(/^[^/]+\/[^/]+$/),
  title: z.string().nullish().catch(undefined),
  isPrivate: z.boolean(),
})
const Pulled = z.object({ metadata: Described })

/** The check of a notebook. */
export function* notebook(target: Owned): Conversation {
  const word = yield* opening(pulled(target))
  return isVerdict(word) ? word : yield* settledByPage(target, word)
}

/** The check of a model. */
export function* model(target: Owned): Conversation {
  const word = yield* opening(got(target))
  return isVerdict(word) ? word : yield* settledByPage(target, word)
}

/** Its denial comes for notebooks that exist, too, when one asks often. */
function* pulled(target: Owned): Question<Verdict | Denial> {
  const found = yield* described(api(`v1/kernels/pull?userName=${target.owner}&kernelSlug=${target.slug}`), Pulled, 'kernels.get')
  return 'denied' in found ? found : accessOf(target, found.metadata)
}

function* got(target: Owned): Question<Verdict | Denial> {
  const found = yield* described(api(`v1/models/${nameOf(target)}/get`), Described, 'models.get')
  return 'denied' in found ? found : accessOf(target, found)
}

function accessOf(target: Owned, { ref, title, isPrivate }: z.output<typeof Described>): Verdict {
  const [owner = '', slug = ''] = ref.split('/')
  const findings = { ...placed(target, { kind: target.kind, owner, slug }), facts: title ? { title } : {} }
  return isPrivate ? verdict('approval-required', { ...findings, detail: 'isPrivate' }) : verdict('listed', findings)
}
