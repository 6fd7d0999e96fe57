/** Projects of PhysioNet by nearly the name of a link, or by the title that is sought. */
import type { Candidate, Question, Sought } from '#model/checker.ts'
import { isNamed, lettersOf } from '../alike.ts'
import { addressOf, type Target } from './link.ts'
import { latestOf, published } from './list.ts'

export function* suggest(asked: Target, dataset: Sought): Question<readonly Candidate[]> {
  const projects = Map.groupBy(yield* published(), ({ slug }) => slug)
  const alike = [...projects.values()].flatMap((versions) => {
    const latest = latestOf(versions)
    const isAlike = latest !== undefined && (lettersOf(latest.slug) === lettersOf(asked.slug) || isNamed(latest.title ?? '', dataset))
    return isAlike && latest.slug !== asked.slug ? [latest] : []
  })
  return alike.map(({ slug, version }) => ({
    url: addressOf({ slug, version, file: '' }),
    certain: false,
    why: 'a project of this name, or nearly this name',
  }))
}
