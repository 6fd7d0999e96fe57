/** Kaggle datasets, competitions, notebooks and models, without a login: no interface is believed alone when it denies. */
import { defineChecker } from '../kit.ts'
import { competition, numberedCompetition } from './competition.ts'
import { dataset } from './dataset.ts'
import { legacy } from './legacy.ts'
import { model, notebook } from './notebook.ts'
import { suggest } from './suggest.ts'
import { FORMS, parse, type Target } from './target.ts'

export default defineChecker<Target>({
  title: 'Kaggle',
  homepage: 'https://www.kaggle.com',
  urls: FORMS,
  pace: { concurrency: 1, spacing: 1 },
  controls: {
    present: [
      'https://www.kaggle.com/datasets/kmader/rsna-bone-age',
      'https://www.kaggle.com/datasets/nih-chest-xrays/data',
      'https://www.kaggle.com/competitions/titanic',
    ],
    absent: ['https://www.kaggle.com/datasets/kmader/no-such-dataset-zz9', 'https://www.kaggle.com/competitions/no-such-competition-zz9'],
  },

  match: parse,

  *check(target) {
    switch (target.kind) {
      case 'dataset':
        return yield* dataset(target)
      case 'competition':
        return yield* competition(target)
      case 'numbered-competition':
        return yield* numberedCompetition(target)
      case 'notebook':
        return yield* notebook(target)
      case 'model':
        return yield* model(target)
      case 'legacy':
        return yield* legacy(target)
    }
  },

  suggest,
})
