/** Finds the host checkers: every folder beside this file is one, and its name is its id. */
import { readdir } from 'node:fs/promises'
import type { Checker, Checkers } from '#model/checker.ts'

/** The checkers by id, in alphabetical order. */
export async function findCheckers(): Promise<Checkers> {
  const entries = await readdir(import.meta.dirname, { withFileTypes: true })
  const ids = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  const checkers = await Promise.all(ids.sort().map(async (id) => [id, await load(id)] as const))
  return new Map(checkers)
}

async function load(id: string): Promise<Checker> {
  const module: { default: Checker } = await import(new URL(`./${id}/checker.${import.meta.filename.split('.').at(-1)}`, import.meta.url).href)
  return module.default
}
