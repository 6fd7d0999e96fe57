/** A dataset that the site does not have under a name: among the names in its public repository, or where the makers keep a copy. */
import { z } from 'zod'
import type { Candidate, Question } from '#model/checker.ts'
import { lettersOf } from '../alike.ts'
import { askJson, get, heard } from '../kit.ts'
import { SITE, slugOf, type Target } from './link.ts'

/** The texts that the pages are made from: one request for all links of the night. */
const TEXTS = 'https://api.github.com/repos/simula/datasets.simula.no/contents/datasets'

const Texts = z.array(z.object({ name: z.string() }))

/** Copies that the texts of 2026 lead to. */
const COPIES: Readonly<Record<string, string>> = { 'hyper-kvasir': 'https://osf.io/mh9sj', 'kvasir-capsule': 'https://osf.io/dv2ag' }

export function* suggest({ kind, path }: Target): Question<readonly Candidate[]> {
  if (kind === 'file') return []
  const slug = slugOf(path)
  const texts = yield* heard(askJson(get(TEXTS), Texts))
  const names = texts instanceof Error ? [] : texts.map(({ name }) => /^([\w-]+)\.md$/.exec(name)?.[1] ?? '')
  const alike = names.filter((name) => name !== '' && name !== slug && lettersOf(name) === lettersOf(slug))
  const copy = COPIES[slug]
  return [
    ...alike.map((name) => ({ url: `${SITE}${name}/`, certain: false, why: 'a dataset of the site by nearly this name' })),
    ...(copy === undefined ? [] : [{ url: copy, certain: false, why: 'where the makers keep a copy' }]),
  ]
}
