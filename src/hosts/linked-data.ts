/** Data that a page does not hold itself but links to: the page is there long after it. */
import type { Question } from '#model/checker.ts'
import { attempt, get, NoAnswer } from './kit.ts'

const FILE = /\.(?:zip|tar|t?gz|7z|rar|bz2|csv|h5|hdf5|mat|npz|nii|parquet)$/i
const PLACE = /drive\.google\.com|zenodo\.org|kaggle\.com|huggingface\.co|figshare|dropbox|pan\.baidu/i

/** A form in which data is asked for. */
export const FORM = /^https:\/\/(?:forms\.gle\/|docs\.google\.com\/forms\/|forms\.office\.com\/|forms\.microsoft\.com\/)/i
/** A text in which a form is no survey. */
export const ABOUT_DATA = /data ?set|\bdata\b|images|annotations|download/i

export const isFile = ({ pathname }: URL) => FILE.test(pathname)
const isPlace = ({ hostname }: URL) => PLACE.test(hostname)

export const isData = (link: URL): boolean => isFile(link) || isPlace(link)

/** Enough of many to know what became of the rest. */
const MOST_FILES = 4

/**
 * The first of the files among the links when the host of each denies it. A place that keeps data may have it instead: what is
 * linked there is not asked for.
 */
export function* lostAmong(links: readonly URL[]): Question<string | undefined> {
  if (links.some((link) => isPlace(link))) return undefined
  const files = [...new Set(links.filter(isFile).map(({ href }) => href))].slice(0, MOST_FILES)
  for (const file of files) {
    const answer = yield* attempt(get(file, { limit: 1 }), [404, 410])
    if (answer instanceof NoAnswer || answer.status < 400) return undefined
  }
  return files[0]
}
