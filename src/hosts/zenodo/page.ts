/** The page of a record, for when the interface refuses us: by its words it is the same for open and for closed files. */
import type { Response } from '#model/http.ts'
import { type Verdict, verdict } from '#model/verdict.ts'
import { html } from '../kit.ts'
import { isFile, placeOf, type Target } from './link.ts'

/** Links to files stand in the head of the page for those who may have them (invenio-app-rdm, details/meta.html). */
const FILES = 'link[rel="item"], link[rel="alternate"]'

/** A login, or a record that the page calls its own and whose files (the one asked for among them) it offers; else undefined. */
export function readPage({ id, file }: Target, page: Response): Verdict | undefined {
  if (/^\/login\/?$/.test(URL.parse(page.url)?.pathname ?? '')) return verdict('login-required', { detail: 'the page leads to the login' })
  const source = html(page)
  const title = source('meta[name="citation_title"]').attr('content')?.trim()
  if (!title || placeOf(source('link[rel="canonical"]').attr('href'))?.id !== id) return undefined
  const offered = source(FILES)
    .toArray()
    .map((link) => placeOf(source(link).attr('href')))
    .filter((place) => place?.id === id)
    .flatMap((place) => place?.file ?? [])
  const isOffered = file === undefined ? offered.length > 0 : offered.some((key) => isFile(key, file))
  return isOffered ? verdict('served', { facts: { title } }) : undefined
}
