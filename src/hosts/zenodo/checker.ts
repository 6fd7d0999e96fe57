/** Zenodo records, by the REST API: https://developers.zenodo.org */
import { z } from 'zod'
import type { Conversation, Question } from '#model/checker.ts'
import type { Request, Response } from '#model/http.ts'
import { statusOf, type Verdict, verdict } from '#model/verdict.ts'
import { noted } from '../datacite.ts'
import { ask, askJson, attempt, defineChecker, get, head, heard, isHtml, NoAnswer, Unrecognised } from '../kit.ts'
import { isVerdict } from '../witness.ts'
import { isFile, parse, type Target, urls } from './link.ts'
import { readPage } from './page.ts'
import { type Described, factsOf, readRecord } from './record.ts'
import { suggest } from './suggest.ts'

/** A record may hold a hundred files and a long description. */
const LARGEST_ANSWER = 2 * 1024 * 1024

export default defineChecker<Target>({
  title: 'Zenodo',
  homepage: 'https://zenodo.org',
  urls,
  // Documented: 60 a minute for guests. The crawl delay of robots.txt is for crawlers; the interface is documented for programs.
  pace: { concurrency: 1, spacing: 1 },
  controls: {
    // What the packages medmnist and pooch download, the latter in its own tests.
    present: ['https://zenodo.org/records/10519652', 'https://zenodo.org/records/4924875'],
    absent: ['https://zenodo.org/records/999999999999'],
  },

  match: parse,

  *check(target) {
    const response = yield* askTwice(target.id)
    if (response instanceof NoAnswer) return yield* settledByPage(target, response)
    const answer = readRecord(response)
    if (isVerdict(answer)) return answer.reason === 'not-found' ? yield* remembered(target, answer) : answer
    // The number of all versions together leads to the latest of them, which names it.
    if (answer.id !== target.id && answer.conceptrecid !== target.id) throw new Unrecognised(`asked for record ${target.id}, got ${answer.id}`)
    return yield* judge(target, answer)
  },

  suggest,
})

/** Now and then a living record is "not found" (zenodo/zenodo#2501): a denial is asked for twice, the second time past all caches. */
function* askTwice(id: string): Question<Response | NoAnswer> {
  const first = yield* askInterface(id)
  return first instanceof NoAnswer || first.status !== 404 ? first : yield* askInterface(id, { 'cache-control': 'no-cache' })
}

function* askInterface(id: string, headers: Request['headers'] = {}): Question<Response | NoAnswer> {
  const request = get(`https://zenodo.org/api/records/${id}`, { limit: LARGEST_ANSWER, headers: { accept: 'application/json', ...headers } })
  const response = yield* attempt(request, [403, 404, 410])
  return response instanceof NoAnswer || isJson(response) ? response : new NoAnswer(wallOf(response))
}

/** The rule against user agents answers 403 with 720 bytes of `application/octet-stream` (baktfold#20), others a page. */
function wallOf(response: Response): Verdict {
  const detail = `no JSON where it is due (HTTP ${response.status})`
  if (response.status === 403) return verdict('refused', { detail })
  return isHtml(response) ? verdict('challenged', { detail }) : verdict('unrecognised', { detail })
}

const isJson = ({ headers }: Response) => /\bjson\b/i.test(headers['content-type'] ?? '')

const Handle = z.object({ responseCode: z.int(), handle: z.string() })

/** Tells a number that was once a record from one that never was. A registered DOI vouches for nothing. */
function* remembered({ id }: Target, denied: Verdict): Question<Verdict> {
  const doi = `10.5281/zenodo.${id}`
  const found = yield* heard(askJson(get(`https://doi.org/api/handles/${doi}?type=URL`), Handle, [404]))
  if (found instanceof Error || found.handle.toLowerCase() !== doi) return denied
  if (found.responseCode === 1) return { ...denied, detail: `${denied.detail} (its DOI is registered: the record was there once)` }
  return found.responseCode === 100 ? { ...denied, detail: `${denied.detail} (nor is its DOI registered)` } : denied
}

function* judge(target: Target, record: Described): Conversation {
  const { access_right: access, embargo_date: until } = record.metadata
  const findings = { facts: factsOf(record), ...corrected(target) }
  switch (access) {
    case 'open':
      return yield* opened(target, record, verdict('listed', findings))
    case 'embargoed':
      return verdict('embargoed', { ...findings, ...(until && { detail: `until ${until}` }) })
    case 'restricted':
    case 'closed':
      return verdict('approval-required', { ...findings, detail: `access_right ${access}` })
    default:
      throw new Unrecognised(`access_right ${access}`)
  }
}

/** An open record without files is one of metadata alone. A file missing in the list is gone when its own address says so, too. */
function* opened({ file }: Target, { id, files }: Described, said: Verdict): Conversation {
  if (files === undefined) throw new Unrecognised('access_right open without a list of files')
  if (file !== undefined && !files.some(({ key }) => isFile(key, file))) {
    const response = yield* ask(head(`https://zenodo.org/api/records/${id}/files/${encodeURIComponent(file)}/content`), [404])
    if (response.status !== 404) throw new Unrecognised('a file that the record does not list, and yet its address answers')
    const replacement = { url: `https://zenodo.org/records/${id}`, certain: false, why: 'the record is there, without this file' }
    return verdict('not-found', { detail: 'the record has no file of this name', replacement })
  }
  return files.length === 0 ? { ...said, warnings: [...said.warnings, 'catalogue-only'] } : said
}

/** The edit form asks everybody but the owner to log in; the record has the same number. */
function corrected({ id, editing }: Target): Partial<Verdict> {
  if (!editing) return {}
  const replacement = { url: `https://zenodo.org/records/${id}`, certain: true, why: 'the record itself; the link leads to its edit form' }
  return { warnings: ['moved'], replacement }
}

/**
 * Since December 2025 the interface refuses whole networks, GitHub's runners among them (fatiando/pooch#502). The page is
 * asked once and may vouch, or show the login; it is not believed when it denies.
 */
function* settledByPage(target: Target, refused: NoAnswer): Conversation {
  const { reason } = refused.verdict
  if (reason !== 'refused' && reason !== 'challenged') throw refused
  const page = yield* attempt(get(`https://zenodo.org/records/${target.id}`, { headers: { accept: 'text/html' } }))
  const said = page instanceof NoAnswer || page.status !== 200 || !isHtml(page) ? undefined : readPage(target, page)
  if (said === undefined) throw yield* noted(refused, `10.5281/zenodo.${target.id}`)
  return statusOf(said) === 'alive' ? { ...said, ...corrected(target) } : said
}
