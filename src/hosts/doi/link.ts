/** Reads DOI links: the name inside the address, in the one spelling by which two DOIs are compared. */
import type { Invalid } from '#model/checker.ts'
import { decoded, invalid, pattern, unclung } from '../kit.ts'

export const urls = [
  pattern('https://doi.org/:prefix/*'),
  pattern('https://dx.doi.org/:prefix/*'),
  pattern('https://commons.datacite.org/doi.org/:prefix/*'),
]

const resolvers = [pattern('https://doi.org/*'), pattern('https://dx.doi.org/*')]
const commons = pattern('https://commons.datacite.org/doi.org/*')

/** What people leave before the name when they paste a DOI behind a resolver. */
const LABEL = /^(?:doi:\s*|https?:\/+(?:dx\.|www\.)?doi\.org\/+|doi\.org\/+)+/i
const NAME = /^(10\.\d{4,9}(?:\.\d+)*)\/+(\S.*)$/s

/**
 * The DOI of a link, lower case and decoded; undefined for what is no DOI (other pages of doi.org, short DOIs), which the
 * generic checker follows like any other address.
 */
export function parse(url: URL): { readonly doi: string } | Invalid | undefined {
  const inCommons = commons.match(url) !== undefined
  if (!inCommons && !resolvers.some(({ match }) => match(url))) return undefined
  const path = decoded(url.pathname).replace(/^\/+/, '')
  const written = (inCommons ? path.replace(/^doi\.org\/*/i, '') : path).replace(LABEL, '')
  if (written === '') return invalid('not-a-dataset', inCommons ? 'the search page' : 'the front page of the resolver')
  if (!/^10\./.test(written)) return undefined
  const [, prefix, suffix = ''] = NAME.exec(written) ?? []
  const name = suffix.slice(0, unclung(suffix.replaceAll('/', '.')).length) // a final slash clings like a full stop
  if (name !== '') return { doi: `${prefix}/${name}`.toLowerCase() }
  if (prefix !== undefined || /^10\.[\d.]*\/*$/.test(written)) return invalid('incomplete-url', 'the DOI is cut off')
  return invalid('malformed-url', 'no DOI can have this prefix')
}
