/** What GitHub shows beside the lines of the catalogue: a workflow command for each place of each problem. */
import type { LinkRecord, StatusDocument } from '#model/memory.ts'
import { statusOf } from '#model/verdict.ts'
import { plain } from './escape.ts'
import { type Lang, type Words, wordsIn } from './words.ts'

/** Believed problems as warnings, suspected ones as notices; the latest first, since GitHub shows ten of each and drops the rest. */
export function annotations({ links }: StatusDocument, lang: Lang): string {
  const words = wordsIn(lang)
  const begun = ({ incident }: LinkRecord) => incident?.firstSeenAt ?? ''
  return [...links]
    .sort((a, b) => begun(b).localeCompare(begun(a)))
    .flatMap((link) => commands(link, words))
    .join('')
}

function commands({ url, incident, reason: now, datasets }: LinkRecord, words: Words): readonly string[] {
  if (incident === null) return []
  const { reason = now, state } = incident
  const { what, todo } = words.reason[reason]
  const level = state === 'open' ? 'warning' : 'notice'
  const status = words.status[statusOf({ reason })].word
  return datasets.map(
    ({ name, file, line }) =>
      `::${level} file=${property(file)},line=${line},title=${property(`${name}: ${status}`)}::${data(`${words.sentence(what)} ${todo} ${url}`)}\n`,
  )
}

/** A line break would begin a command of its own. */
const data = (text: string) => plain(text).replaceAll('%', '%25')

const property = (text: string) => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
