/** Things inside a repository that is known to exist: files, folders, commits, releases and their assets. */
import { z } from 'zod'
import type { Conversation } from '#model/checker.ts'
import { type Facts, type Verdict, verdict } from '#model/verdict.ts'
import { Day } from '../day.ts'
import { ask, get, json, text, Unrecognised } from '../kit.ts'
import { pointer } from '../lfs.ts'
import { api, askApi } from './api.ts'
import type { Found } from './repository.ts'
import { addressOf, parse, type Raw, type Release, type Tree } from './target.ts'

const Contents = z.object({
  type: z.enum(['file', 'dir', 'symlink', 'submodule']),
  path: z.string(),
  size: z.int().nonnegative().optional().catch(undefined),
  content: z.string().optional().catch(undefined),
})

const Published = z.object({
  tag_name: z.string(),
  published_at: Day,
  assets: z.array(z.object({ name: z.string(), state: z.string(), size: z.int().nonnegative() })),
})

const Ref = z.object({ ref: z.string() })

/** The check of a file or folder. The address does not say where the name of a branch ends, so only the page itself denies. */
export function* tree(target: Tree, { fullName, said }: Found): Conversation {
  const path = target.path.split('/').map(encodeURIComponent).join('/')
  const request = api(`/repos/${fullName}/contents/${path}?ref=${encodeURIComponent(target.ref)}`, 'application/vnd.github.object+json')
  const answer = yield* askApi(request)
  if ('blocked' in answer) return answer.blocked
  if ('missing' in answer) return yield* byPage(target, { fullName, said }, answer.missing)
  if (answer.status >= 300) throw new Unrecognised(`HTTP ${answer.status} for contents`)
  const contents = json(answer, Contents)
  if (contents.path !== target.path) throw new Unrecognised(`asked for ${target.path}, got ${contents.path}`)
  if (contents.type !== 'file' || contents.size === undefined) return said
  return withFacts(said, { bytes: pointer(decoded(contents.content))?.bytes ?? contents.size })
}

function* byPage(target: Tree, { fullName, said }: Found, words: string): Conversation {
  const response = yield* ask(get(addressOf(target, fullName), { limit: 1024 }), [404])
  if (response.status === 404) return verdict('not-found', { detail: `the repository is there; contents: ${words}; page: HTTP 404` })
  const shown = parse(new URL(response.url))
  const same = shown !== undefined && !('invalid' in shown) && shown.kind === 'tree' && `${shown.owner}/${shown.name}` === fullName.toLowerCase()
  if (!same || shown.path !== target.path) throw new Unrecognised(`the page led to ${new URL(response.url).pathname}`)
  const findings: Verdict = { ...said, reason: 'served', detail: `the page is there; contents: ${words}` }
  if (shown.ref === target.ref) return findings
  const replacement = { url: addressOf(shown, fullName), certain: true, why: 'the branch was renamed' }
  return { ...findings, warnings: ['moved', ...said.warnings.filter((warning) => warning !== 'moved')], replacement }
}

/** The check of an address that delivers the bytes of a file. */
export function* raw(target: Raw, { fullName, said }: Found): Conversation {
  const response = yield* ask(get(addressOf(target, fullName), { limit: 1024 }), [404])
  if (response.status === 404) return verdict('not-found', { detail: 'the repository is there; file: HTTP 404' })
  const standIn = pointer(text(response))
  if (standIn === undefined) return { ...said, reason: 'served' }
  return { ...said, reason: 'served', warnings: [...said.warnings, 'wrong-type'], detail: 'a Git LFS pointer instead of the file' }
}

/** The check of a release, or of a file attached to one. */
export function* release({ tag, asset }: Release, { fullName, said }: Found): Conversation {
  const which = tag === undefined ? 'latest' : `tags/${encodeURIComponent(tag)}`
  const answer = yield* askApi(api(`/repos/${fullName}/releases/${which}`))
  if ('blocked' in answer) return answer.blocked
  if ('missing' in answer) {
    if (tag !== undefined && asset === undefined) return yield* bareTag(tag, { fullName, said })
    return verdict('not-found', { detail: `the repository is there; release: ${answer.missing}` })
  }
  if (answer.status >= 300) throw new Unrecognised(`HTTP ${answer.status} for a release`)
  const published = json(answer, Published)
  if (tag !== undefined && published.tag_name !== tag) throw new Unrecognised(`asked for release ${tag}, got ${published.tag_name}`)
  const dated = withFacts(said, { version: published.tag_name, ...(published.published_at && { updatedAt: published.published_at }) })
  if (asset === undefined) return withFacts(dated, sizeOf(published.assets))
  const file = published.assets.find(({ name }) => name === asset)
  if (file === undefined) return verdict('not-found', { detail: `release ${published.tag_name} has no file ${asset}` })
  if (file.state !== 'uploaded') throw new Unrecognised(`the file of the release is in state ${file.state}`)
  return withFacts(dated, { bytes: file.size })
}

/** A tag without a release has a page at the same address. */
function* bareTag(tag: string, { fullName, said }: Found): Conversation {
  const answer = yield* askApi(api(`/repos/${fullName}/git/ref/tags/${tag.split('/').map(encodeURIComponent).join('/')}`))
  if ('blocked' in answer) return answer.blocked
  if ('missing' in answer) return verdict('not-found', { detail: `the repository is there; tag: ${answer.missing}` })
  if (answer.status >= 300) throw new Unrecognised(`HTTP ${answer.status} for a tag`)
  const { ref } = json(answer, Ref)
  if (ref !== `refs/tags/${tag}`) throw new Unrecognised(`asked for tag ${tag}, got ${ref}`)
  return withFacts(said, { version: tag })
}

const withFacts = (said: Verdict, facts: Facts): Verdict => ({ ...said, facts: { ...said.facts, ...facts } })

function sizeOf(assets: readonly { readonly size: number }[]): Facts {
  const bytes = assets.reduce((sum, { size }) => sum + size, 0)
  return { ...(assets.length > 0 && { files: assets.length }), ...(bytes > 0 && { bytes }) }
}

/** The text of a small file as the interface packs it; empty when it is no text. */
function decoded(content = ''): string {
  if (content.length > 1024) return ''
  try {
    return atob(content.replaceAll('\n', ''))
  } catch {
    return ''
  }
}
