/** Three nights of the real catalogue, and what happens between them. */
import type { Happening } from './catalogue.ts'

export type WorldNight = { readonly at: string; readonly story: string; readonly happens: readonly Happening[] }

const LUNG = 'https://pan.baidu.com/s/1rBuPSrmkejpYFA321er20A?pwd=6666'
const LIVER = 'https://pan.baidu.com/s/14oaO4OJi7qCzoxvnEUJqyQ?pwd=6666'
const BCNB = 'https://www.kaggle.com/datasets/akhilnerella/bcnb2'
const VESSEL = 'https://aistudio.baidu.com/datasetdetail/94923'
const ACDC = 'https://aistudio.baidu.com/datasetdetail/136629'

/** Links that lost a hyphen or their end when they were copied into the catalogue. */
const DAMAGED: readonly Happening[] = [
  { url: 'https://www.cancerimagingarchive.net/collection/qinbreast/', fixture: 'not-found.renamed' },
  { url: 'https://www.kaggle.com/c/siim-acrpneumothorax-segmentation', fixture: 'not-public.competition' },
  { url: 'https://www.kaggle.com/c/prostate-cancer-gradeassessment/data', fixture: 'not-public.competition' },
  { url: 'https://www.kaggle.com/c/siim-isic-melanomaclassification/data', fixture: 'not-public.competition' },
  { url: 'https://www.kaggle.com/c/rsna', fixture: 'not-public.competition' },
]

export const NIGHTS: readonly WorldNight[] = [
  {
    at: '2026-11-21T19:17:00Z',
    story: 'everything is as the catalogue says, but for the links that were cut off when they were copied',
    happens: DAMAGED,
  },
  {
    at: '2026-11-22T19:17:00Z',
    story: 'a share is cancelled, a dataset disappears, and a bot wall stands before another',
    happens: [
      { url: LUNG, fixture: 'removed' },
      { url: BCNB, fixture: 'not-public' },
      { url: VESSEL, fixture: 'challenged' },
      { url: ACDC, fixture: 'timeout' },
    ],
  },
  {
    at: '2026-11-23T19:17:00Z',
    story: 'the share is back under its old link, the dataset is still gone, the wall has left, and a code was changed',
    happens: [
      { url: LUNG, fixture: 'listed' },
      { url: VESSEL, fixture: 'listed' },
      { url: ACDC, fixture: 'listed' },
      { url: LIVER, fixture: 'passcode-rejected' },
    ],
  },
]
