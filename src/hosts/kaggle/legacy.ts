/** Addresses from before 2022, which do not say whether they name a dataset or a notebook: the first that is there wins. */
import type { Conversation } from '#model/checker.ts'
import { statusOf, type Verdict, verdict } from '#model/verdict.ts'
import { heard } from '../kit.ts'
import { isVerdict } from '../witness.ts'
import { dataset } from './dataset.ts'
import { notebook } from './notebook.ts'
import { addressOf, type Owned } from './target.ts'
import { opening } from './word.ts'

/** The check of `/{owner}/{slug}`; gone when neither is there. */
export function* legacy({ owner, slug }: Owned): Conversation {
  const asked = { dataset: { kind: 'dataset', owner, slug }, notebook: { kind: 'notebook', owner, slug } } as const
  const one = yield* opening(dataset(asked.dataset))
  if (isVerdict(one) && vouches(one)) return renamed(one, addressOf(asked.dataset), true)
  const other = yield* heard(notebook(asked.notebook))
  // Certain for a dataset alone: a notebook of the name of a removed dataset is another thing.
  if (isVerdict(other) && vouches(other)) return renamed(other, addressOf(asked.notebook), false)
  if (one instanceof Error) throw one
  if (other instanceof Error) throw other
  return verdict('not-public', { detail: `no dataset (${one.detail}), no notebook (${other.detail})` })
}

const vouches = (said: Verdict) => statusOf(said) !== 'gone'

const renamed = (said: Verdict, url: string, certain: boolean): Verdict => ({
  ...said,
  warnings: ['moved', ...said.warnings.filter((warning) => warning !== 'moved')],
  replacement: said.replacement ?? { url, certain, why: 'the same name under its present address' },
})
