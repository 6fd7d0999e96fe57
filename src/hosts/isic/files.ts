/** The files of each year: the page cannot vouch for a year, because a fragment is never sent, but the bucket behind it can. */
import type { Response } from '#model/http.ts'
import { text } from '../kit.ts'

export const BUCKET = 'https://isic-challenge-data.s3.amazonaws.com/'

/** One file of each year: the images to train on, by the names that scripts of many users download. */
const TRAINING: Readonly<Record<string, string>> = {
  '2016': '2016/ISBI2016_ISIC_Part1_Training_Data.zip',
  '2017': '2017/ISIC-2017_Training_Data.zip',
  '2018': '2018/ISIC2018_Task1-2_Training_Input.zip',
  '2019': '2019/ISIC_2019_Training_Input.zip',
  '2020': '2020/ISIC_2020_Training_JPEG.zip',
}

export const trainingOf = (year: string): string | undefined => TRAINING[year]

/** Another archive of the year that the page links to, should the known one have a new name. */
export function linkedOn(page: Response, year: string): string | undefined {
  const keys = text(page).matchAll(/isic-challenge-data\.s3\.amazonaws\.com\/(\d{4}\/[\w.-]{1,120}\.zip)/g)
  return keys.map(([, key = '']) => key).find((key) => key.startsWith(`${year}/`) && key !== trainingOf(year))
}
