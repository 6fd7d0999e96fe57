/** PhysioNet projects, by the list of all that is published; the project's page is the second witness. */
import { type Facts, type Reason, type Replacement, type Verdict, verdict } from '#model/verdict.ts'
import { attempt, defineChecker, get, NoAnswer, text, Unrecognised } from '../kit.ts'
import { addressOf, type Target, target, urls } from './link.ts'
import { latestOf, published, type Version } from './list.ts'
import { suggest } from './suggest.ts'

/** Of the host's four policies: one for everybody, one behind an agreement, two behind somebody's approval. */
const POLICIES: Readonly<Record<string, Reason>> = {
  '0': 'listed',
  open: 'listed',
  '1': 'agreement-required',
  restricted: 'agreement-required',
  '2': 'approval-required',
  credentialed: 'approval-required',
  '3': 'approval-required',
  'contributor review': 'approval-required',
}

/** The page of a version whose files were withdrawn: template of the host's own code. */
const WITHDRAWN = 'The files for this project are no longer available.'

export default defineChecker<Target>({
  title: 'PhysioNet',
  homepage: 'https://physionet.org',
  urls,
  /** Strangers may ask the interface twenty times an hour (views of the host's own code); the list takes one of them a night. */
  pace: { concurrency: 1, spacing: 3 },
  controls: {
    present: ['https://physionet.org/content/slpdb/1.0.0/', 'https://physionet.org/content/eicu-crd/'],
    absent: ['https://physionet.org/content/no-such-project-zz9/1.0.0/'],
  },

  match: target,

  *check(asked) {
    const versions = (yield* published()).filter(({ slug }) => slug === asked.slug)
    const latest = latestOf(versions)
    const found = asked.version === '' ? latest : versions.find(({ version }) => version === asked.version)
    const page = yield* attempt(get(addressOf(asked)), [404])

    if (found === undefined) {
      if (page instanceof NoAnswer) throw page
      if (page.status !== 404) throw new Unrecognised(`not in the list, and yet its page answers HTTP ${page.status}`)
      return verdict('not-found', {
        detail: latest === undefined ? 'not in the list' : `no version ${asked.version}`,
        ...(latest && present(latest)),
      })
    }
    if (page instanceof NoAnswer) {
      const said = vouched(found, false)
      if (said.reason === 'listed' && asked.file !== '') throw page // the list vouches for the version, not for every file of it
      return said
    }
    if (page.status !== 404) return vouched(found, asked.file === '' && text(page).includes(WITHDRAWN))
    if (asked.file === '') throw new Unrecognised('in the list, and yet its page answers HTTP 404')
    return verdict('not-found', { detail: 'the version is there, the file is not' })
  },

  suggest,
})

function vouched(found: Version, withdrawn: boolean): Verdict {
  const policy = String(found.access_policy ?? 'none')
  const reason = POLICIES[policy.toLowerCase()]
  if (reason === undefined) throw new Unrecognised(`access_policy ${policy}`)
  const detail = withdrawn ? { detail: WITHDRAWN } : reason !== 'listed' && { detail: `access policy ${policy}` }
  return verdict(reason, { ...detail, facts: factsOf(found), warnings: withdrawn ? ['catalogue-only'] : [] })
}

function factsOf({ title, version, license, main_storage_size: bytes, publish_date: date }: Version): Facts {
  return {
    ...(title && { title }),
    ...(bytes && { bytes }),
    version,
    ...(license?.name && { licence: license.name }),
    ...(date && { updatedAt: date }),
  }
}

function present({ slug, version }: Version): { readonly replacement: Replacement } {
  const url = addressOf({ slug, version, file: '' })
  return { replacement: { url, certain: false, why: 'the latest version of the same project' } }
}
