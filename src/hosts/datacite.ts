/** What DataCite tells strangers about a DOI, where the host of the data refuses us. */
import { z } from 'zod'
import type { Question } from '#model/checker.ts'
import { askJson, get, heard, NoAnswer } from './kit.ts'

/** How a DOI is written into a URL: its slashes stay. */
export const escaped = (doi: string) => doi.split('/').map(encodeURIComponent).join('/')

const Shown = z.object({ data: z.object({ id: z.string(), attributes: z.object({ state: z.string() }) }) })

/** The same refusal, which says so when the DOI is shown, for people: that vouches for a description somewhere, not for the data. */
export function* noted({ verdict: said }: NoAnswer, doi: string): Question<NoAnswer> {
  const shown = yield* heard(askJson(get(`https://api.datacite.org/dois/${escaped(doi)}`), Shown))
  const isShown = !(shown instanceof Error) && shown.data.id.toLowerCase() === doi.toLowerCase() && shown.data.attributes.state === 'findable'
  return new NoAnswer(isShown ? { ...said, detail: `${said.detail ?? said.reason}; DataCite shows its DOI` } : said)
}
