/** What DataCite has registered for a DOI of TCIA: where it leads, and the licences that the lists of the site may not tell. */
import { z } from 'zod'
import type { Question } from '#model/checker.ts'
import { askJson, get, heard } from '../kit.ts'
import { keyOf } from './link.ts'

const Rights = z
  .array(z.object({ rights: z.string() }).transform(({ rights }) => rights))
  .catch([])
  .default([])

const DataCite = z.object({ data: z.object({ id: z.string(), attributes: z.object({ state: z.string(), url: z.url(), rightsList: Rights }) }) })

export type Registration = { readonly url: string; readonly licences: readonly string[] }

/** Undefined when DataCite is silent, or has nothing for everybody to find. It confirms, and never denies. */
export function* registration(doi: string): Question<Registration | undefined> {
  const answer = yield* heard(askJson(get(`https://api.datacite.org/dois/${doi}`), DataCite))
  if (answer instanceof Error || answer.data.id.toLowerCase() !== doi) return undefined
  const { state, url, rightsList: licences } = answer.data.attributes
  return state === 'findable' ? { url, licences } : undefined
}

const Found = z.object({
  data: z.array(
    z.object({
      attributes: z.object({
        url: z.url(),
        titles: z.array(z.object({ title: z.string().nullish() })).default([]),
        identifiers: z.array(z.object({ identifier: z.string() })).default([]),
      }),
    }),
  ),
})

/** The addresses of TCIA's DOIs whose title or short name is this one, in any spelling. */
export function* registeredAs(name: string): Question<readonly string[]> {
  const phrase = name.replace(/["\\\s]+/g, ' ').trim()
  const query = encodeURIComponent(`titles.title:"${phrase}" OR identifiers.identifier:"${phrase}"`)
  const { data } = yield* askJson(get(`https://api.datacite.org/dois?prefix=10.7937&query=${query}&page[size]=10`), Found)
  const isIt = (called: string | null | undefined) => keyOf(called ?? '') === keyOf(name)
  return data
    .filter(
      ({ attributes }) => attributes.titles.some(({ title }) => isIt(title)) || attributes.identifiers.some(({ identifier }) => isIt(identifier)),
    )
    .map(({ attributes }) => attributes.url)
}
