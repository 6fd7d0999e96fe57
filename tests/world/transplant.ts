/** Fixtures moved to other links of the same host: what was seen for one dataset, told of another. */
import type { Checker } from '#model/checker.ts'
import type { Fixture } from '../support/fixture.ts'

type Link = Pick<Fixture['link'], 'url' | 'access'>

/** Shorter words stand for something else too often to be replaced everywhere. */
const SHORTEST = 4

/**
 * The fixture's exchanges as they would be for another link: wherever a part of its target stands (id, owner, slug, code),
 * the other link's stands instead, and the title is the one given.
 */
export function transplanted(fixture: Fixture, checker: Checker, link: Link, title?: string): Fixture['exchanges'] {
  const [from, to] = [targetOf(checker, fixture.link), targetOf(checker, link)]
  let text = JSON.stringify(fixture.exchanges)
  for (const [key, was] of Object.entries(from)) {
    const is = (to as Record<string, unknown>)[key]
    if (typeof was !== 'string' || typeof is !== 'string' || was === is || was.length < SHORTEST) continue
    text = text.replaceAll(escaped(was), escaped(is)).replaceAll(encodeURIComponent(was), encodeURIComponent(is))
  }
  const { title: seen } = fixture.expect.facts
  if (title !== undefined && typeof seen === 'string') text = text.replaceAll(escaped(seen), escaped(title))
  return JSON.parse(text) as Fixture['exchanges']
}

function targetOf(checker: Checker, link: Link): object {
  const target = checker.match(new URL(link.url), link as never)
  if (target === undefined) throw new Error(`${link.url} is not of this host`)
  return target
}

const escaped = (text: string) => JSON.stringify(text).slice(1, -1)
