/** Reads links to AI Studio: the number of the dataset. */
import type { Invalid } from '#model/checker.ts'
import { visible } from '../invisible.ts'
import { invalid, isCutOff, pattern } from '../kit.ts'

export type Target = { readonly id: string }

/** One numbering behind all three: the paths are those of successive versions of the site. */
export const urls = [
  pattern('https://aistudio.baidu.com/datasetdetail/:id/*'),
  pattern('https://aistudio.baidu.com/dataset/detail/:id/*'),
  pattern('https://aistudio.baidu.com/aistudio/datasetdetail/:id/*'),
]
const withoutNumber = [
  pattern('https://aistudio.baidu.com/datasetdetail'),
  pattern('https://aistudio.baidu.com/dataset/detail'),
  pattern('https://aistudio.baidu.com/aistudio/datasetdetail'),
]
/** Known pages that are no dataset. Others (competitions and projects have data of their own) are judged as any other page. */
const ownPages = [
  '',
  '/index',
  '/aistudio/index',
  '/datasetoverview',
  '/aistudio/datasetoverview',
  '/projectoverview/*',
  '/aistudio/projectoverview/*',
  '/my/*',
].map((path) => pattern(`https://aistudio.baidu.com${path}`))

/** The dataset a link names; undefined for what is none of its forms. */
export function parse(url: URL): Target | Invalid | undefined {
  const written = urls.map(({ match }) => match(url)?.id).find((id) => id !== undefined)
  if (written !== undefined) return numbered(written)
  if (withoutNumber.some(({ match }) => match(url))) return invalid('incomplete-url', 'the dataset number is missing')
  return ownPages.some(({ match }) => match(url)) ? invalid('not-a-dataset', 'a page of the site that is no dataset') : undefined
}

/** The number, without leading zeros and the punctuation that clung to it in a text. */
function numbered(written: string): Target | Invalid {
  const id = visible(written)
  if (isCutOff(id)) return invalid('incomplete-url', 'the dataset number is cut off')
  const digits = /^(\d*)[\p{P}\p{S}\s]*$/u.exec(id)?.[1]
  if (digits === '') return invalid('incomplete-url', 'the dataset number is missing')
  const number = digits?.replace(/^0+/, '')
  return number && number.length <= 9 ? { id: number } : invalid('malformed-url', 'no dataset can have this number')
}
