/** Names that are one name to people: searches are made by them, and what is found is compared by them. */
import type { Sought } from '#model/checker.ts'

/** A name without case, spaces and punctuation; accents and full-width letters count as what they stand for. */
export const lettersOf = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

/** Shorter names fit anything. */
const SHORTEST = 3

/** The best name to search a dataset by: what its host called it, or what the catalogue does. Undefined when it is too short. */
export function nameOf({ title, name }: Sought): string | undefined {
  return [title ?? '', name].map((one) => one.replace(/["\s]+/g, ' ').trim()).find((one) => lettersOf(one).length >= SHORTEST)
}

/** Whether a title is the name, or one of the names, of the dataset that is sought. */
export function isNamed(title: string, { title: former = '', name }: Sought): boolean {
  const letters = lettersOf(title)
  return letters.length >= SHORTEST && (letters === lettersOf(former) || letters === lettersOf(name))
}
