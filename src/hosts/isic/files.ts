/** The archives of the challenges' data by year: the fragment of the page is never sent, but the bucket behind it can be asked. */
import type { Response } from '#model/http.ts'
import { text } from '../kit.ts'

export const BUCKET = 'https://isic-challenge-data.s3.amazonaws.com/'

/** The archive project's own bucket, which scripts of 2025 and 2026 take the same files from. */
const ARCHIVE = 'https://isic-archive.s3.amazonaws.com/challenges/'

/** One file of each year: the images to train on, by the names that scripts of many users download. */
const TRAINING: Readonly<Record<string, string>> = {
  '2016': '2016/ISBI2016_ISIC_Part1_Training_Data.zip',
  '2017': '2017/ISIC-2017_Training_Data.zip',
  '2018': '2018/ISIC2018_Task1-2_Training_Input.zip',
  '2019': '2019/ISIC_2019_Training_Input.zip',
  '2020': '2020/ISIC_2020_Training_JPEG.zip',
}

export const trainingOf = (year: string): string | undefined => TRAINING[year]

export const archiveOf = (key: string): string => ARCHIVE + key

/** Where the archive of a key may be, the likeliest first: at its known address, where the page links to it, in the other bucket. */
export function addressesOf(key: string, page: Response): readonly string[] {
  return [...new Set([BUCKET + key, ...linkedOn(page, key).slice(0, 2), archiveOf(key)])]
}

/** Archives on the page that have the name of the known one, or a new one that begins like it: others of the year hold other data. */
function linkedOn(page: Response, key: string): readonly string[] {
  const stem = key.slice(key.lastIndexOf('/') + 1, -'.zip'.length)
  const addresses = text(page).matchAll(/https:\/\/[\w.-]{1,100}\/(?:[\w.-]{1,100}\/){0,6}([\w.-]{1,120}\.zip)/g)
  return addresses
    .filter(([, name = '']) => name.startsWith(stem))
    .map(([address]) => address)
    .toArray()
}
