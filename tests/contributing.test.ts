/** CONTRIBUTING.md teaches adding a host: what it shows is a checker that works, as it stands there. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askTarget } from '#core/ask-host.ts'
import type { Checker } from '#model/checker.ts'
import type { Request } from '#model/http.ts'
import { answer } from './support/night.ts'

let folder: string
let checker: Checker

beforeAll(async () => {
  const guide = await readFile(join(import.meta.dirname, '../CONTRIBUTING.md'), 'utf8')
  const block = /^( *)```ts\n(.*?)^\1```$/ms.exec(guide)
  const code = (block?.[2] ?? '').replaceAll(new RegExp(`^${block?.[1]}`, 'gm'), '')
  folder = await mkdtemp(join(import.meta.dirname, '.example-'))
  const path = join(folder, 'checker.ts')
  await writeFile(path, code.replace("'../kit.ts'", "'#hosts/kit.ts'"))
  checker = (await import(path)).default
})
afterAll(() => rm(folder, { recursive: true }))

const judged = async (status: number, body: unknown, url = 'https://data.example.org/records/7') => {
  const target = checker.match(new URL(url), { url, access: 'open' })
  if (target === undefined || 'invalid' in target) return target
  const transport = async (request: Request) => ({ ...answer(request.url, status, JSON.stringify(body)), request })
  return (await askTarget(checker, target, [target], { converse: () => transport, secrets: new Set(), checkers: new Map() })).verdict
}

describe('the checker that CONTRIBUTING.md shows', () => {
  it('vouches for what the host describes', async () => {
    expect(await judged(200, { id: 7, title: 'Lung CT' })).toMatchObject({ reason: 'listed', facts: { title: 'Lung CT' } })
  })

  it('says gone when the host does', async () => {
    expect(await judged(404, {})).toMatchObject({ reason: 'not-found' })
    expect(await judged(410, {})).toMatchObject({ reason: 'removed' })
  })

  it('guesses nothing', async () => {
    expect(await judged(200, { id: 8, title: 'Another' })).toMatchObject({ reason: 'unrecognised' })
    expect(await judged(200, 'hello')).toMatchObject({ reason: 'unrecognised' })
    expect(await judged(500, {})).toMatchObject({ reason: 'server-error' })
  })

  it('parses its links, and no others', async () => {
    expect(await judged(200, {}, 'https://data.example.org/records/x')).toEqual({
      invalid: 'incomplete-url',
      detail: 'the record number is no number',
    })
    expect(await judged(200, {}, 'https://example.org/records/7')).toBeUndefined()
  })
})
