/** What a README says of data that lies elsewhere: a repository of code is there long after it. */
import type { Night, Question } from '#model/checker.ts'
import type { Verdict } from '#model/verdict.ts'
import { heard, text, unclung } from '../kit.ts'
import { ABOUT_DATA, FORM, isData, lostAmong } from '../linked-data.ts'
import { api, askApi, TOKEN } from './api.ts'
import type { Found } from './repository.ts'
import type { Target } from './target.ts'

/** Each README is a question of its own, which strangers have sixty an hour of. */
const MOST_READMES = 200

/** An address, or what a link of Markdown has in its place. */
const LINK = /https?:\/\/[^\s<>"'`()[\]]+|(?<=\]\()[^()\s]+/g

/** The verdict on a repository after a look at where its README sends its readers. Silence there unsays nothing. */
export function* withReadme({ fullName, said }: Found, { secrets, peers }: Night<Target>): Question<Verdict> {
  if (!secrets.has(TOKEN) || peers.length > MOST_READMES) return said
  const answer = yield* heard(askApi(api(`/repos/${fullName}/readme`, 'application/vnd.github.raw+json')))
  if (!('status' in answer) || answer.status !== 200 || answer.truncated) return said
  const readme = text(answer)
  const within = `https://github.com/${fullName}/blob/HEAD/`
  const links = linksIn(readme, within)
  const isWithin = links.some((link) => isData(link) && link.href.startsWith(within))
  const lost = isWithin ? undefined : yield* lostAmong(links)
  if (lost !== undefined) return { ...said, warnings: [...said.warnings, 'catalogue-only'], detail: `what the README links to is missing: ${lost}` }
  const form = formIn(readme, within)
  return form === undefined || said.detail !== undefined ? said : { ...said, detail: `the README has a form in which to ask for data: ${form}` }
}

const linksIn = (words: string, base: string): URL[] => (words.match(LINK) ?? []).flatMap((written) => URL.parse(unclung(written), base) ?? [])

const formIn = (readme: string, base: string): string | undefined =>
  readme
    .split('\n')
    .filter((line) => ABOUT_DATA.test(line))
    .flatMap((line) => linksIn(line, base))
    .find(({ href }) => FORM.test(href))?.href
