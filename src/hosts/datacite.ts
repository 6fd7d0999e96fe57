/** What DataCite tells strangers about a DOI, where the host of the data refuses us. */
import type { Question } from '#model/checker.ts'
import { attempt, get, NoAnswer, text } from './kit.ts'

/** How a DOI is written into a URL: its slashes stay. */
export const escaped = (doi: string) => doi.split('/').map(encodeURIComponent).join('/')

/** The same refusal, which says so when the DOI is shown, for people: that vouches for a description somewhere, not for the data. */
export function* noted({ verdict: said }: NoAnswer, doi: string): Question<NoAnswer> {
  const response = yield* attempt(get(`https://api.datacite.org/dois/${escaped(doi)}`, { headers: { accept: 'application/json' } }), [404])
  const isShown = !(response instanceof NoAnswer) && /"state":\s*"findable"/.test(text(response))
  return new NoAnswer(isShown ? { ...said, detail: `${said.detail ?? said.reason}; DataCite shows its DOI` } : said)
}
