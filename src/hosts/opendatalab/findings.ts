/** What is found out about a dataset beside that it exists, or does not: facts, warnings, a better link. */
import { type Replacement, type Verdict, verdict, type Warning } from '#model/verdict.ts'
import { type DatasetRecord, type FileList, factsOf } from './answers.ts'
import { DOORS } from './doors.ts'
import { PLATFORM, type Target } from './link.ts'

/**
 * The verdict on a dataset that has a record; `files` is undefined when the list of its files was not to be had. `inside` are
 * those that the link points at, where the list goes on and they were asked for by themselves.
 */
export function listed(asked: Target, record: DatasetRecord, files?: FileList, inside = files): Verdict {
  const bare = isBare(record, files)
  const whole = files?.hasNext === false && !bare ? files.list : []
  const bytes = whole.reduce((sum, { size }) => sum + (size ?? Number.NaN), 0)
  const warnings: Warning[] = []
  if (bare) warnings.push('catalogue-only')
  if (!bare && inside?.hasNext === false && isMissing(asked.path, inside)) warnings.push('fragment-missing')
  const toast = bare ? files?.toast : undefined
  const replacement = rewritten(asked, record) ?? official(toast) ?? atHome(asked, record)
  return verdict('listed', {
    facts: { ...factsOf(record), ...(bytes > 0 && { bytes }) },
    warnings,
    ...(toast && { detail: toast }),
    ...(replacement && { replacement }),
  })
}

/** Described, but nothing to download beyond a read-me: the official client stops here and prints the toast. */
function isBare({ fileNum }: DatasetRecord, files: FileList | undefined): boolean {
  if (files === undefined) return fileNum === 0
  if (files.hasMediaFile === false) return true
  if (files.list.length > 0 || files.hasNext === true) return false
  return files.total === undefined ? (fileNum ?? 0) === 0 : files.total === 0
}

/** Neither a file nor a folder of that path. */
const isMissing = (wanted: string, { list }: FileList) =>
  wanted !== '' && !list.some(({ path }) => `${path.replace(/^\/+/, '')}/`.startsWith(`${wanted}/`))

/** A link that names the dataset but ends in the middle of a word, or has the form of the site's first years. */
function rewritten({ flaw }: Target, { name }: DatasetRecord): Replacement | undefined {
  if (flaw === 'cut-off') return { url: pageOf(name), certain: true, why: 'the same dataset; the end of the link is cut off' }
  return flaw === 'former-form' ? { url: pageOf(name), certain: false, why: 'the present address of the dataset of this name' } : undefined
}

/** A link to the door that its owner announced to close. */
const atHome = ({ flaw }: Target, { name }: DatasetRecord): Replacement | undefined =>
  flaw === 'winding-down' ? { url: pageOf(name), certain: false, why: 'the same catalogue under its own name; OpenXLab winds down' } : undefined

/** "No direct download here, go to the official site: …" */
function official(toast: string | undefined): Replacement | undefined {
  const url = /https?:\/\/[^\s"'<>，。；）)]+/.exec(toast ?? '')?.[0]
  return url !== undefined && URL.canParse(url) ? { url, certain: false, why: 'the host has no files and sends its readers there' } : undefined
}

/** Where the name of a missing dataset is found again. Another owner's dataset may be another dataset. */
export function elsewhere(namesakes: readonly DatasetRecord[]): { readonly replacement?: Replacement } {
  const found = namesakes.find(({ name }) => name.startsWith(`${PLATFORM}/`)) ?? namesakes[0]
  return found === undefined ? {} : { replacement: { url: pageOf(found.name), certain: false, why: 'the host lists a dataset of this name there' } }
}

const pageOf = (ref: string) => `${DOORS[0]}/${ref.split('/').map(encodeURIComponent).join('/')}`
