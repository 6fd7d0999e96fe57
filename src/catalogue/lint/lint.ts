/** Everything that is wrong with a catalogue as a text: its files, its words, its links. */
import { byPlace, type Finding } from '#catalogue/finding.ts'
import type { Source } from '#catalogue/read.ts'
import type { Reading } from '#catalogue/reading.ts'
import type { Complaint } from '#model/errors.ts'
import { damagedTexts } from './damaged-texts.ts'
import { doubtfulSlug } from './doubtful-slug.ts'
import { duplicates } from './duplicates.ts'
import type { Judge } from './judge.ts'
import { otherYear } from './other-year.ts'
import { wrongLink } from './wrong-link.ts'

/** The findings of all rules, in the order of the text. */
export function lint(sources: readonly Source[], judge: Judge): readonly Finding[] {
  const readings: Reading[] = []
  const findings: Finding[] = []
  for (const source of sources) {
    if ('reading' in source) readings.push(source.reading)
    else findings.push(...source.complaints.map((complaint) => broken(complaint, source.file)))
  }
  const datasets = readings.flatMap((reading) => reading.datasets)
  findings.push(
    ...readings.flatMap((reading) => reading.findings),
    ...readings.flatMap(({ texts }) => damagedTexts(texts)),
    ...datasets.flatMap((dataset) =>
      dataset.links.flatMap((link) => [...wrongLink(link, judge(link)), ...doubtfulSlug(link, dataset), ...otherYear(link, dataset)]),
    ),
    ...duplicates(datasets, judge),
  )
  return findings.sort(byPlace)
}

/** What keeps a file from being read. */
const broken = ({ message, where, hint }: Complaint, file: string): Finding => ({
  rule: 'schema',
  position: { file: where?.file ?? file, line: where?.line ?? 1, column: where?.column ?? 1 },
  message: [message, hint].filter(Boolean).join(' '),
})
