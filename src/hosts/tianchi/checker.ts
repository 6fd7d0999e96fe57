/** Alibaba Tianchi datasets, by the interface behind the page: the page itself is an application shell that says 200 to anything. */
import { verdict } from '#model/verdict.ts'
import { defineChecker, heard, invalid, isCutOff, NoAnswer, pattern, Unrecognised } from '../kit.ts'
import { detail, search } from './answers.ts'
import { MISSING, pageOf, witnessOf } from './page.ts'

const detailForm = pattern('https://tianchi.aliyun.com/dataset/dataDetail?dataId=:id')
const datasetForm = pattern('https://tianchi.aliyun.com/dataset/:id/*')
const section = pattern('https://tianchi.aliyun.com/dataset')
const site = pattern('https://tianchi.aliyun.com/*')

export default defineChecker<{ id: string }>({
  title: 'Tianchi',
  homepage: 'https://tianchi.aliyun.com',
  urls: [datasetForm, detailForm],
  pace: { concurrency: 1, spacing: 1.5 },
  controls: { present: [pageOf('213581')], absent: [pageOf(MISSING)] },

  match(url) {
    if (!site.match(url)) return undefined
    const id = detailForm.match(url)?.id ?? datasetForm.match(url)?.id
    if (id !== undefined && !/^datadetail$/i.test(id)) return numbered(id)
    if (id !== undefined) return invalid('incomplete-url', 'the dataset number is missing')
    const isList = section.match(url) !== undefined || url.pathname === '/'
    return isList ? invalid('not-a-dataset', 'the list of datasets') : undefined // competitions have data, too
  },

  *check({ id }) {
    const { word, token } = yield* detail(id)
    if (word instanceof NoAnswer && word.verdict.reason === 'rate-limited') throw word
    if (!(word instanceof Error) && 'facts' in word) return verdict('listed', { facts: word.facts })
    if (!(word instanceof Error) && 'another' in word) throw new Unrecognised(word.another)
    const seen = yield* heard(witnessOf(id))
    if (!(seen instanceof Error) && 'name' in seen) {
      if (!(word instanceof Error) && 'login' in word) return verdict('login-required', { detail: word.login, facts: { title: seen.name } })
      const found = token instanceof Error ? token : yield* heard(search(id, seen.name, token))
      return verdict(found === true ? 'listed' : 'served', { facts: { title: seen.name } })
    }
    if (word instanceof Error) throw word
    if ('login' in word) throw new Unrecognised(`asks for a login: ${word.login}; the page shows no dataset`)
    if (seen instanceof Error) throw seen
    return verdict('not-found', { detail: `${word.denied}; page: "${seen.missing}"` })
  },
})

/** The number, without leading zeros and the punctuation that clung to it in a text. */
function numbered(id: string) {
  if (isCutOff(id)) return invalid('incomplete-url', 'the dataset number is cut off')
  const digits = /^(\d*)[\p{P}\p{S}\s]*$/u.exec(id)?.[1]
  if (digits === '') return invalid('incomplete-url', 'the dataset number is missing')
  const number = digits?.replace(/^0+/, '')
  return number && number.length <= 9 ? { id: number } : invalid('malformed-url', 'no dataset can have this number')
}
